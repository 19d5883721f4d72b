import type { StatementFilter } from "../../src/archive/statements/filter.ts";
import { instantAfter, readWhen, type When } from "../../src/document/dates.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import type { FacetName } from "../../src/summaries/facets.ts";
import type { SummaryAsk } from "../../src/summaries/summarize.ts";

// Counts the lines of an export one by one, without any SQL: what facets and timelines must agree with.

type List<Key extends keyof ArchiveDocument> = NonNullable<ArchiveDocument[Key]>[number];
type Article = List<"articles">;

interface Line {
  source?: List<"sources">;
  topic?: List<"topics">;
  speaker?: List<"speakers">;
  proposition?: List<"propositions">;
  article?: Article;
}

/** A statement of an export, with everything that it is found and counted by. */
export interface Exported {
  urn: string;
  status: string;
  kind: string;
  language: string;
  speakerStatus: string;
  speaker: string | null;
  /** The speaker, and the members of a group. */
  heard: string[];
  /** To whom it is said, with the members of groups. */
  told: string[];
  roles: string[];
  said: When;
  /** The topics it is tagged with; and with all broader ones. */
  tagged: string[];
  topics: string[];
  publishers: string[];
  wires: string[];
  occasion: string | null;
  /** What it counts as saying, by the slugs of propositions. */
  positions: Record<string, string>;
  /** The published judgements on it, each judge's. */
  stances: { proposition: string; position: string }[];
}

/** The statements of an export in JSON Lines. */
export function statementsOf(jsonl: string): Exported[] {
  const lines = jsonl
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  const of = <Key extends keyof Line>(key: Key) => lines.flatMap((line) => (line[key] ? [line[key]] : []));
  const topics = new Map(of("topic").map((topic) => [topic.slug, topic]));
  const speakers = new Map(of("speaker").map((speaker) => [speaker.slug, speaker]));
  const withBroader = (slug: string): string[] => [
    slug,
    ...(topics.get(slug)?.broader ?? []).flatMap((each) => withBroader(each as string)),
  ];
  const found = new Map<string, Exported>();
  for (const article of of("article")) {
    for (const statement of article.statements ?? []) {
      const urn = statement.urn as string;
      const speaker = (statement.speaker as string | undefined) ?? null;
      const withMembers = (slugs: readonly string[]) =>
        distinct(slugs.flatMap((slug) => [slug, ...((speakers.get(slug)?.members ?? []) as string[])]));
      const heard = speaker === null ? [] : withMembers([speaker]);
      const said = readWhen(statement.saidAt ?? article.publishedAt) as When;
      const day = said.at.toISOString().slice(0, 10);
      const held = heard.flatMap((slug) => speakers.get(slug)?.roles ?? []).filter((role) => isOn(day, role));
      const tagged = [...(statement.topics ?? []), ...(statement.mentions ?? []).map(({ topic }) => topic)] as string[];
      const stances = (statement.stances ?? []).filter(({ status = "PUBLISHED" }) => status === "PUBLISHED");
      const known = found.get(urn) ?? {
        urn,
        status: statement.status ?? "PUBLISHED",
        kind: statement.kind,
        language: statement.language ?? article.language,
        speakerStatus: statement.speakerStatus ?? "IDENTIFIED",
        speaker,
        heard,
        told: withMembers((statement.addressees ?? []) as string[]),
        roles: distinct(held.map(({ label }) => label)),
        said,
        tagged: distinct(tagged),
        topics: distinct(tagged.flatMap(withBroader)),
        publishers: [],
        wires: [],
        occasion: (statement.occasion as string | undefined) ?? null,
        // Proposed and rejected stances count for nobody.
        positions: positionsOf(stances),
        stances: stances.map(({ proposition, position }) => ({ proposition: String(proposition), position })),
      };
      known.publishers = distinct([...known.publishers, article.source as string]);
      known.wires = distinct([...known.wires, ...(article.wire ? [article.wire as string] : [])]);
      found.set(urn, known);
    }
  }
  return [...found.values()];
}

