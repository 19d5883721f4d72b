import type { Database } from "../database.ts";
import { isoOf } from "../document/dates.ts";
import { type Appearance, Prisma } from "../generated/prisma/client.ts";
import { flatRows } from "./lists/flatRows.ts";
import { inKeyOrder } from "./lists/inKeyOrder.ts";
import { InputError } from "./lists/inputError.ts";
import { inSlice, type Keyset, limited, ordered, type PageArguments, readSlice } from "./lists/keyset.ts";
import { type List, parentKey } from "./lists/list.ts";
import { type Matches, matchFilter } from "./meant.ts";
import { bringCompanions } from "./statements/companions.ts";
import { type Below, type StatementFilter, select } from "./statements/filter.ts";
import { byRank, scanRanked } from "./statements/ranking.ts";
import { type StatementRow, statementReading, type Wanted, wholeStatements } from "./statements/rows.ts";
import { bySaidAt, countStatements, scanStatements } from "./statements/scan.ts";
import { appearanceTable } from "./tables/appearance.ts";

const { sql } = Prisma;

export interface StatementOrder {
  field: "SAID_AT" | "RELEVANCE";
  direction?: "ASC" | "DESC" | null | undefined;
}

/** What is asked of a list of statements. */
export interface StatementRequest {
  filter: StatementFilter;
  order?: StatementOrder | null | undefined;
  page: PageArguments;
  /** What the page is to bring. */
  wanted: Wanted;
  /** Below which parents the list is read: then `readPages` and `readCounts` read it. */
  below?: Below;
}

/** A list of statements, and what the names in its filter were taken to mean. */
export interface StatementList extends List<StatementRow> {
  matches: Matches;
}

/**
 * Statements, newest first unless told. Throws InputError for a bad page, a span that ends before it starts, too many names,
 * and RELEVANCE without `text`.
 */
export async function list(database: Database, request: StatementRequest): Promise<StatementList> {
  const { filter, order, page, wanted, below = null } = request;
  const field = order?.field ?? "SAID_AT";
  const direction = order?.direction ?? "DESC";
  if (field === "RELEVANCE" && typeof filter.text !== "string") {
    throw new InputError("orderBy", "RELEVANCE needs the filter `text`.");
  }
  const keyset = field === "RELEVANCE" ? byRank(direction) : bySaidAt(direction);
  const slice = readSlice(keyset, page);
  const matches = await matchFilter(database, filter);
  const selection = await select(database, filter, matches, below);
  const found =
    field === "RELEVANCE"
      ? scanRanked(selection, filter.text ?? "", keyset, slice)
      : scanStatements(selection, direction, slice);
  const { select: columns, from, take } = statementReading(wanted);
  const count = countStatements(selection);
  const counted = wanted.companions.has("count") && below === null;
  return {
    name: "statements.list",
    matches,
    keyset,
    slice,
    prepared: selection.conditions.length === 0,
    instants: "text",
    select: sql`
SELECT ${columns}${field === "RELEVANCE" ? sql`, place.rank` : Prisma.empty}${counted ? sql`, (${count}) AS count` : Prisma.empty}
FROM (${found}) AS place
JOIN statement ON statement.id = place.id
${from}
ORDER BY ${ordered(keyset, slice)}`,
    count,
    counted,
    take: (record) => {
      const row = take(record);
      if (typeof filter.text === "string") row.searchedText = filter.text;
      if (field === "RELEVANCE") row.rank = record.rank as number;
      return row;
    },
    complete: (from, rows) => bringCompanions(from, rows, wanted.companions),
    key: (row) => (field === "RELEVANCE" ? [row.rank ?? 0, row.id] : [isoOf(row.saidAt), row.id]),
  };
}

/** The statements of these ids, whatever their status, in their order. */
export async function findByIds(database: Database, ids: readonly number[]): Promise<(StatementRow | null)[]> {
  const rows = await database.prisma.statement.findMany({
    where: { id: { in: [...ids] } },
    omit: { wordingDigest: true },
  });
  return inKeyOrder(ids, rows, ({ id }) => id);
}

/** A statement as an article prints it. */
export interface PrintedStatement {
  statement: StatementRow;
  appearance: Appearance;
}

const readingOrderKeyset: Keyset = {
  name: "statements.POSITION",
  columns: [
    { sql: sql`appearance.position`, type: "int" },
    { sql: sql`appearance.id`, type: "int" },
  ],
  direction: "ASC",
};

/** The published statements that each parent, an article, prints, in reading order. */
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
