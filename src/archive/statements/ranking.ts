import { Prisma } from "../../generated/prisma/client.ts";
import { inSlice, type Keyset, limited, ordered, type Slice } from "../lists/keyset.ts";
import { parentCount } from "../lists/list.ts";
import type { Selection } from "./filter/selection.ts";
import { bySaidAt, scanStatements } from "./scan.ts";
import { ranked } from "./search.ts";

const { sql, join } = Prisma;

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
 * Returns the SQL that selects (id, said_at) of the newest matches, which are ranked.
 *
 * @param options.isBelow whether it is the SQL of a list below parents
 * @param options.rankedLists the number of lists that share the matches
 */
export function newestMatches(
  selection: Selection,
  { isBelow, rankedLists }: { isBelow: boolean; rankedLists: number },
): Prisma.Sql {
  return scanStatements(selection, "DESC", { ...mostRanked(rankedLists), ...(isBelow && { sharedBy: parentCount }) });
}

/** Returns the same SQL for matches that are found in several parts, each by `newestMatches`: they share the number, too. */
export function newestOf(parts: readonly Prisma.Sql[], rankedLists: number): Prisma.Sql {
  const [order, slice] = [bySaidAt("DESC"), mostRanked(rankedLists)];
  return sql`
SELECT place.id, place.said_at
FROM (${join(
    parts.map((part) => sql`(${part})`),
    " UNION ALL ",
  )}) AS place
ORDER BY ${ordered(order, slice)}
${limited(slice)}`;
}

function mostRanked(rankedLists: number): Slice {
  const limit = Math.max(1, Math.floor(MOST_RANKED / rankedLists)) - 1;
  return { limit, backward: false, after: null, before: null };
}

/** Returns the SQL that selects (id, rank) for a slice of the newest matches, in order. */
export function scanRanked(
  newest: Prisma.Sql,
  text: string,
  { keyset, slice }: { keyset: Keyset; slice: Slice },
): Prisma.Sql {
  return sql`
SELECT place.id, place.rank
FROM (
  ${ranked(newest, text)}
) AS place
WHERE ${inSlice(keyset, slice)}
ORDER BY ${ordered(keyset, slice)}
${limited(slice)}`;
}