const ORDER = ["SUPPORTS", "OPPOSES", "CONDITIONAL", "NEUTRAL"];

/** For each proposition, the position that most judges see; of several, the one judged last, and then the first. */
function positionsOf(stances: readonly { proposition: unknown; position: string; judgedAt?: unknown }[]) {
  const judged = (proposition: unknown) => stances.filter((each) => each.proposition === proposition);
  const prevailing = (judgements: typeof stances) => {
    const lastOf = (own: string) =>
      judgements
        .flatMap(({ position, judgedAt }) => (position === own ? [String(judgedAt)] : []))
        .sort()
        .at(-1) ?? "";
    return [...tally(judgements.map(({ position }) => position))].sort(
      ([a, m], [b, n]) => n - m || lastOf(b).localeCompare(lastOf(a)) || ORDER.indexOf(a) - ORDER.indexOf(b),
    )[0]?.[0];
  };
  const propositions = [...new Set(stances.map(({ proposition }) => proposition as string))];
  return Object.fromEntries(propositions.map((each) => [each, prevailing(judged(each)) as string]));
}

const distinct = (values: readonly string[]) => [...new Set(values)];

function isOn(
  day: string,
  { startsOn, endsOn }: { startsOn?: string | undefined; endsOn?: string | undefined },
): boolean {
  return (!startsOn || day.slice(0, startsOn.length) >= startsOn) && (!endsOn || day.slice(0, endsOn.length) <= endsOn);
}

/** Whether a statement passes the filter, whose names are slugs. */
export function isFound(statement: Exported, filter: StatementFilter): boolean {
  const {
    speaker,
    addressee,
    topic,
    alsoTopic,
    source,
    kind,
    language,
    speakerStatus,
    role,
    said,
    occasion,
    stance,
    status = ["PUBLISHED"],
  } = filter;
  const anyOf = (asked: readonly string[] | null | undefined, own: readonly string[]) =>
    !asked || asked.some((each) => own.includes(each));
  const before = said?.to ? instantAfter(said.to) : null;
  return (
    anyOf(status, [statement.status]) &&
    (!speaker || (statement.speaker !== null && anyOf(speaker, statement.heard))) &&
    anyOf(addressee, statement.told) &&
    anyOf(topic, statement.topics) &&
    (!alsoTopic || alsoTopic.every((each) => statement.topics.includes(each))) &&
    anyOf(source, [...statement.publishers, ...statement.wires]) &&
    (!occasion || (statement.occasion !== null && anyOf(occasion, [statement.occasion]))) &&
    (!stance ||
      statement.stances.some(
        ({ proposition, position }) => anyOf(stance.proposition, [proposition]) && anyOf(stance.position, [position]),
      )) &&
    anyOf(kind, [statement.kind]) &&
    anyOf(language, [statement.language]) &&
    anyOf(speakerStatus, [statement.speakerStatus]) &&
    (!role || role.some((each) => statement.roles.some((label) => label === each || label.startsWith(`${each} `)))) &&
    (!said?.from || statement.said.at >= said.from.at) &&
    (!before || statement.said.at < before)
  );
}

const ownFilter: Record<FacetName, keyof StatementFilter> = {
  speakers: "speaker",
  addressees: "addressee",
  topics: "topic",
  publishers: "source",
  wires: "source",
  kinds: "kind",
  languages: "language",
  speakerStatuses: "speakerStatus",
  occasions: "occasion",
  roles: "role",
  years: "said",
};

