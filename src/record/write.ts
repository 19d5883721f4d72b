import type { CopyValue } from "../database/copy.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** The columns of rows that are handed in, each with its PostgreSQL type. */
export type ColumnTypes = Record<string, string>;

/**
 * Rows as a table of SQL, in one parameter however many there are: what stands after FROM, under the alias `given`.
 * Its columns are the rows' properties, and `place`, a row's place among them.
 */
export function rowsAsTable(columns: ColumnTypes, rows: readonly object[]): Prisma.Sql {
  const typed = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
  const names = Object.keys(columns).map((column) => `"${column}"`);
  return sql`ROWS FROM (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (${raw(typed.join(", "))}))
WITH ORDINALITY AS given (${raw(names.join(", "))}, place)`;
}

/** The last of the rows with each key: two nouns of a document may be one by now (speakers are merged), and what they say twice is one row. */
export function distinct<Row extends object>(key: readonly (keyof Row)[], rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(key.map((column) => row[column] ?? null)), row])).values()];
}

/** A table that rows are written to. */
export interface Target {
  table: string;
  /** The columns by which a row is known again. */
  key: readonly string[];
  columns: ColumnTypes;
  /** Whether a null leaves what is stored, or is itself what is to be stored. */
  nulls: "keep" | "store";
  /** The column of who has written the row: it alone says nothing new. */
  signature?: string;
}

/**
 * Inserts rows, or updates what a row of the same key has otherwise; one that says nothing new is not touched at all.
 *
 * @returns the keys of the rows that were touched
 */
export async function upsert<Key extends object>(
  database: Database,
  { table, key, columns, nulls, signature }: Target,
  rows: readonly object[],
): Promise<Key[]> {
  if (rows.length === 0) return [];
  const all = Object.keys(columns);
  const values = all.filter((column) => !key.includes(column));
  const list = (names: readonly string[], write = (column: string) => column) => raw(names.map(write).join(", "));
  const merge = (from: string, stored: string) => (column: string) =>
    nulls === "keep" ? `COALESCE(${from}.${column}, ${stored}.${column})` : `${from}.${column}`;
  const compared = values.filter((column) => column !== signature);
  const unchanged = sql`AND (${list(compared, (column) => `stored.${column}`)})
    IS NOT DISTINCT FROM (${list(compared, merge("given", "stored"))})`;
  const update = sql`UPDATE SET ${list(values, (column) => `${column} = ${merge("EXCLUDED", table)(column)}`)}`;
  return database.query<Key>(
    sql`
/* record.${raw(table)} */
INSERT INTO ${raw(table)} (${list(all)})
SELECT ${list(all, (column) => `given.${column}`)}
FROM ${rowsAsTable(columns, rows)}
WHERE NOT EXISTS (
  SELECT
  FROM ${raw(table)} AS stored
  WHERE (${list(key, (column) => `stored.${column}`)}) = (${list(key, (column) => `given.${column}`)})
    ${values.length > 0 ? unchanged : Prisma.empty}
)
ORDER BY given.place
ON CONFLICT (${list(key)}) DO ${values.length > 0 ? update : raw("NOTHING")}
RETURNING ${list(key, (column) => `${table}.${column}`)}`,
  );
}

/** Inserts rows that are surely not there: by COPY, which asks nothing and is some times as fast as `upsert`. */
export async function insert(
  database: Database,
  { table, columns }: Pick<Target, "table" | "columns">,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const values = (row: object) => names.map((name) => (row as Record<string, CopyValue>)[name]);
  await database.copy({ table, columns: names, rows: rows.map(values) });
}

/**
 * Writes rows of which it is known whether they can be there already: those that can as `upsert` does, and first, so that they
 * make room; the others as `insert` does.
 *
 * @returns the rows that were touched, each with its key at least
 */
export async function writeRows<Row extends Key, Key extends object>(
  database: Database,
  target: Target,
  rows: readonly Row[],
  isNew: (row: Row) => boolean,
): Promise<Key[]> {
  const added = rows.filter(isNew);
  const touched = await upsert<Key>(
    database,
    target,
    rows.filter((row) => !isNew(row)),
  );
  await insert(database, target, added);
  return [...touched, ...added];
}

/** Takes so many ids for new rows of the table, in rising order. */
export async function takeIds(database: Database, table: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await database.query<{ id: number }>(
    sql`/* record.${raw(table)}.ids */ SELECT nextval(pg_get_serial_sequence(${table}, 'id'))::int AS id FROM generate_series(1, ${count}::int)`,
  );
  return rows.map(({ id }) => id);
}
