import { Prisma } from "../../generated/prisma/client.ts";
import { inSlice, type Keyset, limited, ordered, type Slice } from "../lists/keyset.ts";
import { parentCount } from "../lists/list.ts";
import type { Selection } from "./filter/selection.ts";
import { scanStatements } from "./scan.ts";
import { ranked } from "./search.ts";

const { sql } = Prisma;

/**
 * Ranking every match of a common word takes seconds, so only the newest matches are ranked, as the schema says; the lists of
 * several parents share them.
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
 */
export function scanRanked(
  selection: Selection,
  text: string,
  { keyset, slice, isBelow }: { keyset: Keyset; slice: Slice; isBelow: boolean },
): Prisma.Sql {
  const newest = scanStatements(selection, "DESC", {
    limit: MOST_RANKED - 1,
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
