import { Prisma } from "../../generated/prisma/client.ts";
import { InputError } from "./inputError.ts";
import { DEFAULT_PAGE, readPageSize } from "./page.ts";

type Sql = Prisma.Sql;
const { sql, join } = Prisma;

/** A value by which a list is sorted, as a cursor carries it: an instant as ISO 8601. */
export type KeyValue = string | number;

/**
 * The order of a list: its name (which its cursors carry, so that a cursor of another order is refused) and the columns
 * by which it is sorted, the last of them unique. All columns have the same direction, so one row comparison finds the
 * place.
 */
export interface Keyset {
  name: string;
  columns: {
    sql: Sql;
    type: "timestamptz" | "bigint" | "float8" | "text";
    /** Cursors of older versions lack it. */
    optional?: true;
  }[];
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
  /** The number of lists, read together, that share the limit; left out if each has it to itself. */
  sharedBy?: Sql;
}

/** Part of a list, in the list's order. */
export interface Page<Row> {
  rows: Row[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** Reads the arguments of a connection. Throws InputError, which names the argument that is wrong. */
export function readSlice(keyset: Keyset, page: PageArguments): Slice {
  const first = readPageSize("first", page.first);
  const last = readPageSize("last", page.last);
  if (first !== null && last !== null) throw new InputError("last", "Give `first` or `last`, not both.");
  return {
    limit: first ?? last ?? DEFAULT_PAGE,
    backward: last !== null,
    after: readCursor(keyset, "after", page.after),
    before: readCursor(keyset, "before", page.before),
  };
}

/** Writes the cursor that marks the place of a row with these values. */
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
    values.length <= keyset.columns.length &&
    keyset.columns.every(({ type, optional }, i) => (optional && i >= values.length) || isOfType(type, values[i]));
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
  if (type === "bigint") return Number.isSafeInteger(value);
  if (type === "float8") return Number.isFinite(value);
  if (typeof value !== "string" || value.includes("\0")) return false;
  return type === "text" || isInstant(value);
}

/**
 * Tells whether a text is an instant as cursors write it, and as PostgreSQL takes it: `Date` also reads 31 February and
 * a year 0.
 */
function isInstant(value: string): boolean {
  const instant = new Date(value);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === value && /^(?!0000)\d{4}-/.test(value);
}

/**
 * Writes the condition that a row is in the slice: one row comparison for each cursor, which an index on the columns
 * supports.
 */
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
 * Writes a value as a subquery, so that the planner does not know it. Otherwise the planner, which expects few rows
 * near the end of a list, makes a new plan for each page there, and that page takes more than twice as long as the
 * first.
 */
function typed(type: Keyset["columns"][number]["type"], value: KeyValue): Sql {
  if (type === "timestamptz") return sql`(SELECT ${value}::timestamptz)`;
  if (type === "float8") return sql`(SELECT ${value}::float8)`;
  return type === "bigint" ? sql`(SELECT ${value}::bigint)` : sql`(SELECT ${value}::text)`;
}

/** Writes the ORDER BY of the slice. */
export function ordered(keyset: Keyset, slice: Slice): Sql {
  const descending = (keyset.direction === "DESC") !== slice.backward;
  return join(keyset.columns.map((column) => sql`${column.sql} ${descending ? sql`DESC` : sql`ASC`}`));
}

/**
 * Writes the LIMIT of the slice: one more row, to tell whether more follow. It is not a parameter: a planner that knows
 * it uses the index that has the order.
 */
export function limited(slice: Slice): Sql {
  const { limit, sharedBy } = slice;
  const most = Prisma.raw(`${limit + 1}`);
  return sharedBy ? sql`LIMIT GREATEST(1, ${most} / ${sharedBy})` : sql`LIMIT ${most}`;
}

/** Makes the page from the rows as read: in the order of `ordered`, at most one more than the limit. */
export function toPage<Row>(slice: Slice, read: Row[]): Page<Row> {
  const more = read.length > slice.limit;
  const rows = more ? read.slice(0, slice.limit) : read;
  return slice.backward
    ? { rows: rows.reverse(), hasNextPage: slice.before !== null, hasPreviousPage: more || slice.after !== null }
    : { rows, hasNextPage: more || slice.before !== null, hasPreviousPage: slice.after !== null };
}
