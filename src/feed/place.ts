import { encodeCursor, type Keyset } from "../archive/lists/keyset.ts";
import { Prisma } from "../generated/prisma/client.ts";

/** A place in the order of a feed: after a statement of a publication or change. */
export interface FeedPosition {
  /** The number of the publication or change. */
  publication: number;
  statement: number;
  /** The timeline in which the number was given: after a failover that lost commits it may be given again, in another one. */
  timeline?: string | undefined;
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
      { sql: Prisma.sql`published.timeline`, type: "text", optional: true },
    ],
    direction: "ASC",
  };
}

/** Returns the cursor of a place. */
export function feedCursor(order: Keyset, { publication, statement, timeline }: FeedPosition): string {
  return encodeCursor(order, [String(publication), statement, ...(timeline === undefined ? [] : [timeline])]);
}
