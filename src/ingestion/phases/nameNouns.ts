import type { Noun } from "../../archive/names/directory.ts";
import { idsOf } from "../../archive/names/referents.ts";
import type { Database } from "../../database.ts";
import type { ArchiveDocument, SpeakerEntry } from "../../document/document.ts";
import type { EventDraft, NamedDraft, SourceDraft, SpeakerDraft, SpeakerRecord } from "../../formats/drafts.ts";
import { normalizeName } from "../../text/names.ts";
import type { AttributedDraft } from "./attribute.ts";
import { matchNouns, type NounMatch, type WantedNoun } from "./nameNouns/match.ts";

/** Descriptions of nouns, as a document has them. */
export type NounDocument = Pick<ArchiveDocument, "sources" | "speakers" | "topics" | "propositions">;

/** The noun that a draft names. */
export interface NamedNoun {
  slug: string;
  /** Describes the noun if the archive does not have it. */
  added?: NounDocument;
}

type NamedSpeaker = Extract<SpeakerDraft, { name: string }>;

/** The nouns of a batch: which the archive has, and the slugs of those that are new. */
export interface NamedNouns {
  source(draft: SourceDraft): NamedNoun;
  /** Null if several bear the name. */
  speaker(draft: NamedSpeaker): NamedNoun | null;
  /** Null if several bear the name. */
  topic(draft: NamedDraft): NamedNoun | null;
  /** Null if several bear the name. */
  proposition(draft: NamedDraft): NamedNoun | null;
  person(record: SpeakerRecord): Exclude<NounMatch, { is: "AMBIGUOUS" }>;
  /** How many new speakers have the name of another, from whom roles or ids tell them apart. */
  namesakes: number;
  /** Whether the archive has the slug, of those that records of nouns have. */
  isTaken(noun: Noun, slug: string): boolean;
}

/** Looks up every noun that the drafts name: all sources at once, all speakers, all topics, all propositions. */
export async function nameNouns(database: Database, drafts: readonly AttributedDraft[]): Promise<NamedNouns> {
  const articles = drafts.flatMap((draft) => ("article" in draft ? draft.article : []));
  const statements = articles.flatMap((article) => article.statements);
  const people = drafts.flatMap((draft) => ("speaker" in draft ? draft.speaker : []));
  const person = await matchPeople(database, people);
  const isTaken = await findTakenSlugs(
    database,
    drafts.flatMap((draft) => ("nouns" in draft ? draft.nouns.document : [])),
  );
  // Speakers first, so that their slugs do not depend on whom they speak to.
  const named = [
    ...statements.map(({ speaker }) => speaker),
    ...statements.flatMap(({ addressees = [], via = [] }) => [...addressees, ...via]),
  ].flatMap((speaker) => ("name" in speaker ? speaker : []));
  const speakers = await matchAll(database, "speaker", named);
  const sources = await matchAll(
    database,
    "source",
    articles.flatMap(({ source, wire }) => [source, wire].flatMap((draft) => (draft && "name" in draft ? draft : []))),
  );
  const occasions = statements.flatMap((statement) => statement.occasion ?? []);
  const events = new Map(
    occasions.flatMap((draft) => {
      if (typeof draft === "string") return [[normalizeName(draft), {}]];
      return "name" in draft ? [[normalizeName(draft.name), draft]] : [];
    }),
  );
  const topic = await matchNamed(
    database,
    "topic",
    [...statements.flatMap((statement) => statement.topics ?? []), ...occasions.map(byName)],
    (name, slug) => {
      const event = events.get(normalizeName(name));
      return { topics: [{ ...event, name, slug, kind: event ? "EVENT" : "ISSUE" }] };
    },
  );
  const proposition = await matchNamed(
    database,
    "proposition",
    statements.flatMap(({ stances = [] }) => stances.map((stance) => stance.proposition)),
    (name, slug) => ({ propositions: [{ name, slug }] }),
  );
  return {
    person,
    isTaken,
    topic,
    proposition,
    namesakes: countNamesakes([...people.map(person), ...named.map(speakers)]),
    speaker: (draft) => nounOf(speakers(draft), (slug) => ({ speakers: [describeNewSpeaker(draft, slug)] })),
    source(draft) {
      if ("slug" in draft) return draft;
      const match = sources(draft);
      // Sources of one name are entries of one publisher, and an article must have one: the oldest.
      if (match.is === "AMBIGUOUS") return { slug: match.bearer.slug };
      return nounOf(match, (slug) => ({ sources: [{ ...draft, slug }] })) as NamedNoun;
    },
  };
}

