import { Prisma } from "../../generated/prisma/client.ts";
import { recordedColumn } from "./rows.ts";

const { sql, raw } = Prisma;

const isUnchanged = (id: string) => sql`${raw(id)} NOT IN (SELECT id FROM changed)`;

/** Keeps a subquery from becoming a join, which would be computed for the whole archive before the first row is read. */
const rowByRow = sql`OFFSET 0`;

const unchanged = (at: Prisma.Sql, apart: Prisma.Sql) => ({
  appearance: sql`SELECT appearance.* FROM appearance WHERE created_at <= ${at} AND ${isUnchanged("statement_id")}`,
  statement_tag: sql`SELECT statement_tag.* FROM statement_tag WHERE created_at <= ${at} AND ${isUnchanged("statement_id")}`,
  statement_party: sql`SELECT statement_party.* FROM statement_party WHERE created_at <= ${at} AND ${isUnchanged("statement_id")}`,
  stance: sql`SELECT stance.* FROM stance WHERE ${recordedColumn("stance")} <= ${at} AND ${isUnchanged("statement_id")}`,
  statement_link: sql`SELECT statement_link.* FROM statement_link WHERE ${recordedColumn("statement_link")} <= ${at} AND ${isUnchanged("statement_id")}`,
  statement: sql`
SELECT statement.*
FROM statement
WHERE created_at <= ${at} AND ${isUnchanged("id")}
  AND (SELECT created_at FROM statement ORDER BY id LIMIT 1) <= ${at} -- no statement existed yet, so no row is tested
  AND EXISTS (SELECT FROM appearance WHERE appearance.statement_id = statement.id ${apart})`,
  statement_search: sql`SELECT statement_search.* FROM statement_search WHERE ${isUnchanged("statement_id")}`,
});

const changedViews = {
  appearance: sql`SELECT * FROM then_appearance`,
  statement_tag: sql`SELECT * FROM then_statement_tag`,
  statement_party: sql`SELECT * FROM then_statement_party`,
  stance: sql`SELECT * FROM then_stance`,
  statement_link: sql`SELECT * FROM then_statement_link`,
  statement: sql`SELECT * FROM then_statement WHERE id IN (SELECT statement_id FROM then_appearance)`,
  statement_search: sql`SELECT id AS statement_id, search_configuration(language) AS configuration, search_vector(language, text) AS search FROM then_statement`,
};

/**
 * Returns the tables of the statements that nobody has changed since the instant.
 *
 * @param options.inSets whether all rows will be read, so that PostgreSQL may test them together
 */
export function unchangedTables(at: Prisma.Sql, { inSets = false } = {}): Prisma.Sql[] {
  const apart = inSets ? Prisma.empty : rowByRow;
  return [
    ...Object.entries(unchanged(at, apart)).map(([table, rows]) => sql`${raw(table)} AS NOT MATERIALIZED (${rows})`),
    sql`statement_topic AS NOT MATERIALIZED (
  SELECT statement_topic.*
  FROM statement_topic
  WHERE EXISTS (SELECT FROM statement WHERE statement.id = statement_topic.statement_id ${apart})
    AND EXISTS (
      SELECT
      FROM statement_tag
      JOIN topic_ancestor ON topic_ancestor.topic_id = statement_tag.topic_id
      WHERE statement_tag.statement_id = statement_topic.statement_id AND topic_ancestor.ancestor_id = statement_topic.topic_id
      ${apart}
    )
)`,
  ];
}

/** Returns the tables of the other statements. */
export function changedTables(): Prisma.Sql[] {
  return [
    ...Object.entries(changedViews).map(([table, rows]) => sql`${raw(table)} AS MATERIALIZED (${rows})`),
    sql`statement_topic AS MATERIALIZED (
  SELECT DISTINCT statement_tag.statement_id, topic_ancestor.ancestor_id AS topic_id, statement.speaker_id, statement.status, statement.said_at
  FROM statement_tag
  JOIN topic_ancestor ON topic_ancestor.topic_id = statement_tag.topic_id
  JOIN statement ON statement.id = statement_tag.statement_id
)`,
  ];
}

/** Returns the tables of all statements, to look up given ones; they lack `statement_topic`, which only lists need. */
export function allTables(at: Prisma.Sql): Prisma.Sql[] {
  const tables = unchanged(at, rowByRow);
  const isSameSpan = sql`jsonb_build_object('appearance_id', appearance_id, 'role', role, 'start_offset', start_offset)`;
  return [
    ...Object.entries(changedViews).map(
      ([table, rows]) =>
        sql`${raw(table)} AS NOT MATERIALIZED (${tables[table as keyof typeof changedViews]} UNION ALL ${rows})`,
    ),
    sql`appearance_span AS NOT MATERIALIZED (
  SELECT appearance_span.*
  FROM appearance_span
  WHERE NOT EXISTS (SELECT FROM revision WHERE table_name = 'appearance_span' AND key = ${isSameSpan} AND at > ${at})
  UNION ALL SELECT * FROM past_appearance_span
)`,
  ];
}
