import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { View, Views } from "../asOf.ts";
import type { Matches } from "../meant.ts";
import { type Ahead, longTopicAhead, sizeAhead, speakersAhead, topicAhead, wholeTopic } from "./countedAhead.ts";
import type { Below } from "./filter/field.ts";
import type { Selection } from "./filter/selection.ts";
import { type StatementFilter, select } from "./filter.ts";
import { type CountedColumn, scanStatements, selectedStatements } from "./scan.ts";

const { sql, raw, join } = Prisma;

/** The statements of a list, as something to count: whatever the page. */
export interface Population {
  filter: StatementFilter;
  matches: Matches;
  below: Below | null;
  /** The database, as the filter is understood in it; for a past state, one for each of its views. */
  readings: { database: Database; view: View | null }[];
  /** The expressions that the views are built from; null for the present. */
  shared: Prisma.Sql | null;
}

/** Makes the population of a list of the present. */
export function presentPopulation(
  database: Database,
  list: Pick<Population, "filter" | "matches" | "below">,
): Population {
  return { ...list, readings: [{ database, view: null }], shared: null };
}

/** Makes the population of a list as it was; `unchanged` and `changed` are the database seen through these views. */
export function pastPopulation(
  list: Pick<Population, "filter" | "matches">,
  { unchanged, changed }: Views,
  through: (view: View) => Database,
): Population {
  const readings = [unchanged, changed].map((view) => ({ database: through(view), view }));
  return { ...list, below: null, readings, shared: unchanged.shared };
}

/** Which statements of a population are counted: without one of its filters, and at most this many of the newest. */
export interface CountedPart {
  ignored: readonly (keyof StatementFilter)[];
  most: number | null;
}

/** A counted set in SQL: the name of its common table expression, and how other tables are read beside it. */
export interface CountedSet {
  /** The expression of the ids of the statements and the columns asked for. */
  name: Prisma.Sql;
  /** A scalar subquery of how many statements there are; one more than `most` if there are more. */
  size: Prisma.Sql;
  /** The topic whose statements may be counted ahead, and are not in the set then; null if the set is not of a whole topic. */
  ahead: Ahead | null;
  /** The expression of who printed and supplied the statements (id, source_id, wire_id). */
  printings: Prisma.Sql;
  /** Returns SELECTs that join the set to other tables, as they were at that time. */
  joined(select: Prisma.Sql): Prisma.Sql;
}

/** The same statements in three ways, by what is asked of them. */
export interface CountedSets {
  /** The common table expressions of all three; `printings` apart, which few questions need. */
  expressions: Prisma.Sql[];
  /** The definition of the expression `printings`. */
  printed: Prisma.Sql;
  /** Whether the statements are found by one range scan and are few whatever the values, so that one plan is the best for all. */
  isOneSmallScan: boolean;
  /** For facets, and for timelines by months or longer. */
  counts: CountedSet;
  /** For AUTO: the statements of a large topic are in the set unless months are fine enough. */
  auto: CountedSet;
  /** Always with all statements in the set. */
  rows: CountedSet;
}

