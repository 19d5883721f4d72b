import { Prisma } from "../../generated/prisma/client.ts";

/** The fields of a noun, each with its column. */
export type FieldColumns<Row> = Record<keyof Row & string, string>;

/** A row as PostgreSQL gives it, the columns of several nouns side by side. */
export type FlatRecord = Record<string, unknown>;

/** Reads one noun out of a flat record; null where an outer join found nothing. */
export type Take<Row> = (record: FlatRecord) => Row | null;

/**
 * Hand-written SQL reads several nouns in one flat record, because flat rows beat JSON built in SQL. This gives both ends:
 * what stands in the SELECT for the table alias (`speaker.slug AS "speaker.slug"`), and the function that takes the noun
 * out of the record again. `id` must be among the columns: it tells a found row from a missing one.
 *
 * Of a noun with many columns a list may want but a few: with `wanted` the row has those of its fields alone, whatever its type
 * says. Whoever gives it answers for what is read from the row later (statements/rows.ts).
 */
export function flatRows<Row extends { id: number }>(
  alias: string,
  columns: FieldColumns<Row>,
  wanted?: ReadonlySet<string>,
): { select: Prisma.Sql; take: Take<Row> } {
  const fields = (Object.keys(columns) as (keyof Row & string)[])
    .filter((field) => wanted?.has(field) ?? true)
    .map((field) => [field, `${alias}.${field}`] as const);
  const select = Prisma.raw(fields.map(([field, label]) => `${alias}.${columns[field]} AS "${label}"`).join(", "));
  const take: Take<Row> = (record) => {
    if (record[`${alias}.id`] === null) return null;
    const row: Partial<Record<keyof Row, unknown>> = {};
    for (const [field, label] of fields) row[field] = record[label];
    return row as Row;
  };
  return { select, take };
}
