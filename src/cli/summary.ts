import { InputError } from "../archive/lists/inputError.ts";
import * as sources from "../archive/sources.ts";
import * as speakers from "../archive/speakers.ts";
import type { TypedFilter } from "../archive/statements/filter/typed.ts";
import * as statements from "../archive/statements.ts";
import * as topics from "../archive/topics.ts";
import type { Database } from "../database.ts";
import { readFilter } from "../export/filter.ts";
import { notedNames } from "../export/matched.ts";
import { type FacetName, type FacetValue, facets, readFirst } from "../summaries/facets.ts";
import type { Interval } from "../summaries/intervals.ts";
import { type SplitName, splits } from "../summaries/splits.ts";
import { type SummaryAsk, summarize } from "../summaries/summarize.ts";
import { readTop, type TimelineRow } from "../summaries/timeline.ts";
import { say, withArchive } from "./archive.ts";
import { tableOf } from "./table.ts";

/** What `onrecord stats` counts of the statements that a filter finds. */
interface SummaryOptions {
  filter: TypedFilter;
  /** All of them if left out, unless only a timeline is asked for. */
  facets: readonly FacetName[] | undefined;
  first: number;
  timeline: Interval | "AUTO" | undefined;
  splitBy: SplitName | null;
  top: number;
  json: boolean;
}

/** The counts of statements, with the names of what they are by: what `--json` prints. */
interface Summary {
  statements: number;
  facets: Partial<Record<FacetName, NamedCount[]>>;
  isExact: boolean;
  timeline?: Omit<TimelineRow, "series"> & {
    series: (NamedValue & { isRest: boolean; buckets: TimelineRow["buckets"] })[];
  };
}

interface NamedValue {
  /** The slug; left out for a value that is a text. */
  slug?: string;
  name: string;
}

type NamedCount = NamedValue & { count: number };

/** Counts statements and prints a table for each facet and for the timeline, or one JSON object. Throws InputError. */
export async function printSummary(options: SummaryOptions): Promise<void> {
  if (options.splitBy && !options.timeline) {
    throw new InputError("splitBy", "`--split-by` splits a timeline: add `--timeline auto`, or another interval.");
  }
  const summary = await withArchive(({ database }) => readSummary(database, options));
  process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : textOf(summary));
}

async function readSummary(database: Database, options: SummaryOptions): Promise<Summary> {
  const list = await statements.list(database, {
    filter: readFilter(options.filter),
    page: { first: 0 },
    wanted: { companions: new Set(), fields: {} },
  });
  for (const { note } of notedNames(list.matches)) say(note);
  const names = options.facets ?? (options.timeline ? [] : (Object.keys(facets) as FacetName[]));
  const [first, top] = [readFirst(options.first), readTop(options.top)];
  const asks: SummaryAsk[] = names.map((facet) => ({ facet, first, ignoreOwnFilter: false }));
  if (options.timeline) asks.push({ interval: options.timeline, splitBy: options.splitBy, top, propositionId: null });
  const [answers = []] = await summarize(database, list.population, [...asks, "size", "isExact"]);
  const summary: Summary = {
    statements: answers.at(-2) as number,
    facets: {},
    isExact: answers.at(-1) as boolean,
  };
  for (const [i, facet] of names.entries()) {
    const values = answers[i] as FacetValue[];
    const named = await namesOfValues(
      database,
      facets[facet].table,
      values.map(({ value }) => value),
    );
    summary.facets[facet] = values.map(({ count }, j) => ({ ...(named[j] as NamedValue), count }));
  }
  if (!options.timeline) return summary;
  const timeline = answers[names.length] as TimelineRow | Error;
  if (timeline instanceof Error) throw timeline;
  const named = await namesOfValues(
    database,
    options.splitBy && splits[options.splitBy].table,
    timeline.series.map(({ value }) => value),
  );
  const series = timeline.series.map(({ isRest, buckets }, i) => ({
    ...(isRest ? { name: "the rest" } : (named[i] as NamedValue)),
    isRest,
    buckets,
  }));
  return { ...summary, timeline: { ...timeline, series } };
}

const nouns = { speaker: speakers.findByIds, topic: topics.findByIds, source: sources.findByIds };

async function namesOfValues(
  database: Database,
  table: keyof typeof nouns | null,
  values: readonly (number | string | null)[],
): Promise<NamedValue[]> {
  if (table === null) return values.map((value) => ({ name: String(value) }));
  const rows = await nouns[table](database, values.map(Number));
  return rows.map((row, i) => (row ? { slug: row.slug, name: row.name } : { name: String(values[i]) }));
}

function textOf({ statements: total, facets: counted, isExact, timeline }: Summary): string {
  const parts = [tableOf([["statements", total]])];
  for (const [name, values] of Object.entries(counted)) {
    const rows = values.length > 0 ? tableOf(values.map((value) => [`  ${value.name}`, value.count])) : "  none\n";
    parts.push(`${name}\n${rows}`);
  }
  if (!isExact) parts.push("More than 100,000 statements have these words; the newest 100,000 are counted by these.\n");
  if (timeline) parts.push(timelineText(timeline));
  return parts.join("\n");
}

/** The width of the longest bar. */
const BAR = 40;

function timelineText({ interval, undatedCount, buckets, series }: NonNullable<Summary["timeline"]>): string {
  const undated = undatedCount > 0 ? `, ${undatedCount.toLocaleString("en")} dated less exactly` : "";
  const title = `timeline by ${interval.toLowerCase()}${undated}\n`;
  if (buckets.length === 0) return title;
  if (series.length > 0) {
    const head = ["", ...series.map(({ name }) => name)];
    const rows = buckets.map(({ startsOn }, i) => [
      `  ${startsOn}`,
      ...series.map((each) => each.buckets[i]?.count ?? 0),
    ]);
    return title + tableOf([head, ...rows]);
  }
  const most = Math.max(...buckets.map(({ count }) => count), 1);
  const bar = (count: number) => "█".repeat(Math.ceil((BAR * count) / most));
  return (
    title +
    tableOf(
      buckets.map(({ startsOn, count }) => [`  ${startsOn}`, String(count).padStart(String(most).length), bar(count)]),
    )
  );
}
