import { InputError } from "../archive/lists/inputError.ts";
import { encodeCursor, type Keyset, readSlice } from "../archive/lists/keyset.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

/** A place in the order of publication: after a statement of a publication, both counted from 1. */
export interface FeedPosition {
  publication: number;
  statement: number;
}

/** Tells whether one place comes before the other. */
export function isBefore(one: FeedPosition, other: FeedPosition): boolean {
  return (
    one.publication < other.publication || (one.publication === other.publication && one.statement < other.statement)
  );
}

/** The number of a publication may exceed the type `int` of a keyset, hence `text`. */
const inOrderOfPublication: Keyset = {
  name: "statementPublished",
  columns: [
    { sql: Prisma.sql`published.publication`, type: "text" },
    { sql: Prisma.sql`published.place`, type: "int" },
  ],
  direction: "ASC",
};

/** Returns the cursor of a place. */
export function feedCursor({ publication, statement }: FeedPosition): string {
  return encodeCursor(inOrderOfPublication, [String(publication), statement]);
}

/** A place after all statements of a publication. */
const LAST = 2_147_483_647;

/** The place of the latest publication, and the place to begin after. */
export interface Beginning {
  now: FeedPosition;
  after: FeedPosition;
}

/**
 * Finds where to begin: after the cursor, or from now on without one. Throws InputError for a cursor that is not of this feed,
 * or is older than the publications that are kept.
 */
export async function findBeginning(database: Database, cursor: string | null | undefined): Promise<Beginning> {
  const after = readPlace(cursor);
  const [kept] = await database.query<{ first: number; last: number }>(
    Prisma.sql`/* publications.kept */ SELECT min(id) AS first, max(id) AS last FROM publication`,
  );
  const { first, last } = kept ?? { first: 0, last: 0 };
  const now = { publication: last, statement: LAST };
  if (after && after.publication > now.publication) throw new InputError("after", NO_CURSOR);
  if (after && after.publication < first) {
    throw new InputError(
      "after",
      "`after` is older than a week, and older publications are not kept: some may be missing since then. Query `statements`, and follow again without `after`.",
    );
  }
  return { now, after: after ?? now };
}

const NO_CURSOR = "`after` is not a cursor that this API gave.";

function readPlace(cursor: string | null | undefined): FeedPosition | null {
  const values = readSlice(inOrderOfPublication, { after: cursor }).after;
  if (values === null) return null;
  const [publication, statement] = values;
  if (!/^\d{1,15}$/.test(String(publication))) throw new InputError("after", NO_CURSOR);
  return { publication: Number(publication), statement: Number(statement) };
}
