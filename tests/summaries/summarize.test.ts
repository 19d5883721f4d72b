import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { StatementFilter } from "../../src/archive/statements/filter.ts";
import * as statements from "../../src/archive/statements.ts";
import type { Database } from "../../src/database.ts";
import { readBound, type When } from "../../src/document/dates.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import type { FacetName, FacetValue } from "../../src/summaries/facets.ts";
import { INTERVALS } from "../../src/summaries/intervals.ts";
import { type SummaryAsk, summarize } from "../../src/summaries/summarize.ts";
import type { TimelineBucketRow, TimelineRow } from "../../src/summaries/timeline.ts";
import { anyArchive } from "../export/anyArchive.ts";
import { exported } from "../export/exported.ts";
import { clear, openArchive } from "../helpers/archive.ts";
import { article, IMPORT, statement } from "../helpers/factories.ts";
import { facetOf, isFound, statementsOf, timelineOf } from "./bruteForce.ts";

const database = openArchive();

const roles: Record<string, { label: string; startsOn?: string; endsOn?: string }[]> = {
  "Ada Brandt": [
    { label: "Mayor of Sandholm", startsOn: "2021-05-08" },
    { label: "Harbour Master", endsOn: "2021-05" },
    // These are never heard, and there are enough of them to keep the others from the likely ones.
    ...Array.from({ length: 6 }, (_, i) => ({ label: `Apprentice ${i}`, endsOn: "2001" })),
  ],
  "Olaf Grün": [
    { label: "Mayor of Sandholm", endsOn: "2021-05-07" },
    { label: "Mayor Emeritus", startsOn: "2021" },
  ],
  "Aa Alliance": [{ label: "Winner", startsOn: "2019", endsOn: "2019" }],
};

/** The same archives with roles, and with some articles of other years. */
const archives = anyArchive.map((documents) => [...documents.map(withRolesAndYears), printedTwice]);

/** A statement that two articles of one source print. */
const WORDS = "Nobody will ever close this harbour again";
const printedTwice: ArchiveDocument = {
  articles: ["morning", "evening"].map((name) =>
    article(name, [statement(WORDS, { kind: "DIRECT", speaker: "ada-brandt", topics: ["harbour"] })], {
      wire: "coast-wire",
    }),
  ),
};

function withRolesAndYears({ speakers, articles, ...rest }: ArchiveDocument): ArchiveDocument {
  return {
    ...rest,
    ...(speakers && { speakers: speakers.map((each) => ({ ...each, roles: roles[each.name] ?? [] })) }),
    ...(articles && {
      articles: articles.map((each) =>
        each.url.endsWith("Z") ? { ...each, publishedAt: String(each.publishedAt).replace("2021", "2019") } : each,
      ),
    }),
  };
}

const some = <const Value>(...values: Value[]) =>
  fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined, freq: 1 });
const bound = fc.constantFrom("2019", "2019-06", "2021", "2021-05-07", "2021-06", "2021-07-01T10:00:00Z");
const date = bound.map((text) => readBound(text) as When);

const anyFilter: fc.Arbitrary<StatementFilter> = fc
  .record({
    speaker: some("ada-brandt", "olaf-gruen", "aa-alliance"),
    addressee: some("ada-brandt", "olaf-gruen", "aa-alliance", "bo-lind"),
    topic: some("harbour", "sandholm", "coast", "world"),
    source: some("sandholm-post", "nord-kurier", "coast-wire"),
    kind: some("DIRECT" as const, "INDIRECT" as const),
    language: some("en", "ru"),
    status: some("PUBLISHED" as const, "PROPOSED" as const, "RETRACTED" as const),
    speakerStatus: some("IDENTIFIED" as const, "UNKNOWN" as const),
    occasion: some("festival"),
    stance: fc.option(
      fc.record({
        proposition: some("open", "fees-rise"),
        position: some("SUPPORTS" as const, "OPPOSES" as const, "NEUTRAL" as const),
      }),
      { nil: undefined, freq: 1 },
    ),
    role: some("Mayor of Sandholm", "Mayor", "Harbour Master", "Winner"),
    said: fc.option(fc.record({ from: fc.option(date), to: fc.option(date) }), { nil: undefined, freq: 1 }),
  })
  // Most random filters find nothing, so only a few fields narrow at once.
  .chain((filter) =>
    fc
      .subarray(Object.keys(filter), { maxLength: 3 })
      .map(
        (kept): StatementFilter =>
          Object.fromEntries(Object.entries(filter).filter(([name]) => kept.includes(name))) as StatementFilter,
      ),
  )
  .filter(({ said }) => !said?.from || !said.to || said.from.at <= said.to.at);

const FACETS: FacetName[] = [
  "speakers",
  "addressees",
  "topics",
  "publishers",
  "wires",
  "kinds",
  "languages",
  "speakerStatuses",
  "occasions",
  "roles",
  "years",
];