/** Writes the SQL of the sets of statements that are counted. Throws InputError as `select` does. */
export async function countedSets(
  population: Population,
  { ignored, most }: CountedPart,
  columns: readonly CountedColumn[],
  name: string,
): Promise<CountedSets> {
  const { filter, below, readings } = population;
  const narrowing = Object.fromEntries(
    Object.entries(filter).filter(([field]) => !ignored.includes(field as keyof StatementFilter)),
  );
  const parts = await Promise.all(
    readings.map(async ({ database, view }) => ({ view, selection: await select(database, narrowing, below) })),
  );
  const selects = parts.map(({ view, selection }) =>
    seenIn(view, most === null ? selectedStatements(selection, columns) : newest(selection, columns, most)),
  );
  const selected = join(selects, " UNION ALL ");
  const joined = (select: Prisma.Sql) =>
    join(
      readings.map(({ view }) => seenIn(view, select)),
      " UNION ALL ",
    );
  const isPresent = readings.every(({ view }) => view === null);
  const topic = most === null && isPresent ? wholeTopic(population, ignored) : null;
  const part = (suffix: string) => raw(`${name}_${suffix}`);
  const all = most === null ? raw(name) : part("all");
  const expressions = topic
    ? [
        sql`${part("topic")} AS MATERIALIZED (${topicAhead(topic)})`,
        sql`${all} AS MATERIALIZED (SELECT * FROM (${selected}) AS scanned WHERE NOT EXISTS (SELECT FROM ${part("topic")}))`,
      ]
    : [sql`${all} AS MATERIALIZED (${selected})`];
  if (most !== null) {
    const limit = raw(`${most}`);
    expressions.push(sql`${raw(name)} AS (SELECT * FROM ${all} ORDER BY said_at DESC, id DESC LIMIT ${limit})`);
  }
  const printings = part("printings");
  const printed = sql`${printings} AS MATERIALIZED (${joined(sql`
  SELECT matched.id, article.source_id, article.wire_id
  FROM ${raw(name)} AS matched
  JOIN appearance ON appearance.statement_id = matched.id
  JOIN article ON article.id = appearance.article_id`)})`;
  const isOneSmallScan = parts.every(({ view, selection }) => view === null && isOfSpeakerOnTopic(selection));
  const set = (of: Prisma.Sql, ahead: Ahead | null, own = of): CountedSet => {
    const looked = sql`(SELECT count(*) FROM ${own})`;
    const size = ahead ? sql`(${looked} + ${sizeAhead(ahead)})` : looked;
    return { name: of, size, ahead, printings, joined };
  };
  if (!topic) {
    const only = set(raw(name), null, all);
    return { expressions, printed, isOneSmallScan, counts: only, auto: only, rows: only };
  }
  // PostgreSQL does not run expressions that nothing reads.
  const [large, long] = [part("topic"), part("long")];
  const ahead = { topicId: topic, topic: large, speakers: part("speakers") };
  const withScan = (suffix: string, isScanned: Prisma.Sql) => sql`${part(suffix)} AS MATERIALIZED (
  SELECT * FROM ${all}
  UNION ALL
  SELECT * FROM (${selected}) AS scanned WHERE ${isScanned}
)`;
  const isLarge = sql`EXISTS (SELECT FROM ${large})`;
  expressions.push(
    sql`${ahead.speakers} AS MATERIALIZED (${speakersAhead(ahead)})`,
    withScan("rows", isLarge),
    sql`${long} AS MATERIALIZED (${longTopicAhead(large)})`,
    withScan("auto", sql`${isLarge} AND NOT EXISTS (SELECT FROM ${long})`),
  );
  return {
    expressions,
    printed,
    isOneSmallScan,
    counts: set(all, ahead),
    auto: set(part("auto"), { ...ahead, topic: long }),
    rows: set(part("rows"), null),
  };
}

/** Whether the filter has one speaker, one topic, and at most a span of time besides. */
function isOfSpeakerOnTopic({ speaker, topic, conditions }: Selection): boolean {
  const isSingle = (drive: Selection["speaker"]) => drive !== null && drive.from === null;
  return isSingle(speaker) && isSingle(topic) && conditions.length === 0;
}

function seenIn(view: View | null, select: Prisma.Sql): Prisma.Sql {
  return view ? sql`(WITH ${view.tables} ${select})` : select;
}

/** The newest of the selected statements: one more than `most`, which shows that there are more. */
function newest(selection: Selection, columns: readonly CountedColumn[], most: number): Prisma.Sql {
  const slice = { limit: most, backward: false, after: null, before: null };
  const fields = [...new Set<CountedColumn>(["said_at", ...columns])].map((column) => raw(`statement.${column}`));
  return sql`
SELECT newest.id, ${join(fields)}
FROM (${scanStatements(selection, "DESC", slice)}) AS newest
JOIN statement ON statement.id = newest.id`;
}
