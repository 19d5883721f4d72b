import { isSame, keptTables } from "../../archive/tables/journal.ts";
import type { Table } from "../../archive/tables/table.ts";
import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { insertRows, readTableColumns, updateRows } from "./keptRows.ts";

const { sql, raw, join } = Prisma;

/**
 * Restores the values and rows that these origins overwrote or removed, and removes rows that they added without asserting them. Values
 * that others have changed since stay, and rows whose owner is gone are not restored. In the history of later changes, the values
 * before become those that would have been there without these origins.
 *
 * @returns the number of rows that were changed, and of those that keep a value because others rely on it
 */
export async function restoreRevisions(
  database: Database,
  originIds: readonly number[],
): Promise<{ restored: number; kept: number }> {
  let restored = 0;
  const run = async ({ table }: Table, name: string, statement: Prisma.Sql) =>
    (await database.query(sql`/* imports.undo.${raw(table)}.${raw(name)} */ ${statement}`)).length;
  for (const table of keptTables) {
    const columns = await readTableColumns(database, table.table);
    const earlier = overwrittenRows(table, originIds, table.late ? sql`NOT ${isLate(table.late)}` : sql`TRUE`);
    restored += await run(table, "unmake", unmakeRows(table, originIds));
    restored += await run(table, "update", updateRows(table, columns, earlier));
    restored += await run(table, "insert", insertRows(table, columns, overwrittenRows(table, originIds)));
  }
  let kept = 0;
  for (const table of keptTables) {
    const { late } = table;
    if (late) {
      const earlier = overwrittenRows(table, originIds, isLate(late));
      const due = await run(table, "due", sql`SELECT FROM (${earlier}) AS late`);
      const done = await run(table, "late", updateRows(table, [late.column], earlier, late.when));
      restored += done;
      kept += due - done;
    }
    await run(table, "inherit", rewriteLater(table, originIds));
  }
  return { restored, kept };
}

/** Returns the condition that a change is of the late column, to a value that other rows cannot rely on. */
function isLate({ column, unlessValue }: NonNullable<Table["late"]>): Prisma.Sql {
  return sql`(name = ${column} AND value <> to_jsonb(${unlessValue}::text))`;
}

/**
 * Returns SQL with a row for each unbroken run of changes that these origins made to a value: the value before the run, and
 * the next revision by somebody else (`heir`), if any.
 */
function changes({ table }: Table, originIds: readonly number[]): Prisma.Sql {
  return sql`
SELECT id, key, name, value, heir
FROM (
  SELECT revision.id, revision.key, given.name, given.value, is_ours, lag(is_ours, 1, FALSE) OVER in_turn AS goes_on,
    min(revision.id) FILTER (WHERE NOT is_ours) OVER (in_turn ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS heir
  FROM revision
  CROSS JOIN LATERAL (SELECT revision.origin_id = ANY (${originIds}::bigint[])) AS owner (is_ours)
  CROSS JOIN jsonb_each(before) AS given (name, value)
  WHERE table_name = ${table}
    AND key IN (SELECT key FROM revision WHERE table_name = ${table} AND origin_id = ANY (${originIds}::bigint[]))
  WINDOW in_turn AS (PARTITION BY revision.key, given.name ORDER BY revision.id)
) AS change
WHERE is_ours AND NOT goes_on`;
}

/**
 * Returns SQL of the rows that were overwritten: the key of each, and the columns with the values to restore.
 *
 * @param where a further condition for a column's `name` and `value`
 */
function overwrittenRows(table: Table, originIds: readonly number[], where: Prisma.Sql = sql`TRUE`): Prisma.Sql {
  const isThere = Object.entries(table.parents ?? {}).map(
    ([column, parent]) =>
      sql`(name <> ${column} OR value = 'null' OR EXISTS (SELECT FROM ${raw(parent)} WHERE id = value::bigint))`,
  );
  const isMadeAnew = sql`EXISTS (
    SELECT
    FROM revision AS later
    WHERE later.table_name = ${table.table} AND later.key = change.key AND later.id > change.id AND later.before = '{}'
      AND later.origin_id <> ALL (${originIds}::bigint[])
  )`;
  return sql`
SELECT key, jsonb_object_agg(name, value) AS columns
FROM (${changes(table, originIds)}) AS change
WHERE ${join([where, sql`heir IS NULL`, sql`NOT ${isMadeAnew}`, ...isThere], " AND ")}
GROUP BY key`;
}

/** Returns SQL that removes rows added to nouns of others, unless the row existed before or others have changed it since. */
function unmakeRows(table: Table, originIds: readonly number[]): Prisma.Sql {
  return sql`
DELETE FROM ${raw(table.table)}
USING (
  SELECT DISTINCT ON (key) key, id, before
  FROM revision
  WHERE table_name = ${table.table} AND origin_id = ANY (${originIds}::bigint[])
  ORDER BY key, id
) AS first
CROSS JOIN jsonb_populate_record(NULL::${raw(table.table)}, first.key) AS place
WHERE ${isSame(table, "place")} AND first.before = '{}'
  AND NOT EXISTS (
    SELECT
    FROM revision AS later
    WHERE later.table_name = ${table.table} AND later.key = first.key AND later.id > first.id
      AND later.origin_id <> ALL (${originIds}::bigint[])
  )
RETURNING 1`;
}

/** Returns SQL that rewrites later revisions, so that undoing those restores the value from before these origins. */
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
