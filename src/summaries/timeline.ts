import { InputError } from "../archive/lists/inputError.ts";
import { bearerIds, type Matches } from "../archive/meant.ts";
import { monthsAhead } from "../archive/statements/countedAhead.ts";
import type { CountedSet, CountedSets } from "../archive/statements/population.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { FEW_BUCKETS, INTERVALS, type Interval, MOST_BUCKETS, spansFrom } from "./intervals.ts";
import { largestSeries, placesInSeries, type SplitName, splits } from "./splits.ts";

const { sql, raw, join } = Prisma;

/** A request for a timeline. */
export interface TimelineAsk {
  interval: Interval | "AUTO";
  splitBy: SplitName | null;
  /** How many series there are besides the rest. */
  top: number;
  /** The proposition of POSITION; null for the only one that the filter names. */
  propositionId: number | null;
}

/** Statements over time. Days are written as in "2018-09-07". */
export interface TimelineRow {
  interval: Interval;
  /** How many statements are dated less exactly than the interval, and so are in no bucket. */
  undatedCount: number;
  buckets: TimelineBucketRow[];
  series: TimelineSeriesRow[];
}

export interface TimelineBucketRow {
  startsOn: string;
  /** The last day. */
  endsOn: string;
  count: number;
}

export interface TimelineSeriesRow {
  splitBy: SplitName;
  /** A noun by its id, or a text; null for the rest. */
  value: number | string | null;
  isRest: boolean;
  buckets: TimelineBucketRow[];
}

/** The most series besides the rest. */
const MOST_SERIES = 20;

/** Returns the number of series. Throws InputError for none, and for more than 20. */
export function readTop(top: number): number {
  if (top >= 1 && top <= MOST_SERIES) return top;
  throw new InputError("top", `\`top\` is from 1 to ${MOST_SERIES}, not ${top}.`);
}

/**
 * Returns the question with the proposition that the list's filter names, if it needs one and has none. Throws InputError if the
 * filter does not name exactly one.
 */
export function withProposition(ask: TimelineAsk, { proposition }: Matches): TimelineAsk {
  if (ask.splitBy !== "POSITION" || ask.propositionId !== null) return ask;
  const [propositionId, ...others] = bearerIds(proposition ?? []);
  if (propositionId !== undefined && others.length === 0) return { ...ask, propositionId };
  throw new InputError(
    "proposition",
    "`splitBy: POSITION` needs one proposition: name it in `proposition`, or in the filter `stance`.",
  );
}

/** The exactness that each interval needs, and how the buckets between two instants are counted. */
const measures: Record<Interval, { unit: string; dated: "day" | "month" | "year"; buckets: string }> = {
  DAY: { unit: "day", dated: "day", buckets: "last::date - first::date" },
  WEEK: { unit: "week", dated: "day", buckets: "(last::date - first::date) / 7" },
  MONTH: { unit: "month", dated: "month", buckets: monthsBetween(1) },
  QUARTER: { unit: "quarter", dated: "month", buckets: monthsBetween(3) },
  YEAR: { unit: "year", dated: "year", buckets: monthsBetween(12) },
  DECADE: {
    unit: "decade",
    dated: "year",
    buckets: "date_part('year', last)::int / 10 - date_part('year', first)::int / 10",
  },
  CENTURY: { unit: "century", dated: "year", buckets: monthsBetween(1200) },
};

/** When the bucket of an instant begins. The first decade would begin in the year 0, which no date can write. */
function bucketStart(unit: string, instant: string): string {
  return `GREATEST(date_trunc(${unit}, ${instant}), TIMESTAMP '0001-01-01')`;
}

function monthsBetween(months: number): string {
  return `((date_part('year', last) - date_part('year', first)) * 12 + date_part('month', last) - date_part('month', first))::int / ${months}`;
}

/** Returns which of the sets of statements a timeline is counted over. */
export function setOfTimeline({ interval, splitBy }: TimelineAsk, sets: CountedSets): CountedSet {
  if (splitBy !== null || interval === "DAY" || interval === "WEEK") return sets.rows;
  return interval === "AUTO" ? sets.auto : sets.counts;
}

