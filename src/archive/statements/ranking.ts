import { Prisma } from "../../generated/prisma/client.ts";
import { inSlice, type Keyset, limited, ordered, type Slice } from "../lists/keyset.ts";
import type { Selection } from "./filter/selection.ts";
import { scanStatements } from "./scan.ts";
import { ranked } from "./search.ts";

const { sql } = Prisma;

/** Ranking every match of a common word takes seconds, so only the newest matches are ranked, as the schema says. */
const MOST_RANKED = 1000;

/** Orders statements by how well they match. */
export function byRank(direction: "ASC" | "DESC"): Keyset {
  return {
    name: `statements.RELEVANCE.${direction}`,
    columns: [
      { sql: sql`place.rank`, type: "int" },
      { sql: sql`place.id`, type: "int" },
    ],
    direction,
  };
}

/** Returns the SQL that selects (id, rank) for a slice of the newest matches, in order. */
export function scanRanked(selection: Selection, text: string, keyset: Keyset, slice: Slice): Prisma.Sql {
  const newest = scanStatements(selection, "DESC", {
    limit: MOST_RANKED - 1,
    backward: false,
    after: null,
    before: null,
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