/** Returns how an occasion is looked for: an event that a file describes, by its name. */
export function byName(occasion: NamedDraft | EventDraft): NamedDraft {
  return typeof occasion === "object" && "name" in occasion ? occasion.name : occasion;
}

function countNamesakes(matches: readonly NounMatch[]): number {
  return new Set(matches.flatMap((match) => (match.is === "NEW" && match.isNamesake ? match.slug : []))).size;
}

function describeNewSpeaker({ corpusId: _, ...draft }: NamedSpeaker, slug: string): SpeakerEntry {
  return { kind: "PERSON", ...draft, slug, reviewed: false };
}

function nounOf(match: NounMatch, describe: (slug: string) => NounDocument): NamedNoun | null {
  if (match.is === "AMBIGUOUS") return null;
  return match.is === "NEW" ? { slug: match.slug, added: describe(match.slug) } : { slug: match.bearer.slug };
}

/** Matches people by name and role. */
async function matchPeople(database: Database, records: readonly SpeakerRecord[]): Promise<NamedNouns["person"]> {
  const wanted = records.map(({ speaker, corpusId }) => ({ ...speaker, corpusId, roles: speaker.roles ?? [] }));
  const found = await matchNouns(database, "speaker", wanted);
  const matches = new Map(records.map((record, i) => [record, found[i]]));
  // With roles, the first bearer is the one: nobody is ambiguous.
  return (record) => matches.get(record) as ReturnType<NamedNouns["person"]>;
}

async function findTakenSlugs(database: Database, documents: readonly NounDocument[]): Promise<NamedNouns["isTaken"]> {
  const slugsIn = (list: keyof NounDocument) =>
    documents.flatMap((document) => (document[list] ?? []).flatMap(({ slug }) => slug ?? []));
  const taken: Record<Noun, ReadonlyMap<string, number>> = {
    source: await idsOf(database, "source", slugsIn("sources")),
    speaker: await idsOf(database, "speaker", slugsIn("speakers")),
    topic: await idsOf(database, "topic", slugsIn("topics")),
    proposition: await idsOf(database, "proposition", slugsIn("propositions")),
  };
  return (noun, slug) => taken[noun].has(slug);
}

/** Matches each different draft once. */
async function matchAll(
  database: Database,
  noun: Noun,
  drafts: readonly WantedNoun[],
): Promise<(draft: WantedNoun) => NounMatch> {
  const keyOf = ({ name, wikidataId, corpusId }: WantedNoun) =>
    JSON.stringify([name, wikidataId, corpusId?.scheme, corpusId?.value]);
  const distinct = new Map(drafts.map((draft) => [keyOf(draft), draft]));
  const found = await matchNouns(database, noun, [...distinct.values()]);
  const matches = new Map([...distinct.keys()].map((key, i) => [key, found[i]]));
  return (draft) => matches.get(keyOf(draft)) as NounMatch;
}

/** Matches nouns that drafts may name by their slugs as well as by their names. */
async function matchNamed(
  database: Database,
  noun: Noun,
  drafts: readonly NamedDraft[],
  describe: (name: string, slug: string) => NounDocument,
): Promise<(draft: NamedDraft) => NamedNoun | null> {
  const given = [...new Set(drafts.flatMap((draft) => (typeof draft === "string" ? draft : [])))];
  const slugs = await idsOf(database, noun, given);
  const matches = await matchAll(
    database,
    noun,
    given.filter((draft) => !slugs.has(draft)).map((name) => ({ name })),
  );
  return (draft) => {
    if (typeof draft !== "string") return draft;
    if (slugs.has(draft)) return { slug: draft };
    return nounOf(matches({ name: draft }), (slug) => describe(draft, slug));
  };
}
