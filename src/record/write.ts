import { columnOf, type FieldTypes } from "../archive/tables/table.ts";
import type { CopyValue } from "../database/copy.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/**
 * Returns rows as an item of FROM with the alias `given`, in one parameter however many rows there are. Its columns are those of the
 * fields and `row_place`, a row's number. Other properties of the rows are left out.
 */
export function rowsAsTable(types: FieldTypes, rows: readonly object[]): Prisma.Sql {
  const fields = Object.keys(types);
  const typed = Object.entries(types).map(([field, type]) => `"${field}" ${type}`);
  const columns = fields.map((field) => `"${columnOf(field)}"`);
  const picked = rows.map((row) => Object.fromEntries(fields.map((field) => [field, cellOf(row, field)])));
  return sql`ROWS FROM (jsonb_to_recordset(${JSON.stringify(picked)}::jsonb) AS (${raw(typed.join(", "))}))
WITH ORDINALITY AS given (${raw(columns.join(", "))}, row_place)`;
}

function cellOf(row: object, field: string): CopyValue {
  return (row as Record<string, CopyValue>)[field];
}

/**
 * Returns the last row with each key: two speakers of a document may have been merged, and their common rows are one.
 */
export function distinct<Row extends object>(key: readonly (keyof Row)[], rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(key.map((column) => row[column] ?? null)), row])).values()];
}

/** A table that rows are written to, and how. */
export interface Target<Field extends string = string, Key extends Field = Field> {
  table: string;
  /** The fields that are written. */
  fields: Readonly<Record<Field, string>>;
  /** The fields that identify a row. */
  key: readonly Key[];
  /** Whether a null keeps the stored value or replaces it. */
  nulls: "keep" | "store";
  /** The field of the row's origin: a difference in it alone is no change. */
  signature?: NoInfer<Field>;
}

/** The key of a row that was written. */
type KeyOf<Row, Key> = { [Name in Key & keyof Row]: Row[Name] };

/** Rows to be written. The compiler refuses rows that leave out a field of the target, and names it. */
type Complete<Field extends string, Row> = readonly (Row &
  (Exclude<Field, keyof Row> extends never ? unknown : { [Missing in Exclude<Field, keyof Row>]: unknown }))[];

/**
 * Inserts rows, or updates those with the same key. A row that changes nothing is not written at all.
 *
 * @returns the keys of the written rows
 */
export async function upsert<Field extends string, Key extends Field, Row extends object>(
  database: Database,
  { table, key, fields, nulls, signature }: Target<Field, Key>,
  rows: Complete<Field, Row>,
): Promise<KeyOf<Row, Key>[]> {
  if (rows.length === 0) return [];
  const all = Object.keys(fields) as Field[];
  const values = all.filter((field) => !(key as readonly Field[]).includes(field));
  const list = (some: readonly string[], write = (column: string) => column) =>
    raw(some.map((field) => write(columnOf(field))).join(", "));
  const merge = (from: string, stored: string) => (column: string) =>
    nulls === "keep" ? `COALESCE(${from}.${column}, ${stored}.${column})` : `${from}.${column}`;
  const compared = values.filter((field) => field !== signature);
  const unchanged = sql`AND (${list(compared, (column) => `stored.${column}`)})
    IS NOT DISTINCT FROM (${list(compared, merge("given", "stored"))})`;
  const update = sql`UPDATE SET ${list(values, (column) => `${column} = ${merge("EXCLUDED", table)(column)}`)}`;
  const returned = raw(key.map((field) => `${table}.${columnOf(field)} AS "${field}"`).join(", "));
  return database.query(
    sql`
/* record.${raw(table)} */
INSERT INTO ${raw(table)} (${list(all)})
SELECT ${list(all, (column) => `given.${column}`)}
FROM ${rowsAsTable(fields, rows)}
WHERE NOT EXISTS (
  SELECT
  FROM ${raw(table)} AS stored
  WHERE (${list(key, (column) => `stored.${column}`)}) = (${list(key, (column) => `given.${column}`)})
    ${values.length > 0 ? unchanged : Prisma.empty}
)
ORDER BY given.row_place
ON CONFLICT (${list(key)}) DO ${values.length > 0 ? update : raw("NOTHING")}
RETURNING ${returned}`,
  );
}

/** Inserts rows known to be new, by COPY: no conflict checks, and several times faster than `upsert`. */
export async function insert<Field extends string, Row extends object>(
  database: Database,
  { table, fields }: Pick<Target<Field>, "table" | "fields">,
  rows: Complete<Field, Row>,
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(fields);
  const values = rows.map((row) => names.map((field) => cellOf(row, field)));
  await database.copy({ table, columns: names.map(columnOf), rows: values });
}

/**
 * Writes new rows by `insert` and the others by `upsert`: the latter first, because an updated row can free a unique
 * value that a new one takes.
 *
 * @returns the written rows, or only their keys
 */
export async function writeRows<Field extends string, Key extends Field, Row extends object>(
  database: Database,
  target: Target<Field, Key>,
  rows: Complete<Field, Row>,
  isNew: (row: NoInfer<Row>) => boolean,
): Promise<KeyOf<Row, Key>[]> {
  const added = rows.filter(isNew);
  const touched = await upsert<Field, Key, Row>(
    database,
    target,
    rows.filter((row) => !isNew(row)),
  );
  await insert<Field, Row>(database, target, added);
  return [...touched, ...added];
}

/** Takes `count` ids for new rows of the table, in ascending order. */
export async function takeIds(database: Database, table: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await database.query<{ id: number }>(
    sql`/* record.${raw(table)}.ids */ SELECT nextval(pg_get_serial_sequence(${table}, 'id')) AS id FROM generate_series(1, ${count}::int)`,
  );
  return rows.map(({ id }) => id);
}
