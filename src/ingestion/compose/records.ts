import type { Bearer } from "../../archive/names/bearers.ts";
import type { Noun } from "../../archive/names/directory.ts";
import { idsOf } from "../../archive/names/referents.ts";
import type { Database } from "../../database.ts";
import type { ArchiveDocument, SpeakerEntry } from "../../document/document.ts";
import type { Piece, SpeakerRecord } from "../../formats/drafts.ts";
import { type Identity, identify } from "../identify.ts";

type Document = Required<Pick<ArchiveDocument, "sources" | "speakers" | "topics">>;

/** The records that are nouns themselves. */
export interface NounRecords {
  document: Document;
  /** What each is under which slug, in their order, and whether the archive did not have it. */
  records: readonly { noun: "source" | "speaker" | "topic"; slug: string; isNew: boolean }[];
}

/** What the pieces say of nouns: people and organisations whom the archive may know already, and nouns known by their slug. */
export async function recordsOf(database: Database, pieces: readonly Piece[]): Promise<NounRecords> {
  const people = await describePeople(
    database,
    pieces.flatMap((piece) => ("speaker" in piece ? piece.speaker : [])),
  );
  const given = pieces.flatMap((piece) => ("nouns" in piece ? piece.nouns.document : []));
  const sources = given.flatMap((document) => document.sources ?? []);
  const speakers = given.flatMap((document) => document.speakers ?? []);
  const topics = given.flatMap((document) => document.topics ?? []);
  return {
    document: { sources, speakers: [...people.speakers, ...speakers], topics },
    records: [
      ...people.records,
      ...(await whichAreNew(database, "source", sources)),
      ...(await whichAreNew(database, "speaker", speakers)),
      ...(await whichAreNew(database, "topic", topics)),
    ],
  };
}

async function whichAreNew(
  database: Database,
  noun: Noun,
  nouns: readonly { slug?: string | undefined }[],
): Promise<NounRecords["records"]> {
  const slugs = nouns.flatMap(({ slug }) => slug ?? []);
  const taken = await idsOf(database, noun, slugs);
  return slugs.map((slug) => ({ noun, slug, isNew: !taken.has(slug) }));
}

/** Those who are known are completed; the others are made. Whoever stands twice in a batch is one. */
async function describePeople(database: Database, people: readonly SpeakerRecord[]) {
  const wanted = people.map(({ speaker }) => ({ ...speaker, roles: (speaker.roles ?? []).map(({ label }) => label) }));
  const identified = await identify(database, "speaker", wanted);
  const speakers = new Map<string, SpeakerEntry>();
  const records = people.map(({ speaker }, i) => {
    const known = identified[i] as Exclude<Identity, { is: "AMBIGUOUS" }>;
    const slug = known.is === "NEW" ? known.slug : known.bearer.slug;
    const described = known.is === "NEW" ? { ...speaker, slug } : completeSpeaker(known.bearer, speaker);
    const before = speakers.get(slug);
    speakers.set(slug, before ? merge(before, described) : described);
    return { noun: "speaker" as const, slug, isNew: known.is === "NEW" && !before };
  });
  return { speakers: [...speakers.values()], records };
}

/** What is known of a speaker stays; another name is one name more. */
function completeSpeaker({ slug, name, kind, fictional }: Bearer, speaker: SpeakerRecord["speaker"]): SpeakerEntry {
  const names = [speaker.name, ...(speaker.names ?? [])].filter((other) => other !== name);
  return { ...speaker, slug, name, kind: kind as SpeakerEntry["kind"], fictional, names };
}

function merge(one: SpeakerEntry, other: SpeakerEntry): SpeakerEntry {
  const { name, names = [], roles = [] } = other;
  return {
    ...other,
    ...one,
    names: [...(one.names ?? []), ...(name === one.name ? [] : [name]), ...names],
    roles: [...(one.roles ?? []), ...roles],
  };
}