const anyAsk: fc.Arbitrary<Extract<SummaryAsk, object>> = fc.oneof(
  fc.record({
    facet: fc.constantFrom(...FACETS),
    first: fc.integer({ min: 1, max: 4 }),
    ignoreOwnFilter: fc.boolean(),
  }),
  fc.record({
    interval: fc.constantFrom(...INTERVALS.slice(1), "AUTO" as const),
    splitBy: fc.constantFrom(
      null,
      null,
      "SPEAKER" as const,
      "TOPIC" as const,
      "PUBLISHER" as const,
      "KIND" as const,
      "POSITION" as const,
    ),
    top: fc.integer({ min: 1, max: 3 }),
    propositionId: fc.constantFrom(1, 2),
  }),
);

/** What stands behind ids and slugs. */
interface Names {
  slugs: Record<string, Map<number, string>>;
  nameOf: (value: string) => string;
}

async function readNames(from: Database): Promise<Names> {
  const [speakers, topics, sources, propositions] = [
    await from.prisma.speaker.findMany(),
    await from.prisma.topic.findMany(),
    await from.prisma.source.findMany(),
    await from.prisma.proposition.findMany(),
  ];
  const names = new Map([...speakers, ...topics, ...sources].map(({ slug, name }) => [slug, name]));
  const slugs = (rows: { id: number; slug: string }[]) => new Map(rows.map(({ id, slug }) => [Number(id), slug]));
  return {
    slugs: {
      speakers: slugs(speakers),
      addressees: slugs(speakers),
      topics: slugs(topics),
      occasions: slugs(topics),
      propositions: slugs(propositions),
      publishers: slugs(sources),
      wires: slugs(sources),
      SPEAKER: slugs(speakers),
      TOPIC: slugs(topics),
      PUBLISHER: slugs(sources),
    },
    nameOf: (value) => names.get(value) ?? value,
  };
}

const filled = (buckets: readonly TimelineBucketRow[]) =>
  Object.fromEntries(buckets.flatMap(({ startsOn, count }) => (count > 0 ? [[startsOn, count]] : [])));

const sum = (buckets: readonly TimelineBucketRow[]) => buckets.reduce((all, { count }) => all + count, 0);

test("facets and timelines count what the lines of an export do, under any filter", async () => {
  const question = fc.record({ filter: anyFilter, asks: fc.array(anyAsk, { minLength: 1, maxLength: 5 }) });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(archives, fc.array(question, { minLength: 20, maxLength: 20 }), async (documents, questions) => {
      await clear(database);
      for (const [i, document] of documents.entries()) {
        await record(database, document, IMPORT);
        // Large topics are counted ahead: here those with an even id, from some moment on.
        if (i === 2) await database.query(Prisma.sql`SELECT tally_topic(id) FROM topic WHERE id % 2 = 0`);
      }
      const lines = statementsOf(await exported(database, "jsonl"));
      const { slugs, nameOf } = await readNames(database);
      for (const { filter, asks } of questions) {
        runs += 1;
        const { population } = await statements.list(database, {
          filter,
          page: { first: 0 },
          wanted: { companions: new Set(), fields: {} },
        });
        const [answers = []] = await summarize(database, population, asks);
        const found = lines.filter((each) => isFound(each, filter));
        for (const [i, ask] of asks.entries()) {
          if ("facet" in ask) {
            const values = (answers[i] as FacetValue[]).map(({ value, count }) => ({
              value: slugs[ask.facet]?.get(value as number) ?? value,
              count,
            }));
            expect({ ask, filter, values }).toEqual({ ask, filter, values: facetOf(lines, filter, ask, nameOf) });
          } else {
            const timeline = answers[i] as TimelineRow;
            const expected = timelineOf(found, ask, timeline.interval, {
              nameOf,
              proposition: slugs.propositions?.get(ask.propositionId ?? 0),
            });
            const { undatedCount, buckets, series } = timeline;
            expect({ ask, filter, undatedCount, buckets: filled(buckets) }).toEqual({
              ask,
              filter,
              undatedCount: expected.undatedCount,
              buckets: expected.buckets,
            });
            if (!ask.splitBy) continue;
            expect(series.reduce((all, each) => all + sum(each.buckets), 0)).toBe(sum(buckets));
            if (ask.splitBy === "PUBLISHER") continue;
            const own = series.map(({ value, isRest, buckets: each }) => [
              isRest ? null : (slugs[ask.splitBy as string]?.get(value as number) ?? value),
              filled(each),
            ]);
            const withRest = expected.series.filter(([key, each]) => key !== null || Object.keys(each).length > 0);
            expect({ ask, filter, own }).toEqual({ ask, filter, own: withRest });
          }
        }
      }
    }),
    { numRuns: 26 },
  );
  expect(runs).toBeGreaterThanOrEqual(500);
}, 240_000);
