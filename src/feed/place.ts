import { InputError } from "../archive/lists/inputError.ts";
import { encodeCursor, type Keyset, readSlice } from "../archive/lists/keyset.ts";
import { Prisma } from "../generated/prisma/client.ts";

/** A place in the order of a feed: after a statement of a publication or change. */
export interface FeedPosition {
  /** The number of the publication or change. */
  publication: number;
  statement: number;
}

/** The place of the latest item, and the place to begin after. */
export interface Beginning {
  now: FeedPosition;
  after: FeedPosition;
}

/** A place after all statements of a publication or change. */
export const LAST = Number.MAX_SAFE_INTEGER;

/** Tells whether one place comes before the other. */
export function isBefore(one: FeedPosition, other: FeedPosition): boolean {
  return (
    one.publication < other.publication || (one.publication === other.publication && one.statement < other.statement)
  );
}

/** Returns the order of a feed. */
export function feedOrder(name: string): Keyset {
  return {
    name,
    columns: [
      { sql: Prisma.sql`published.publication`, type: "text" },
      { sql: Prisma.sql`published.place`, type: "bigint" },
    ],
    direction: "ASC",
  };
}

/** Returns the cursor of a place. */
export function feedCursor(order: Keyset, { publication, statement }: FeedPosition): string {
  return encodeCursor(order, [String(publication), statement]);
}

const NO_CURSOR = "`after` is not a cursor that this API gave.";

/**
 * Returns where to begin: after the cursor, or after the last number without one. Throws InputError for a cursor that is not of
 * this feed.
 */
export function beginAfter(order: Keyset, cursor: string | null | undefined, last: number): Beginning {
  const now = { publication: last, statement: LAST };
  const values = readSlice(order, { after: cursor }).after;
  if (values === null) return { now, after: now };
  const [publication, statement] = values;
  if (!/^\d{1,15}$/.test(String(publication))) throw new InputError("after", NO_CURSOR);
  const after = { publication: Number(publication), statement: Number(statement) };
  if (after.publication > last) throw new InputError("after", NO_CURSOR);
  return { now, after };
}
