import { Prisma } from "../../generated/prisma/client.ts";
import { inSlice, type Keyset, limited, ordered, type Slice } from "../lists/keyset.ts";
import { parentCount } from "../lists/list.ts";
import type { Selection } from "./filter/selection.ts";
import { scanStatements } from "./scan.ts";
import { ranked } from "./search.ts";

const { sql } = Prisma;

/**
 * Ranking every match of a common word takes seconds, so only the newest matches are ranked, as the schema says; all lists of a
 * request share them.
 */
const MOST_RANKED = 1000;

/** Orders statements by how well they match. */
export function byRank(direction: "ASC" | "DESC"): Keyset {
  return {
    name: `statements.RELEVANCE.${direction}`,
    columns: [
      { sql: sql`place.rank`, type: "bigint" },
      { sql: sql`place.id`, type: "bigint" },
    ],
    direction,
  };
}

/**
 * Returns the SQL that selects (id, rank) for a slice of the newest matches, in order.
 *
 * @param isBelow whether it is the SQL of a list below parents
 * @param rankedLists the number of lists that share the matches
 */
export function scanRanked(
  selection: Selection,
  text: string,
  { keyset, slice, isBelow, rankedLists }: { keyset: Keyset; slice: Slice; isBelow: boolean; rankedLists: number },
): Prisma.Sql {
  const newest = scanStatements(selection, "DESC", {
    limit: Math.max(1, Math.floor(MOST_RANKED / rankedLists)) - 1,
    backward: false,
    after: null,
    before: null,
    ...(isBelow && { sharedBy: parentCount }),
  });
  return sql`
SELECT place.id, place.rank
FROM (
  ${ranked(newest, text)}
) AS place
WHERE ${inSlice(keyset, slice)}
ORDER BY ${ordered(keyset, slice)}
${limited(slice)}`;
}
