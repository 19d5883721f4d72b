import { type CountedPart, countedSets, type Population } from "../archive/statements/population.ts";
import type { CountedColumn } from "../archive/statements/scan.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type FacetAsk, type FacetValue, facets, type IsSelected, largestValues } from "./facets.ts";
import { splits } from "./splits.ts";
import {
  setOfTimeline,
  type TimelineAsk,
  type TimelineRecord,
  type TimelineRow,
  timelineOf,
  timelineSql,
  withProposition,
} from "./timeline.ts";

const { sql, raw, join } = Prisma;

// What a list of statements holds, counted over all of it: the values of its facets, and when its statements were said. Everything
// that is asked of one list, or of the lists below many parents, is counted by one SQL statement.

/** A question about a list: a facet, a timeline, how many statements it has, or whether its facets are counted exactly. */
export type SummaryAsk = FacetAsk | TimelineAsk | "size" | "isExact";

/** The answer to a question; an error if only this one cannot be answered. */
export type Answer = FacetValue[] | TimelineRow | number | boolean | Error;

/** If a text is found in more statements than this, facets are counted over the newest of them only. */
const MOST_FOUND = 100_000;

/** A row of the SQL: those of a facet have `compared`, those of a timeline the others. */
interface SummaryRecord extends TimelineRecord {
  parent: number | null;
  ask: number;
  compared: string | null;
}

/**
 * Returns the answers to questions about a list, in their order, for each of the parents that it stands below, in theirs; for a list
 * of its own give null. Throws InputError for a filter that cannot be used.
 *
 * @param mostFound how many statements of a search for words are counted in facets
 */
export async function summarize(
  database: Database,
  population: Population,
  asks: readonly SummaryAsk[],
  { parents = null, mostFound = MOST_FOUND }: { parents?: readonly number[] | null; mostFound?: number } = {},
): Promise<Answer[][]> {
  const isSelected = await Promise.all(
    asks.map(async (ask) => (isFacet(ask) ? facets[ask.facet].selected(population, database) : () => false)),
  );
  const placed = asks.map((ask, place) => placeAsk(ask, place, population));
  const open = placed.filter(({ known }) => known === undefined);
  const records = open.length === 0 ? [] : await readSummaries(database, population, { open, parents, mostFound });
  return (parents ?? [null]).map((parent) =>
    placed.map(({ ask, known }, i) => {
      if (known !== undefined) return known;
      const own = records.filter((record) => record.ask === i && (parent === null || record.parent === parent));
      return answerOf(ask, own, isSelected[i] as IsSelected, mostFound);
    }),
  );
}

/** A question, and its place among all that are asked; `known` is its answer, if nothing has to be counted for it. */
interface PlacedAsk {
  ask: SummaryAsk;
  place: number;
  known?: Answer;
}

function placeAsk(ask: SummaryAsk, place: number, { filter, matches }: Population): PlacedAsk {
  if (ask === "isExact" && filter.text == null) return { ask, place, known: true };
  if (typeof ask === "string" || isFacet(ask)) return { ask, place };
  try {
    return { ask: withProposition(ask, matches), place };
  } catch (error) {
    return { ask, place, known: error as Error };
  }
}

async function readSummaries(
  database: Database,
  population: Population,
  { open, parents, mostFound }: { open: readonly PlacedAsk[]; parents: readonly number[] | null; mostFound: number },
): Promise<SummaryRecord[]> {
  const { text, prepared } = await summarySql(population, open, mostFound);
  if (parents) return database.query(belowEach(parents, text));
  return database.query(sql`/* statements.summary */ ${text}`, { prepare: prepared });
}

function isFacet(ask: SummaryAsk): ask is FacetAsk {
  return typeof ask === "object" && "facet" in ask;
}

