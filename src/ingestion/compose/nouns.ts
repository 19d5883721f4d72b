import { idsOf } from "../../archive/names/referents.ts";
import type { Database } from "../../database.ts";
import type { Piece, SourceDraft, SpeakerDraft } from "../../formats/drafts.ts";
import type { Attributed } from "../attribute.ts";
import { identify, type WantedNoun } from "../identify.ts";
import { type NounRecords, recordsOf } from "./records.ts";

type NamedSpeaker = Extract<SpeakerDraft, { name: string }>;
type TopicDraft = string | { slug: string };
type NounName = "source" | "speaker" | "topic";

/** The nouns of a batch: what the archive is told of them, and under which slugs. */
export interface Nouns extends NounRecords {
  /** How many are new, by noun, whether a record of their own or only named by a statement or an article. */
  made: { sources: number; speakers: number; topics: number };
  slugOfSource(source: SourceDraft): string;
  /** Null where several bear the name. */
  slugOfSpeaker(speaker: NamedSpeaker): string | null;
  /** Null where several bear the name. */
  slugOfTopic(topic: TopicDraft): string | null;
}

/** Finds out which nouns the pieces, and the articles among them, name; describes those that are new. */
export async function nameNouns(
  database: Database,
  pieces: readonly Piece[],
  articles: readonly Attributed[],
): Promise<Nouns> {
  const { document, records } = await recordsOf(database, pieces);
  const statements = articles.flatMap((article) => article.statements);
  const speakers = await nameAll(
    database,
    "speaker",
    statements.flatMap(({ speaker }) => ("name" in speaker ? speaker : [])),
    (speaker, slug) => ({ kind: "PERSON" as const, ...speaker, slug, reviewed: false }),
  );
  const sources = await nameAll(
    database,
    "source",
    articles.flatMap(({ source, wire }) => [source, wire].flatMap((draft) => (draft && "name" in draft ? draft : []))),
    (source, slug) => ({ ...source, slug }),
  );
  const topics = await nameTopics(
    database,
    statements.flatMap((statement) => statement.topics ?? []),
  );
  const newRecords = (noun: NounName) => records.filter((record) => record.noun === noun && record.isNew).length;
  return {
    document: {
      sources: [...document.sources, ...sources.made],
      speakers: [...document.speakers, ...speakers.made],
      topics: [...document.topics, ...topics.made],
    },
    records,
    made: {
      sources: sources.made.length + newRecords("source"),
      speakers: speakers.made.length + newRecords("speaker"),
      topics: topics.made.length + newRecords("topic"),
    },
    slugOfSource: (source) => ("slug" in source ? source.slug : (sources.slugOf(source) as string)),
    slugOfSpeaker: speakers.slugOf,
    slugOfTopic: (topic) => (typeof topic === "string" ? topics.slugOf({ name: topic }) : topic.slug),
  };
}

/** The drafts' slugs, and a description of each noun that is new. */
async function nameAll<Draft extends WantedNoun, Input>(
  database: Database,
  noun: NounName,
  drafts: readonly Draft[],
  describe: (draft: Draft, slug: string) => Input,
) {
  const distinct = [...new Map(drafts.map((draft) => [identityKey(draft), draft])).values()];
  const identified = await identify(database, noun, distinct);
  const slugs = new Map<string, string | null>();
  const made = new Map<string, Input>();
  for (const [i, draft] of distinct.entries()) {
    const one = identified[i];
    if (one?.is === "NEW" && !made.has(one.slug)) made.set(one.slug, describe(draft, one.slug));
    // Several sources of one name are one publisher in as many entries: an article has to have one.
    const bearer = one?.is === "KNOWN" || (one?.is === "AMBIGUOUS" && noun === "source") ? one.bearer : null;
    slugs.set(identityKey(draft), one?.is === "NEW" ? one.slug : (bearer?.slug ?? null));
  }
  return { made: [...made.values()], slugOf: (draft: WantedNoun) => slugs.get(identityKey(draft)) ?? null };
}

/** Topics are named by slugs as well as by names. */
async function nameTopics(database: Database, topics: readonly TopicDraft[]) {
  const given = [...new Set(topics.flatMap((topic) => (typeof topic === "string" ? topic : [])))];
  const slugs = await idsOf(database, "topic", given);
  const named = await nameAll(
    database,
    "topic",
    given.filter((topic) => !slugs.has(topic)).map((name) => ({ name })),
    ({ name }, slug) => ({ name, slug, kind: "ISSUE" as const }),
  );
  return { made: named.made, slugOf: ({ name }: WantedNoun) => (slugs.has(name) ? name : named.slugOf({ name })) };
}

function identityKey({ name, wikidataId = "" }: WantedNoun): string {
  return `${wikidataId} ${name}`;
}
