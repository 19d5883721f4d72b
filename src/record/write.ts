import type { CopyValue } from "../database/copy.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** The columns of given rows, each with its PostgreSQL type. */
export type ColumnTypes = Record<string, string>;

/**
 * Returns rows as an item of FROM with the alias `given`, in one parameter however many rows there are. Its columns are
 * the rows' properties and `place`, a row's number.
 */
export function rowsAsTable(columns: ColumnTypes, rows: readonly object[]): Prisma.Sql {
  const typed = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
  const names = Object.keys(columns).map((column) => `"${column}"`);
  return sql`ROWS FROM (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (${raw(typed.join(", "))}))
WITH ORDINALITY AS given (${raw(names.join(", "))}, place)`;
}

/**
 * Returns the last row with each key: two speakers of a document may have been merged, and their common rows are one.
 */
export function distinct<Row extends object>(key: readonly (keyof Row)[], rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(key.map((column) => row[column] ?? null)), row])).values()];
}

/** A table that rows are written to. */
export interface Target {
  table: string;
  /** The columns that identify a row. */
  key: readonly string[];
  columns: ColumnTypes;
  /** Whether a null keeps the stored value or replaces it. */
  nulls: "keep" | "store";
  /** The column of the row's origin: a difference in it alone is no change. */
  signature?: string;
}

/**
 * Inserts rows, or updates those with the same key. A row that changes nothing is not written at all.
 *
 * @returns the keys of the written rows
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

/** Inserts rows known to be new, by COPY: no conflict checks, and several times faster than `upsert`. */
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
 * Writes new rows by `insert` and the others by `upsert`: the latter first, because an updated row can free a unique
 * value that a new one takes.
 *
 * @returns the written rows, or only their keys
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

/** Takes `count` ids for new rows of the table, in ascending order. */
export async function takeIds(database: Database, table: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await database.query<{ id: number }>(
    sql`/* record.${raw(table)}.ids */ SELECT nextval(pg_get_serial_sequence(${table}, 'id'))::int AS id FROM generate_series(1, ${count}::int)`,
  );
  return rows.map(({ id }) => id);
}
