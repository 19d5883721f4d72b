import { Prisma } from "../../generated/prisma/client.ts";
import { columnOf, type FieldTypes } from "../tables/table.ts";

/** A row as PostgreSQL returns it, the columns of several nouns side by side. */
export type FlatRecord = Record<string, unknown>;

/** Takes one noun out of a flat record; null if an outer join found nothing. */
export type Take<Row> = (record: FlatRecord) => Row | null;

/**
 * Returns both ends of reading a noun from hand-written SQL: the SELECT list for a table alias (`speaker.slug AS "speaker.slug"`),
 * and the function that takes the noun out of a record again. A record holds several nouns side by side, because flat rows beat JSON
 * built in SQL. The fields must include `id`, which tells a found row from a missing one.
 *
 * @param wanted the fields that are read, if a list needs only a few of many. The row then lacks the others, whatever its type says:
 *   the caller answers for what is read from it later (statements/rows.ts).
 */
export function flatRows<Row extends { id: number }>(
  alias: string,
  types: FieldTypes<Row>,
  wanted?: ReadonlySet<string>,
): { select: Prisma.Sql; take: Take<Row> } {
  const fields = (Object.entries(types) as [keyof Row & string, string][])
    .filter(([field]) => wanted?.has(field) ?? true)
    .map(([field, type]) => ({ field, label: `${alias}.${field}`, expression: expressionOf(alias, field, type) }));
  const select = Prisma.raw(fields.map(({ label, expression }) => `${expression} AS "${label}"`).join(", "));
  const take: Take<Row> = (record) => {
    if (record[`${alias}.id`] === null) return null;
    const row: Partial<Record<keyof Row, unknown>> = {};
    for (const { field, label } of fields) row[field] = record[label];
    return row as Row;
  };
  return { select, take };
}

/** The driver parses arrays of plain types only, so an array of an enum is read as one of texts. */
function expressionOf(alias: string, field: string, type: string): string {
  const column = `${alias}.${columnOf(field)}`;
  return type.endsWith('"[]') ? `${column}::text[]` : column;
}
