import { Prisma } from "../../generated/prisma/client.ts";
import { standingId } from "../names/standing.ts";
import { isSame, keptTables } from "../tables/journal.ts";
import type { Table } from "../tables/table.ts";

const { sql, raw } = Prisma;

/**
 * Returns, as common table expressions, the rows of the statements that have changed since an instant, as they were: `changed` (the
 * ids of these statements), `then_statement`, `then_statement_tag`, `then_statement_party`, `then_stance`, `then_statement_link` and `then_appearance`.
 * `past_appearance_span` has only the spans that have changed themselves.
 *
 * @param at the instant, as an expression
 */
export function rowsThen(at: Prisma.Sql): Prisma.Sql[] {
  return [changedStatements(at), ...PAST.map((table) => pastRows(table, at)), ...changedRows(at)];
}

/** The statements that were created, changed, tagged, untagged, printed or removed since. Rows from imports carry their own date. */
function changedStatements(at: Prisma.Sql): Prisma.Sql {
  return sql`changed (id) AS MATERIALIZED (
  SELECT node_id FROM revision WHERE node = 'STATEMENT' AND at > ${at}
  UNION SELECT statement_id FROM appearance WHERE id IN (SELECT node_id FROM revision WHERE node = 'APPEARANCE' AND at > ${at})
  UNION SELECT (before ->> 'statement_id')::bigint FROM revision WHERE table_name = 'appearance' AND at > ${at} AND before ? 'statement_id'
)`;
}

const PAST = [
  "statement",
  "statement_tag",
  "statement_party",
  "stance",
  "statement_link",
  "appearance",
  "appearance_span",
] as const;

/**
 * Returns the column that says since when a row of a table is on record. The `created_at` of a judgement is when somebody judged, which
 * an import may pass on years later.
 */
export function recordedColumn(table: string): Prisma.Sql {
  return raw(table === "stance" || table === "statement_link" ? "recorded_at" : "created_at");
}

/** The tables whose rows name a noun that may have been merged since. */
const OF_MERGED: Partial<Record<(typeof PAST)[number], "speaker" | "proposition">> = {
  statement: "speaker",
  statement_party: "speaker",
  stance: "proposition",
};

/** The rows that were changed or removed since, as they were: their present values, overwritten by the earliest values from before. */
function pastRows(table: (typeof PAST)[number], at: Prisma.Sql): Prisma.Sql {
  const kept = keptTables.find((known) => known.table === table) as Table;
  const name = raw(table);
  // A noun that was merged since is shown as the one that stays.
  const noun = OF_MERGED[table];
  const nounId = raw(`'${noun}_id'`);
  const standing = noun
    ? sql`|| jsonb_strip_nulls(jsonb_build_object(${nounId}, (SELECT ${standingId(noun)} FROM ${raw(noun)} WHERE id = (columns ->> ${nounId})::bigint)))`
    : Prisma.empty;
  return sql`past_${name} AS MATERIALIZED (
  SELECT was.*
  FROM (
    SELECT key, is_made, COALESCE(jsonb_object_agg(name, value ORDER BY id DESC) FILTER (WHERE name IS NOT NULL), '{}') AS columns
    FROM (
      SELECT id, key, before, first_value(before) OVER (PARTITION BY key ORDER BY id) = '{}' AS is_made
      FROM revision
      WHERE table_name = ${table} AND at > ${at}
    ) AS since
    LEFT JOIN LATERAL jsonb_each(before) AS given (name, value) ON TRUE
    GROUP BY key, is_made
  ) AS earlier
  CROSS JOIN jsonb_populate_record(NULL::${name}, key) AS place
  LEFT JOIN ${name} ON ${isSame(kept, "place")}
  CROSS JOIN jsonb_populate_record(${name}, columns ${standing}) AS was
  WHERE NOT is_made ${table === "appearance_span" ? Prisma.empty : sql`AND COALESCE(was.${recordedColumn(table)}, '-infinity') <= ${at}`}
)`;
}

/** All rows of the statements that have changed since, whether the rows themselves have changed or not. */
function changedRows(at: Prisma.Sql): Prisma.Sql[] {
  const rows = (
    table: string,
    statementId: string,
    isRow: Prisma.Sql,
    where = sql`TRUE`,
  ) => sql`then_${raw(table)} AS MATERIALIZED (
  SELECT * FROM past_${raw(table)} WHERE ${where}
  UNION ALL
  SELECT ${raw(table)}.*
  FROM ${raw(table)}
  WHERE ${raw(statementId)} IN (SELECT id FROM changed) AND ${recordedColumn(table)} <= ${at}
    AND NOT EXISTS (SELECT FROM revision WHERE table_name = ${table} AND key = ${isRow} AND at > ${at})
)`;
  return [
    rows(
      "appearance",
      "statement_id",
      sql`jsonb_build_object('id', appearance.id)`,
      sql`EXISTS (SELECT FROM article WHERE article.id = article_id)`,
    ),
    rows(
      "statement_tag",
      "statement_id",
      sql`jsonb_build_object('statement_id', statement_id, 'topic_id', topic_id, 'basis', basis)`,
    ),
    rows(
      "statement_party",
      "statement_id",
      sql`jsonb_build_object('statement_id', statement_id, 'role', role, 'position', position)`,
    ),
    rows("stance", "statement_id", sql`jsonb_build_object('id', stance.id)`),
    rows("statement_link", "statement_id", sql`jsonb_build_object('id', statement_link.id)`),
    rows("statement", "id", sql`jsonb_build_object('id', statement.id)`),
  ];
}
