import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { through, type View, viewsAsOf } from "./asOf.ts";
import { type Keyset, limited, ordered } from "./lists/keyset.ts";
import { select } from "./statements/filter.ts";
import { pastPopulation } from "./statements/population.ts";
import { newestMatches, newestOf } from "./statements/ranking.ts";
import type { StatementRow } from "./statements/rows.ts";
import { countScans, countStatements } from "./statements/scan.ts";
import { listSelected, type StatementList, type StatementRequest } from "./statements.ts";
import { together } from "./statementsAsOf/together.ts";

const { sql } = Prisma;

/** The most range scans that are merged: each reads a page's rows of its own, and a row of the past takes several look-ups. */
const MOST_SCANS = 200;

/**
 * Returns a list as it was at an instant: the statements that existed then, as they were then. It takes every filter, order and
 * cursor, but no parent. Names mean what they mean now. Throws InputError as `list` does.
 *
 * Statements that have not changed since then are found as usual, by indexes that bring the order; the others are found
 * separately, and the two lists are merged. By RELEVANCE, the newest matches of both together are ranked.
 */
export async function listAsOf(database: Database, request: StatementRequest, instant: Date): Promise<StatementList> {
  const views = viewsAsOf(instant);
  const { unchanged, unchangedInSets, changed } = views;
  const companions = new Set([...request.wanted.companions].filter((companion) => companion !== "count"));
  const uncounted = { ...request, wanted: { ...request.wanted, companions } };
  const selections = async (view: View) => {
    const selection = await select(through(database, view), request.filter);
    const sets = together(selection);
    return { sets, scanned: countScans(selection) > MOST_SCANS ? sets : selection };
  };
  const [ofUnchanged, ofChanged] = [await selections(unchanged), await selections(changed)];
  const { rankedLists = 1 } = request;
  const newestIn = (view: View, { scanned }: typeof ofChanged) =>
    sql`WITH ${view.tables} ${newestMatches(scanned, { isBelow: false, rankedLists })}`;
  const ranked = sql`ranked (id, said_at) AS MATERIALIZED (
  ${newestOf([newestIn(unchanged, ofUnchanged), newestIn(changed, ofChanged)], rankedLists)}
)`;
  // Tallies are only kept of the present.
  const listIn = ({ sets, scanned }: typeof ofChanged) => ({
    ...listSelected(scanned, uncounted, sql`SELECT id FROM ranked`),
    count: countStatements(sets),
    capped: true,
  });
  const [steady, other] = [listIn(ofUnchanged), listIn(ofChanged)];
  const keyset = inPage(steady.keyset);
  return {
    ...steady,
    population: pastPopulation({ filter: request.filter, matches: steady.matches }, views, (view) =>
      through(database, view),
    ),
    select: sql`
WITH ${unchanged.shared}${request.order?.field === "RELEVANCE" ? sql`, ${ranked}` : Prisma.empty}
SELECT page.*
FROM (
  (WITH ${unchanged.tables} ${steady.select})
  UNION ALL (WITH ${changed.tables} ${other.select})
) AS page
ORDER BY ${ordered(keyset, steady.slice)}
${limited(steady.slice)}`,
    count: sql`
WITH ${unchanged.shared}
SELECT (WITH ${unchangedInSets.tables} ${steady.count}) + (WITH ${changed.tables} ${other.count}) AS count`,
    prepared: false,
    take: (record) => asOf(steady.take(record), instant),
  };
}

/** Returns the same order over the columns of a page. */
function inPage(keyset: Keyset): Keyset {
  const columns = keyset.columns.map(({ type }, i) => {
    if (i > 0) return { sql: sql`page."statement.id"`, type };
    return { sql: type === "timestamptz" ? sql`page."statement.saidAt"` : sql`page.rank`, type };
  });
  return { ...keyset, columns };
}

/** Marks a row, so that loaders read at the same instant whatever the row did not bring. */
function asOf(row: StatementRow, instant: Date): StatementRow {
  const firstAppearance = row.firstAppearance && { ...row.firstAppearance, asOf: instant };
  return { ...row, ...(firstAppearance ? { firstAppearance } : {}), asOf: instant };
}