/** The kinds of rows of a timeline's SQL. */
const [HEAD, SERIES, BUCKET, WIDER] = [0, 1, 2, 3];

/** A row of a timeline's SQL; what `count` and `id` mean depends on its `part`. */
export interface TimelineRecord {
  part: number;
  place: number;
  id: number | null;
  value: string | null;
  day: string | null;
  count: number;
}

/**
 * Returns the SQL of a timeline: expressions, and a SELECT of rows (part, place, id, value, day, count). The head has the interval,
 * the first day, the number of undated statements as `count` and that of buckets as `id`; then come the series, largest first, and
 * the buckets that are not empty, those of the rest as place 0. If there are too many buckets, the last row has a wider interval.
 */
export function timelineSql(
  { interval, splitBy, top, propositionId }: TimelineAsk,
  set: CountedSet,
  name: string,
): { expressions: Prisma.Sql[]; rows: Prisma.Sql } {
  const own = (part: string) => raw(`${name}_${part}`);
  const [dated, possible, chosen] = [own("dated"), own("possible"), own("chosen")];
  const [pairs, series, placed] = [own("pairs"), own("series"), own("placed")];
  const mostBuckets = raw(`${MOST_BUCKETS}`);
  const isChosen =
    interval === "AUTO"
      ? sql`(buckets <= ${raw(`${FEW_BUCKETS}`)} AND 2 * undated <= total) OR (vaguest = 2 AND COALESCE(buckets, 0) <= ${mostBuckets})`
      : sql`unit = ${interval.toLowerCase()}`;
  // A month that is counted ahead is one row for its `n` statements.
  const counted = raw(set.ahead ? "sum(n)" : "count(*)");
  const expressions = [
    sql`${dated} AS NOT MATERIALIZED (
  SELECT matched.id, said_at AT TIME ZONE 'UTC' AS said, CASE said_at_precision WHEN 'YEAR' THEN 2 WHEN 'MONTH' THEN 1 ELSE 0 END AS vague${set.ahead ? sql`, 1 AS n` : Prisma.empty}
  FROM ${set.name} AS matched
  ${set.ahead ? sql`UNION ALL SELECT NULL, months.* FROM (${monthsAhead(set.ahead)}) AS months` : Prisma.empty}
)`,
    sql`${possible} AS MATERIALIZED (
  SELECT total, possible.*
  FROM (
    SELECT COALESCE(${counted}, 0) AS total, COALESCE(${counted} FILTER (WHERE vague = 0), 0) AS day_count,
      COALESCE(${counted} FILTER (WHERE vague < 2), 0) AS month_count,
      min(said) FILTER (WHERE vague = 0) AS day_first, max(said) FILTER (WHERE vague = 0) AS day_last,
      min(said) FILTER (WHERE vague < 2) AS month_first, max(said) FILTER (WHERE vague < 2) AS month_last,
      min(said) AS year_first, max(said) AS year_last
    FROM ${dated}
  ) AS span
  CROSS JOIN LATERAL (${join(INTERVALS.map(measured), " UNION ALL ")}) AS possible
)`,
    sql`${chosen} AS MATERIALIZED (SELECT * FROM ${possible} WHERE ${isChosen} ORDER BY turn LIMIT 1)`,
  ];
  if (splitBy) {
    const split = splits[splitBy];
    expressions.push(
      sql`${pairs} AS MATERIALIZED (${split.pairs(set, propositionId)})`,
      sql`${series} AS MATERIALIZED (${largestSeries(split, { pairs, size: set.size, top })})`,
      sql`${placed} AS MATERIALIZED (${placesInSeries(split, pairs, series)})`,
    );
  }
  const place = splitBy ? sql`COALESCE(placed.place, 0)` : sql`0`;
  const rows = sql`
SELECT ${raw(`${HEAD}`)} AS part, 0 AS place, buckets::bigint AS id, unit AS value, first::date AS day, undated AS count FROM ${chosen}
${splitBy ? sql`UNION ALL SELECT ${raw(`${SERIES}`)}, place, id, value, NULL, count FROM ${series}` : Prisma.empty}
UNION ALL
SELECT ${raw(`${BUCKET}`)}, ${place}, NULL, NULL, ${raw(bucketStart("chosen.unit", "dated.said"))}::date, ${counted}
FROM ${chosen} AS chosen
JOIN ${dated} AS dated ON dated.vague <= chosen.vaguest
${splitBy ? sql`LEFT JOIN ${placed} AS placed ON placed.id = dated.id` : Prisma.empty}
WHERE chosen.buckets <= ${mostBuckets}
GROUP BY 2, 5
UNION ALL
(
  SELECT ${raw(`${WIDER}`)}, 0, NULL, wider.unit, NULL, 0
  FROM ${chosen} AS chosen
  JOIN ${possible} AS wider ON wider.turn > chosen.turn AND wider.buckets <= ${mostBuckets}
  WHERE chosen.buckets > ${mostBuckets}
  ORDER BY wider.turn
  LIMIT 1
)`;
  return { expressions, rows };
}