/** Writes the SQL that answers all questions, and whether its text is worth a prepared statement: planning takes two milliseconds. */
async function summarySql(
  population: Population,
  asks: readonly PlacedAsk[],
  mostFound: number,
): Promise<{ text: Prisma.Sql; prepared: boolean }> {
  const groups = groupBySet(population, asks, mostFound);
  const expressions = population.shared ? [population.shared] : [];
  const answers: Prisma.Sql[] = [];
  let prepared = true;
  for (const [i, { counted, asks: own }] of groups.entries()) {
    const columns = [...new Set(own.flatMap(({ ask }) => columnsOf(ask)))];
    const sets = await countedSets(population, counted, columns, `matched_${i}`);
    const set = sets.counts;
    expressions.push(...sets.expressions);
    prepared &&= sets.isOneSmallScan;
    if (own.some(({ ask }) => isFacet(ask) && facets[ask.facet].readsPrintings)) expressions.push(sets.printed);
    for (const { ask, place } of own) {
      if (typeof ask === "string") answers.push(selectOf(place, sql`SELECT ${set.size} AS count`, ["count"]));
      else if (isFacet(ask))
        answers.push(selectOf(place, largestValues(ask, set), ["place", "id", "value", "compared", "count"]));
      else {
        const timeline = timelineSql(ask, setOfTimeline(ask, sets), `timeline_${place}`);
        expressions.push(...timeline.expressions);
        answers.push(selectOf(place, timeline.rows, ["part", "place", "id", "value", "day", "count"]));
      }
    }
  }
  return { text: sql`WITH ${join(expressions, ",\n")}\n${join(answers, "\nUNION ALL ")}`, prepared };
}

/** The columns of every answer, each with its type. */
const answerColumns = {
  part: "int",
  place: "bigint",
  id: "bigint",
  value: "text",
  compared: "text",
  day: "date",
  count: "bigint",
};

function selectOf(place: number, rows: Prisma.Sql, given: readonly (keyof typeof answerColumns)[]): Prisma.Sql {
  const columns = Object.entries(answerColumns).map(([column, type]) =>
    given.includes(column as keyof typeof answerColumns) ? `answer.${column}::${type}` : `NULL::${type} AS ${column}`,
  );
  return sql`SELECT ${raw(`${place}`)} AS ask, ${raw(columns.join(", "))} FROM (${rows}) AS answer`;
}

function columnsOf(ask: SummaryAsk): readonly CountedColumn[] {
  if (typeof ask === "string") return [];
  if (isFacet(ask)) return facets[ask.facet].columns;
  return ["said_at", "said_at_precision", ...(ask.splitBy ? splits[ask.splitBy].columns : [])];
}

interface AsksOfSet {
  counted: CountedPart;
  asks: PlacedAsk[];
}

/** Groups the questions that are counted over the same statements. Timelines are always exact: an old bucket must not seem empty. */
function groupBySet({ filter }: Population, asks: readonly PlacedAsk[], mostFound: number): AsksOfSet[] {
  const sets = new Map<string, AsksOfSet>();
  for (const placed of asks) {
    const { ask } = placed;
    const ignored =
      isFacet(ask) && ask.ignoreOwnFilter ? facets[ask.facet].ownFilter.filter((field) => filter[field] != null) : [];
    const isCapped = filter.text != null && (ask === "isExact" || isFacet(ask));
    const counted = { ignored, most: isCapped ? mostFound : null };
    const key = JSON.stringify(counted);
    const set = sets.get(key) ?? { counted, asks: [] };
    sets.set(key, set);
    set.asks.push(placed);
  }
  return [...sets.values()];
}

function belowEach(parents: readonly number[], text: Prisma.Sql): Prisma.Sql {
  return sql`
/* statements.summary */
SELECT parent.id AS parent, child.*
FROM (VALUES (${parents.length}::int)) AS parents (count)
CROSS JOIN unnest(${parents}::bigint[]) AS parent (id)
CROSS JOIN LATERAL (${text}) AS child`;
}

function answerOf(
  ask: SummaryAsk,
  records: readonly SummaryRecord[],
  isSelected: IsSelected,
  mostFound: number,
): Answer {
  if (ask === "size") return Number(records[0]?.count ?? 0);
  if (ask === "isExact") return Number(records[0]?.count ?? 0) <= mostFound;
  if (isFacet(ask)) {
    const inOrder = [...records].sort((a, b) => a.place - b.place);
    return inOrder.map(({ id, value, compared, count }) => ({
      value: id ?? value ?? "",
      count,
      isSelected: isSelected(id ?? compared ?? ""),
    }));
  }
  try {
    return timelineOf(ask, records);
  } catch (error) {
    return error as Error;
  }
}
