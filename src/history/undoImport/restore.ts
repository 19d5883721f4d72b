import { isSame, keptTables } from "../../archive/tables/journal.ts";
import type { Table } from "../../archive/tables/table.ts";
import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { insertRows, readTableColumns, updateRows } from "./keptRows.ts";

const { sql, raw, join } = Prisma;

/**
 * Gives back what these origins have overwritten or removed, as it was before they did, and removes what they have made without
 * asserting it; but no value that others have changed since, and nothing whose owner has gone meanwhile. What others have
 * overwritten since is from now on what it had been without these origins.
 *
 * @returns how many rows are otherwise now
 */
export async function restoreRevisions(database: Database, originIds: readonly number[]): Promise<number> {
  let restored = 0;
  for (const table of keptTables) {
    const run = async (name: string, statement: Prisma.Sql) =>
      (await database.query(sql`/* imports.undo.${raw(table.table)}.${raw(name)} */ ${statement}`)).length;
    const columns = await readTableColumns(database, table.table);
    restored += await run("unmake", unmakeRows(table, originIds));
    restored += await run("update", updateRows(table, columns, overwrittenRows(table, originIds)));
    restored += await run("insert", insertRows(table, columns, overwrittenRows(table, originIds)));
    await run("inherit", rewriteLater(table, originIds));
  }
  return restored;
}

/**
 * Where these origins have begun to change a value, once or in turn with others: the value before, and the next revision (`heir`)
 * by which somebody else has changed it since, if any.
 */
function changes({ table }: Table, originIds: readonly number[]): Prisma.Sql {
  return sql`
SELECT id, key, name, value, heir
FROM (
  SELECT revision.id, revision.key, given.name, given.value, is_ours, lag(is_ours, 1, FALSE) OVER in_turn AS goes_on,
    min(revision.id) FILTER (WHERE NOT is_ours) OVER (in_turn ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS heir
  FROM revision
  CROSS JOIN LATERAL (SELECT revision.origin_id = ANY (${originIds}::int[])) AS owner (is_ours)
  CROSS JOIN jsonb_each(before) AS given (name, value)
  WHERE table_name = ${table}
    AND key IN (SELECT key FROM revision WHERE table_name = ${table} AND origin_id = ANY (${originIds}::int[]))
  WINDOW in_turn AS (PARTITION BY revision.key, given.name ORDER BY revision.id)
) AS change
WHERE is_ours AND NOT goes_on`;
}

/** The rows that were touched: the key of each, and its columns with the values that come back. */
function overwrittenRows(table: Table, originIds: readonly number[]): Prisma.Sql {
  const isThere = Object.entries(table.parents ?? {}).map(
    ([column, parent]) =>
      sql`(name <> ${column} OR value = 'null' OR EXISTS (SELECT FROM ${raw(parent)} WHERE id = value::int))`,
  );
  const isMadeAnew = sql`EXISTS (
    SELECT
    FROM revision AS later
    WHERE later.table_name = ${table.table} AND later.key = change.key AND later.id > change.id AND later.before = '{}'
      AND later.origin_id <> ALL (${originIds}::int[])
  )`;
  return sql`
SELECT key, jsonb_object_agg(name, value) AS columns
FROM (${changes(table, originIds)}) AS change
WHERE ${join([sql`heir IS NULL`, sql`NOT ${isMadeAnew}`, ...isThere], " AND ")}
GROUP BY key`;
}

/** A row that was made in the midst of others' goes, unless it was there before, or others have changed it since. */
function unmakeRows(table: Table, originIds: readonly number[]): Prisma.Sql {
  return sql`
DELETE FROM ${raw(table.table)}
USING (
  SELECT DISTINCT ON (key) key, id, before
  FROM revision
  WHERE table_name = ${table.table} AND origin_id = ANY (${originIds}::int[])
  ORDER BY key, id
) AS first
CROSS JOIN jsonb_populate_record(NULL::${raw(table.table)}, first.key) AS place
WHERE ${isSame(table, "place")} AND first.before = '{}'
  AND NOT EXISTS (
    SELECT
    FROM revision AS later
    WHERE later.table_name = ${table.table} AND later.key = first.key AND later.id > first.id
      AND later.origin_id <> ALL (${originIds}::int[])
  )
RETURNING 1`;
}

/** Whoever has overwritten a value of these origins gives back, when taken back too, the value from before them. */
function rewriteLater(table: Table, originIds: readonly number[]): Prisma.Sql {
  return sql`
UPDATE revision
SET before = revision.before || inherited.values
FROM (
  SELECT heir, jsonb_object_agg(name, value) AS values
  FROM (${changes(table, originIds)}) AS change
  WHERE heir IS NOT NULL
  GROUP BY heir
) AS inherited
WHERE revision.id = inherited.heir
RETURNING 1`;
}