const valuesOf: Record<FacetName, (statement: Exported) => string[]> = {
  speakers: ({ heard }) => heard,
  addressees: ({ told }) => told,
  topics: ({ topics }) => topics,
  publishers: ({ publishers }) => publishers,
  wires: ({ wires }) => wires,
  kinds: ({ kind }) => [kind],
  languages: ({ language }) => [language],
  speakerStatuses: (statement) => [statement.speakerStatus],
  occasions: ({ occasion }) => (occasion === null ? [] : [occasion]),
  roles: ({ roles }) => roles,
  years: ({ said }) => [said.at.toISOString().slice(0, 4)],
};

type FacetAsk = Extract<SummaryAsk, { facet: unknown }>;
type TimelineAsk = Extract<SummaryAsk, { interval: unknown }>;

/** Counts a facet: its largest values, by slug or as text. */
export function facetOf(
  statements: readonly Exported[],
  filter: StatementFilter,
  ask: FacetAsk,
  nameOf: (value: string) => string,
) {
  const { [ownFilter[ask.facet]]: _, ...others } = filter;
  const found = statements.filter((each) => isFound(each, ask.ignoreOwnFilter ? others : filter));
  const counts = tally(found.flatMap(valuesOf[ask.facet]));
  return [...counts]
    .filter(([, count]) => ask.facet !== "topics" || count < found.length)
    .sort(([a, m], [b, n]) => n - m || (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, ask.first)
    .map(([value, count]) => ({ value, count }));
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const exactness = { YEAR: 0, MONTH: 1, DAY: 2, TIME: 2 };
const needed = { CENTURY: 0, DECADE: 0, YEAR: 0, QUARTER: 1, MONTH: 1, WEEK: 2, DAY: 2 };

/** The first day of the bucket in which an instant is. */
function startOf(interval: keyof typeof needed, at: Date): string {
  const day = new Date(at.toISOString().slice(0, 10));
  if (interval === "WEEK") day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  if (interval === "QUARTER") day.setUTCMonth(Math.floor(day.getUTCMonth() / 3) * 3, 1);
  const text = day.toISOString().slice(0, 10);
  if (interval === "MONTH") return `${text.slice(0, 7)}-01`;
  const year = Number(text.slice(0, 4));
  const firstYears: Partial<Record<typeof interval, number>> = {
    YEAR: year,
    DECADE: Math.max(year - (year % 10), 1),
    CENTURY: year - ((year - 1) % 100),
  };
  const firstYear = firstYears[interval];
  return firstYear === undefined ? text : `${String(firstYear).padStart(4, "0")}-01-01`;
}

/** Counts a timeline of this interval: only the buckets that are not empty, and each series under the slug of what it is of. */
export function timelineOf(
  found: readonly Exported[],
  { splitBy, top }: TimelineAsk,
  interval: keyof typeof needed,
  { nameOf, proposition }: { nameOf: (value: string) => string; proposition: string | undefined },
) {
  const dated = found.filter(({ said }) => exactness[said.precision] >= needed[interval]);
  const bucketsOf = (statements: readonly Exported[]) =>
    Object.fromEntries(tally(statements.map(({ said }) => startOf(interval, said.at))));
  const keysOf = (statement: Exported): string[] => {
    if (splitBy === "SPEAKER") return statement.speaker === null ? [] : [statement.speaker];
    if (splitBy === "KIND") return [statement.kind];
    if (splitBy === "POSITION") return [statement.positions[proposition ?? ""] ?? []].flat();
    return splitBy === "TOPIC" ? statement.tagged : [];
  };
  const largest = [...tally(found.flatMap(keysOf))]
    .filter(([, count]) => splitBy !== "TOPIC" || count < found.length)
    .sort(([a, m], [b, n]) => n - m || (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, top)
    .map(([key]) => key);
  const seriesOf = (statement: Exported) => largest.findLast((key) => keysOf(statement).includes(key)) ?? null;
  return {
    undatedCount: found.length - dated.length,
    buckets: bucketsOf(dated),
    series: [...largest, null].map((key) => [key, bucketsOf(dated.filter((each) => seriesOf(each) === key))] as const),
  };
}
