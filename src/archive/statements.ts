import type { Database } from "../database.ts";
import { isoOf } from "../document/dates.ts";
import { type Appearance, Prisma } from "../generated/prisma/client.ts";
import { type FlatRecord, flatRows } from "./lists/flatRows.ts";
import { inKeyOrder } from "./lists/inKeyOrder.ts";
import { InputError } from "./lists/inputError.ts";
import { inSlice, type Keyset, limited, ordered, type PageArguments, readSlice } from "./lists/keyset.ts";
import { type List, parentKey } from "./lists/list.ts";
import type { Matches } from "./meant.ts";
import { bringCompanions } from "./statements/companions.ts";
import type { Below } from "./statements/filter/field.ts";
import type { Selection } from "./statements/filter/selection.ts";
import { type StatementFilter, select } from "./statements/filter.ts";
import { type Population, presentPopulation } from "./statements/population.ts";
import { byRank, newestMatches, scanRanked } from "./statements/ranking.ts";
import { type StatementRow, statementReading, type Wanted, wholeStatements } from "./statements/rows.ts";
import { bySaidAt, countScans, countStatements, scanStatements } from "./statements/scan.ts";
import { talliedCount } from "./statements/tallied.ts";
import { appearanceTable } from "./tables/appearance.ts";

const { sql } = Prisma;

export interface StatementOrder {
  field: "SAID_AT" | "RELEVANCE";
  direction?: "ASC" | "DESC" | null | undefined;
}

/** A request for a list of statements. */
export interface StatementRequest {
  filter: StatementFilter;
  order?: StatementOrder | null | undefined;
  page: PageArguments;
  /** The fields and companions that the page brings. */
  wanted: Wanted;
  /** The kind of parent that the list stands below, if any: then `readPages` and `readCounts` read it for many parents at once. */
  below?: Below;
  /** The number of lists by relevance that are read for one asker: they share the matches that are ranked. 1 by default. */
  rankedLists?: number;
}

/** A list of statements, with what the names in its filter were taken to mean. */
export interface StatementList extends List<StatementRow> {
  matches: Matches;
  /** All statements of the list, for `summarize`. */
  population: Population;
}

/**
 * Returns a list of statements, newest first by default. Throws InputError for a bad page, for a filter that `select` refuses,
 * and for RELEVANCE without the filter `text`.
 */
export async function list(database: Database, request: StatementRequest): Promise<StatementList> {
  const { filter, below = null } = request;
  const list = listSelected(await select(database, filter, request.below), request);
  return { ...list, population: presentPopulation(database, { filter, matches: list.matches, below }) };
}

/**
 * Returns the list of the statements that a filter has selected, without its population; throws as `list` does.
 *
 * @param newest the SQL of (id) of the matches to be ranked, by RELEVANCE; the newest by default
 */
export function listSelected(
  selection: Selection,
  { order, page, wanted, below, rankedLists = 1 }: Omit<StatementRequest, "filter">,
  newest?: Prisma.Sql,
): Omit<StatementList, "population"> {
  const field = order?.field ?? "SAID_AT";
  const direction = order?.direction ?? "DESC";
  const keyset = field === "RELEVANCE" ? byRank(direction) : bySaidAt(direction);
  const slice = readSlice(keyset, page);
  const { words, matches } = selection;
  const isRanked = field === "RELEVANCE";
  if (isRanked && words === null) throw new InputError("orderBy", "RELEVANCE needs the filter `text`.");
  const matching = () => newest ?? newestMatches(selection, { isBelow: below !== undefined, rankedLists });
  const found = isRanked
    ? scanRanked(matching(), words ?? "", { keyset, slice })
    : scanStatements(selection, direction, slice);
  const { select: columns, from, take } = statementReading(wanted);
  const tallied = talliedCount(selection);
  const count = tallied ?? countStatements(selection);
  const counted = wanted.companions.has("count") && below === undefined;
  return {
    name: "statements.list",
    matches,
    keyset,
    slice,
    // The best plan for a list of values depends on the values.
    prepared: selection.conditions.length === 0 && countScans(selection) === 1,
    instants: "text",
    select: sql`
SELECT ${columns}${field === "RELEVANCE" ? sql`, place.rank` : Prisma.empty}${counted ? sql`, (${count}) AS count` : Prisma.empty}
FROM (${found}) AS place
JOIN statement ON statement.id = place.id
${from}
ORDER BY ${ordered(keyset, slice)}`,
    count,
    capped: !tallied,
    counted,
    take: (record) => {
      const row = take(record);
      if (words !== null) row.searchedText = words;
      if (field === "RELEVANCE") row.rank = record.rank as number;
      return row;
    },
    complete: (from, rows) => bringCompanions(from, rows, wanted.companions),
    key: (row) => (field === "RELEVANCE" ? [row.rank ?? 0, row.id] : [isoOf(row.saidAt), row.id]),
  };
}

/** Returns the statements with these ids, of any status, in the order of the ids. */
export async function findByIds(database: Database, ids: readonly number[]): Promise<(StatementRow | null)[]> {
  const records = await database.query<FlatRecord>(
    sql`/* statements.byId */ SELECT ${wholeStatements.select} FROM statement WHERE statement.id = ANY (${ids}::bigint[])`,
  );
  return inKeyOrder(ids, records.map(wholeStatements.take), ({ id }) => id);
}

/** Returns the statements with these UUIDs, of any status, in their order. */
export async function findByUuids(database: Database, uuids: readonly string[]): Promise<(StatementRow | null)[]> {
  const records = await database.query<FlatRecord>(
    sql`/* statements.byUuid */ SELECT ${wholeStatements.select} FROM statement WHERE statement.uuid = ANY (${uuids}::uuid[])`,
  );
  return inKeyOrder(uuids, records.map(wholeStatements.take), ({ uuid }) => uuid);
}

/** A statement with its printing in one article. */
export interface PrintedStatement {
  statement: StatementRow;
  appearance: Appearance;
}

const readingOrderKeyset: Keyset = {
  name: "statements.POSITION",
  columns: [
    { sql: sql`appearance.position`, type: "bigint" },
    { sql: sql`appearance.id`, type: "bigint" },
  ],
  direction: "ASC",
};

/** Returns the list of the published statements that an article, the parent, prints, in reading order. */
export function listOfArticle(page: PageArguments): List<PrintedStatement> {
  const slice = readSlice(readingOrderKeyset, page);
  const appearance = flatRows<Appearance>("appearance", appearanceTable.fields);
  const from = sql`
FROM appearance
JOIN statement ON statement.id = appearance.statement_id
WHERE appearance.article_id = ${parentKey} AND statement.status = 'PUBLISHED'`;
  return {
    name: "statements.ofArticle",
    keyset: readingOrderKeyset,
    slice,
    prepared: true,
    select: sql`SELECT ${wholeStatements.select}, ${appearance.select} ${from} AND ${inSlice(readingOrderKeyset, slice)} ORDER BY ${ordered(readingOrderKeyset, slice)} ${limited(slice)}`,
    count: sql`SELECT count(*)::int AS count ${from}`,
    take: (record) => ({
      statement: wholeStatements.take(record),
      appearance: appearance.take(record) as Appearance,
    }),
    key: ({ appearance: { position, id } }) => [position, id],
  };
}
