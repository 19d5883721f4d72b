import { isSame } from "../../archive/tables/journal.ts";
import type { Table } from "../../archive/tables/table.ts";
import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** Returns the columns of a table, in their order. */
export async function readTableColumns(database: Database, table: string): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    sql`
/* revisions.columns */
SELECT attname AS name
FROM pg_attribute
WHERE attrelid = ${table}::regclass AND attnum > 0 AND NOT attisdropped
ORDER BY attnum`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Returns SQL that restores the values of rows. `earlier` is SQL of (key, columns): the key of each row, and its former values.
 *
 * @param when a further condition, as SQL on the table
 */
export function updateRows(
  table: Table,
  columns: readonly string[],
  earlier: Prisma.Sql,
  when: string = "TRUE",
): Prisma.Sql {
  const name = raw(table.table);
  const values = columns.filter((column) => !table.key.includes(column));
  if (values.length === 0) return sql`SELECT WHERE FALSE`;
  const list = (prefix: string) => raw(values.map((column) => `${prefix}${column}`).join(", "));
  return sql`
UPDATE ${name}
SET (${list("")}) = (SELECT ${list("was.")} FROM jsonb_populate_record(${name}, earlier.columns) AS was)
FROM (${earlier}) AS earlier
CROSS JOIN jsonb_populate_record(NULL::${name}, earlier.key) AS place
WHERE ${isSame(table, "place")} AND ${raw(when)}
RETURNING 1`;
}

/** Returns SQL that restores removed rows, from `earlier` as in `updateRows`. A row is restored only if all its columns are known. */
export function insertRows(table: Table, columns: readonly string[], earlier: Prisma.Sql): Prisma.Sql {
  const name = raw(table.table);
  return sql`
INSERT INTO ${name}
SELECT was.*
FROM (${earlier}) AS earlier
CROSS JOIN jsonb_populate_record(NULL::${name}, earlier.columns) AS was
WHERE earlier.columns ?& ${columns}::text[]
  AND NOT EXISTS (SELECT FROM ${name} WHERE ${isSame(table, "was")})
  AND ${raw(table.fits ?? "TRUE")}
RETURNING 1`;
}
