import { Prisma } from "../../generated/prisma/client.ts";
import { InputError } from "./inputError.ts";

type Sql = Prisma.Sql;
const { sql, join } = Prisma;

/** A value that a list is sorted by, as a cursor carries it: an instant as ISO 8601. */
export type KeyValue = string | number;

/**
 * The order of a list: its name (which its cursors carry, so that one from another order is refused) and the columns that
 * it is sorted by, the last of them unique. All columns run in the same direction, so one row comparison finds the place.
 */
export interface Keyset {
  name: string;
  columns: { sql: Sql; type: "timestamptz" | "int" | "text" }[];
  direction: "ASC" | "DESC";
}

/** The arguments of a connection. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** A validated request for a part of a list. */
export interface Slice {
  limit: number;
  backward: boolean;
  after: KeyValue[] | null;
  before: KeyValue[] | null;
}

/** A part of a list, in the list's order. */
export interface Page<Row> {
  rows: Row[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

const DEFAULT_LIMIT = 20;
const GREATEST_LIMIT = 100;

/** Reads the arguments of a connection; an InputError names the argument that is wrong. */
export function readSlice(keyset: Keyset, page: PageArguments): Slice {
  const first = readLimit("first", page.first);
  const last = readLimit("last", page.last);
  if (first !== null && last !== null) throw new InputError("last", "Give `first` or `last`, not both.");
  return {
    limit: first ?? last ?? DEFAULT_LIMIT,
    backward: last !== null,
    after: readCursor(keyset, "after", page.after),
    before: readCursor(keyset, "before", page.before),
  };
}

function readLimit(argument: string, limit: number | null | undefined): number | null {
  if (limit === null || limit === undefined) return null;
  if (limit < 0 || limit > GREATEST_LIMIT) {
    throw new InputError(argument, `\`${argument}\` must be between 0 and ${GREATEST_LIMIT}, not ${limit}.`);
  }
  return limit;
}

/** The cursor that marks the place of a row with these values. */
export function encodeCursor(keyset: Keyset, values: KeyValue[]): string {
  return Buffer.from(JSON.stringify([keyset.name, ...values])).toString("base64url");
}

function readCursor(keyset: Keyset, argument: string, cursor: string | null | undefined): KeyValue[] | null {
  if (cursor === null || cursor === undefined) return null;
  const [name, ...values] = decodeCursor(cursor);
  if (typeof name !== "string") throw new InputError(argument, `\`${argument}\` is not a cursor that this API gave.`);
  if (name !== keyset.name) {
    throw new InputError(
      argument,
      `\`${argument}\` is a cursor of another list or order (${name}, not ${keyset.name}).`,
    );
  }
  const fits =
    values.length === keyset.columns.length && keyset.columns.every(({ type }, i) => isOfType(type, values[i]));
  if (!fits) throw new InputError(argument, `\`${argument}\` is not a cursor that this API gave.`);
  return values as KeyValue[];
}

function decodeCursor(cursor: string): unknown[] {
  if (cursor.length > 2000) return [];
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(values) && /^[\w.]{1,40}$/.test(String(values[0])) ? values : [];
  } catch {
    return [];
  }
}

function isOfType(type: Keyset["columns"][number]["type"], value: unknown): boolean {
  if (type === "int") return Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_647;
  if (typeof value !== "string" || value.includes("\0")) return false;
  return type === "text" || isInstant(value);
}

/** Only as a cursor writes it, and only what PostgreSQL takes: `Date` reads 31 February too, and knows a year 0. */
function isInstant(value: string): boolean {
  const instant = new Date(value);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === value && /^(?!0000)\d{4}-/.test(value);
}

/** The condition that a row stands in the slice: one row comparison a cursor, which an index on the columns answers. */
export function inSlice(keyset: Keyset, slice: Slice): Sql {
  const columns = join(keyset.columns.map((column) => column.sql));
  const ascending = keyset.direction === "ASC";
  const bound = (values: KeyValue[], greater: boolean) =>
    sql`(${columns}) ${greater ? sql`>` : sql`<`} (${join(values.map((value, i) => typed(keyset.columns[i]?.type ?? "text", value)))})`;
  const bounds = [
    ...(slice.after ? [bound(slice.after, ascending)] : []),
    ...(slice.before ? [bound(slice.before, !ascending)] : []),
  ];
  return bounds.length > 0 ? join(bounds, " AND ") : sql`TRUE`;
}

/**
 * As a subquery, whose value the planner does not know: else a page near the end of a list, of which it expects little, is worth a plan
 * of its own to it each time, and takes more than twice as long as the first.
 */
function typed(type: Keyset["columns"][number]["type"], value: KeyValue): Sql {
  if (type === "timestamptz") return sql`(SELECT ${value}::timestamptz)`;
  return type === "int" ? sql`(SELECT ${value}::int)` : sql`(SELECT ${value}::text)`;
}

/** What stands after ORDER BY to read the slice; one row more than its limit tells whether there is more. */
export function ordered(keyset: Keyset, slice: Slice): Sql {
  const descending = (keyset.direction === "DESC") !== slice.backward;
  return join(keyset.columns.map((column) => sql`${column.sql} ${descending ? sql`DESC` : sql`ASC`}`));
}

/** The LIMIT of the slice, as text: a planner that knows it chooses the index that brings the order. */
export function limited(slice: Slice): Sql {
  return Prisma.raw(`LIMIT ${slice.limit + 1}`);
}

/** The page from the rows as read: in `ordered` order, at most one more than the limit. */
export function toPage<Row>(slice: Slice, read: Row[]): Page<Row> {
  const more = read.length > slice.limit;
  const rows = more ? read.slice(0, slice.limit) : read;
  return slice.backward
    ? { rows: rows.reverse(), hasNextPage: slice.before !== null, hasPreviousPage: more || slice.after !== null }
    : { rows, hasNextPage: more || slice.before !== null, hasPreviousPage: slice.after !== null };
}
