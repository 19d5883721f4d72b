import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { isSame } from "./imports/keptRows.ts";
import { type KeptTable, keptTables } from "./imports/keptTables.ts";

const { sql, raw, join } = Prisma;

// The archive as it stood at an instant. Every query of ours can be asked of that: common table expressions stand before it under
// the names of the tables that it reads, so that it reads these instead. What has not changed since is read from the tables
// by their indexes, and what has (few, as a rule) is put together from its revisions.

/** Tables as they stood, to be put before a query. */
export interface View {
  /** What the tables of the view, and of others of the same instant, are made of. */
  shared: Prisma.Sql;
  tables: Prisma.Sql;
}

/** The views of one instant: of the statements that nobody has changed since, of the others, and of both. */
export interface Views {
  unchanged: View;
  changed: View;
  all: View;
}

/**
 * The tables `statement`, `statement_tag`, `statement_topic`, `statement_search`, `appearance` and `appearance_span` as they stood
 * at the instant. All others are as they are now: a speaker who was merged since is the one that stayed, topics are broader
 * than others as they are now, and a printing in an article that has gone is none.
 */
export function viewsAsOf(instant: Date): Views {
  const at = sql`${instant.toISOString()}::timestamptz`;
  const shared = join([changedStatements(at), ...PAST.map((table) => pastRows(table, at)), ...changedRows(at)], ",\n");
  const view = (tables: (at: Prisma.Sql) => Prisma.Sql[]) => ({ shared, tables: join(tables(at), ",\n") });
  return { unchanged: view(unchangedTables), changed: view(changedTables), all: view(allTables) };
}

/** The database through a view: its `query` asks of the tables as they stood. Statements through Prisma do not. */
export function through(database: Database, { shared, tables }: View): Database {
  return {
    ...database,
    query: (statement, { instants } = {}) => {
      const asked = sql`${raw("/* asOf */")} WITH ${shared},\n${tables}\nSELECT * FROM (${statement}) AS answer`;
      return database.query(asked, { instants });
    },
  };
}

/** The statements that were made, changed, tagged, untagged, printed or removed since. What an import made tells by itself when. */
function changedStatements(at: Prisma.Sql): Prisma.Sql {
  return sql`changed (id) AS MATERIALIZED (
  SELECT node_id FROM revision WHERE node = 'STATEMENT' AND at > ${at}
  UNION SELECT statement_id FROM appearance WHERE id IN (SELECT node_id FROM revision WHERE node = 'APPEARANCE' AND at > ${at})
  UNION SELECT (before ->> 'statement_id')::int FROM revision WHERE table_name = 'appearance' AND at > ${at} AND before ? 'statement_id'
)`;
}

const PAST = ["statement", "statement_tag", "appearance", "appearance_span"] as const;

/** The rows that have been changed or removed since, as they were: what they are now, with the earliest values from before. */
function pastRows(table: (typeof PAST)[number], at: Prisma.Sql): Prisma.Sql {
  const kept = keptTables.find((known) => known.table === table) as KeptTable;
  const name = raw(table);
  // Who was merged has nothing any more.
  const isStatement = table === "statement";
  const standing = isStatement
    ? sql`|| jsonb_strip_nulls(jsonb_build_object('speaker_id', (SELECT merged_into_id FROM speaker WHERE id = (columns ->> 'speaker_id')::int)))`
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
  WHERE NOT is_made ${table === "appearance_span" ? Prisma.empty : sql`AND COALESCE(was.created_at, '-infinity') <= ${at}`}
)`;
}

/** All rows of the statements that have changed since: those that have themselves, and those that have not. */
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
  WHERE ${raw(statementId)} IN (SELECT id FROM changed) AND created_at <= ${at}
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
    rows("statement", "id", sql`jsonb_build_object('id', statement.id)`),
  ];
}

const isUnchanged = (id: string) => sql`${raw(id)} NOT IN (SELECT id FROM changed)`;

// `OFFSET 0` keeps a question to each row: as a join it is answered for the whole archive before the first row is read.

const unchanged = (at: Prisma.Sql) => ({
  appearance: sql`SELECT appearance.* FROM appearance WHERE created_at <= ${at} AND ${isUnchanged("statement_id")}`,
  statement_tag: sql`SELECT statement_tag.* FROM statement_tag WHERE created_at <= ${at} AND ${isUnchanged("statement_id")}`,
  statement: sql`
SELECT statement.*
FROM statement
WHERE created_at <= ${at} AND ${isUnchanged("id")}
  AND (SELECT created_at FROM statement ORDER BY id LIMIT 1) <= ${at} -- else there was none, and none is looked at
  AND EXISTS (SELECT FROM appearance WHERE appearance.statement_id = statement.id OFFSET 0)`,
  statement_search: sql`SELECT statement_search.* FROM statement_search WHERE ${isUnchanged("statement_id")}`,
});

const changed = {
  appearance: sql`SELECT * FROM then_appearance`,
  statement_tag: sql`SELECT * FROM then_statement_tag`,
  statement: sql`SELECT * FROM then_statement WHERE id IN (SELECT statement_id FROM then_appearance)`,
  statement_search: sql`SELECT id AS statement_id, search_configuration(language) AS configuration, search_vector(language, text) AS search FROM then_statement`,
};

function unchangedTables(at: Prisma.Sql): Prisma.Sql[] {
  return [
    ...Object.entries(unchanged(at)).map(([table, rows]) => sql`${raw(table)} AS NOT MATERIALIZED (${rows})`),
    sql`statement_topic AS NOT MATERIALIZED (
  SELECT statement_topic.*
  FROM statement_topic
  WHERE EXISTS (SELECT FROM statement WHERE statement.id = statement_topic.statement_id OFFSET 0)
    AND EXISTS (
      SELECT
      FROM statement_tag
      JOIN topic_ancestor ON topic_ancestor.topic_id = statement_tag.topic_id
      WHERE statement_tag.statement_id = statement_topic.statement_id AND topic_ancestor.ancestor_id = statement_topic.topic_id
      OFFSET 0
    )
)`,
  ];
}

function changedTables(): Prisma.Sql[] {
  return [
    ...Object.entries(changed).map(([table, rows]) => sql`${raw(table)} AS MATERIALIZED (${rows})`),
    sql`statement_topic AS MATERIALIZED (
  SELECT DISTINCT statement_tag.statement_id, topic_ancestor.ancestor_id AS topic_id, statement.speaker_id, statement.status, statement.said_at
  FROM statement_tag
  JOIN topic_ancestor ON topic_ancestor.topic_id = statement_tag.topic_id
  JOIN statement ON statement.id = statement_tag.statement_id
)`,
  ];
}

function allTables(at: Prisma.Sql): Prisma.Sql[] {
  const tables = unchanged(at);
  const isSameSpan = sql`jsonb_build_object('appearance_id', appearance_id, 'role', role, 'start_offset', start_offset)`;
  return [
    ...Object.entries(changed).map(
      ([table, rows]) =>
        sql`${raw(table)} AS NOT MATERIALIZED (${tables[table as keyof typeof changed]} UNION ALL ${rows})`,
    ),
    sql`appearance_span AS NOT MATERIALIZED (
  SELECT appearance_span.*
  FROM appearance_span
  WHERE NOT EXISTS (SELECT FROM revision WHERE table_name = 'appearance_span' AND key = ${isSameSpan} AND at > ${at})
  UNION ALL SELECT * FROM past_appearance_span
)`,
  ];
}
