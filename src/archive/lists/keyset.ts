import { Prisma } from "../../generated/prisma/client.ts";
import { InputError } from "./inputError.ts";

type Sql = Prisma.Sql;
const { sql, join } = Prisma;

/** A value that a list is sorted by, as cursors carry it; an instant is ISO 8601 text. */
export type KeyValue = string | number;

/**
 * The order of a list: its name, and the columns that it is sorted by, the last of them unique. Cursors carry the name, so that a
 * cursor of another order is refused. All columns run in the same direction, so that one row comparison finds the place.
 */
export interface Keyset {
  name: string;
  columns: { sql: Sql; type: "timestamptz" | "int" | "text" }[];
  direction: "ASC" | "DESC";
}

/** The paging arguments of a connection. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** A validated request for part of a list. */
export interface Slice {
  limit: number;
  backward: boolean;
  after: KeyValue[] | null;
  before: KeyValue[] | null;
}

/** Part of a list, in the list's order. */
export interface Page<Row> {
  rows: Row[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

const DEFAULT_LIMIT = 20;
const GREATEST_LIMIT = 100;

/** Reads the paging arguments of a connection. Throws InputError, which names the wrong argument. */
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

/** Returns the cursor that marks the place of a row with these values. */
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

/** Accepts only the form that cursors use and PostgreSQL can read: `Date` also reads 31 February, and has a year 0. */
function isInstant(value: string): boolean {
  const instant = new Date(value);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === value && /^(?!0000)\d{4}-/.test(value);
}

/** Returns the condition that a row is in the slice: one row comparison for each cursor, which an index on the columns answers. */
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
 * Returns the value as a subquery, so that the planner does not see it. If it did, it would expect few rows near the end of a list and
 * make a plan of its own for each such page, which takes more than twice as long as the first page.
 */
function typed(type: Keyset["columns"][number]["type"], value: KeyValue): Sql {
  if (type === "timestamptz") return sql`(SELECT ${value}::timestamptz)`;
  return type === "int" ? sql`(SELECT ${value}::int)` : sql`(SELECT ${value}::text)`;
}

/** Returns the ORDER BY list for the slice; a slice that ends the list is read backwards. */
export function ordered(keyset: Keyset, slice: Slice): Sql {
  const descending = (keyset.direction === "DESC") !== slice.backward;
  return join(keyset.columns.map((column) => sql`${column.sql} ${descending ? sql`DESC` : sql`ASC`}`));
}

/**
 * Returns the LIMIT of the slice: one row more than asked for, to see whether there are more. It is text, not a parameter, because a
 * planner that knows the limit chooses the index that brings the order.
 */
export function limited(slice: Slice): Sql {
  return Prisma.raw(`LIMIT ${slice.limit + 1}`);
}

/** Returns the page made from the rows as read: in the order of `ordered`, at most one more than the limit. */
export function toPage<Row>(slice: Slice, read: Row[]): Page<Row> {
  const more = read.length > slice.limit;
  const rows = more ? read.slice(0, slice.limit) : read;
  return slice.backward
    ? { rows: rows.reverse(), hasNextPage: slice.before !== null, hasPreviousPage: more || slice.after !== null }
    : { rows, hasNextPage: more || slice.before !== null, hasPreviousPage: slice.after !== null };
}