/** A row (turn, unit, vaguest, total, undated, first, buckets) for an interval; `first` is the day on which the first bucket begins. */
function measured(interval: Interval, turn: number): Prisma.Sql {
  const { unit, dated, buckets } = measures[interval];
  const count = dated === "year" ? "total" : `${dated}_count`;
  const vaguest = { day: 0, month: 1, year: 2 }[dated];
  // NULL if no statement is dated exactly enough; GREATEST would skip it.
  const truncated = (end: string) =>
    `CASE WHEN ${dated}_${end} IS NOT NULL THEN ${bucketStart(`'${unit}'`, `${dated}_${end}`)} END`;
  return raw(`
SELECT ${turn} AS turn, '${unit}' AS unit, ${vaguest} AS vaguest, total - ${count} AS undated, first, ${buckets} + 1 AS buckets
FROM (SELECT ${truncated("first")} AS first, ${truncated("last")} AS last) AS ends`);
}

/** Makes the timeline of its rows. Throws InputError if it would have more than 500 buckets. */
export function timelineOf({ splitBy }: TimelineAsk, records: readonly TimelineRecord[]): TimelineRow {
  const head = records.find(({ part }) => part === HEAD);
  const interval = (head?.value?.toUpperCase() ?? "YEAR") as Interval;
  const size = Number(head?.id ?? 0);
  if (size > MOST_BUCKETS) {
    throw tooFine(interval, size, records.find(({ part }) => part === WIDER)?.value?.toUpperCase() ?? "CENTURY");
  }
  const spans = head?.day && size > 0 ? spansFrom(interval, head.day, size) : [];
  const inPlace = (place: number | null) =>
    bucketsOf(
      spans,
      records.filter((each) => each.part === BUCKET && (place === null || each.place === place)),
    );
  const named = records.filter(({ part }) => part === SERIES).sort((a, b) => a.place - b.place);
  const series = splitBy
    ? named.map(({ place, id, value }) => ({ splitBy, value: id ?? value, isRest: false, buckets: inPlace(place) }))
    : [];
  const hasRest = records.some(({ part, place }) => part === BUCKET && place === 0);
  if (splitBy && hasRest) series.push({ splitBy, value: null, isRest: true, buckets: inPlace(0) });
  return { interval, undatedCount: Number(head?.count ?? 0), buckets: inPlace(null), series };
}

function bucketsOf(spans: ReturnType<typeof spansFrom>, records: readonly TimelineRecord[]): TimelineBucketRow[] {
  const counts = new Map<string, number>();
  for (const { day, count } of records) counts.set(day ?? "", (counts.get(day ?? "") ?? 0) + Number(count));
  return spans.map((span) => ({ ...span, count: counts.get(span.startsOn) ?? 0 }));
}

function tooFine(interval: Interval, buckets: number, wider: string): InputError {
  return new InputError(
    "interval",
    `\`${interval}\` gives ${buckets} buckets, and a timeline has at most ${MOST_BUCKETS}: take \`${wider}\`.`,
  );
}
