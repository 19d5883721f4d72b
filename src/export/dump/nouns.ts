import * as propositions from "../../archive/propositions.ts";
import * as sources from "../../archive/sources.ts";
import * as speakers from "../../archive/speakers.ts";
import * as topics from "../../archive/topics.ts";
import type { Database } from "../../database.ts";
import type {
  CompleteEntry,
  PropositionEntry,
  SourceEntry,
  SpeakerEntry,
  TopicEntry,
} from "../../document/document.ts";

// A dump reads in one transaction, which has one connection: its statements run one after another.

interface DumpedNoun {
  slug: string;
  name: string;
  wikidataId: string | null;
  fictional: boolean;
}

interface DumpedName {
  name: string;
  language: string | null;
}

/** Returns the sources of these ids, in their order, as a document describes them. */
export async function describeSources(database: Database, ids: readonly number[]): Promise<SourceEntry[]> {
  const rows = await sources.findByIds(database, ids);
  const names = await sources.namesOf(database, ids);
  return rows.flatMap((row, i): CompleteEntry<SourceEntry>[] =>
    row ? [{ ...namedEntry(row, names[i]), kind: row.kind, url: row.url ?? undefined }] : [],
  );
}

/** Returns the speakers of these ids, in their order, as a document describes them. */
export async function describeSpeakers(database: Database, ids: readonly number[]): Promise<SpeakerEntry[]> {
  const rows = await speakers.findByIds(database, ids);
  const names = await speakers.namesOf(database, ids);
  const roles = await speakers.rolesOf(database, ids);
  const members = await speakers.membersOf(database, ids);
  return rows.flatMap((row, i): CompleteEntry<SpeakerEntry> | [] => {
    if (!row) return [];
    return {
      ...namedEntry(row, names[i]),
      kind: row.kind,
      description: row.description ?? undefined,
      reviewed: row.reviewed ? undefined : false,
      roles: listed((roles[i] ?? []).toSorted((one, other) => one.id - other.id).map(describeRole)),
      members: listed(slugsOf(members[i])),
    };
  });
}

/** Returns the topics of these ids, in their order, as a document describes them. */
export async function describeTopics(database: Database, ids: readonly number[]): Promise<TopicEntry[]> {
  const rows = await topics.findByIds(database, ids);
  const names = await topics.namesOf(database, ids);
  const broader = await topics.broaderThan(database, ids);
  return rows.flatMap((row, i): CompleteEntry<TopicEntry> | [] => {
    if (!row) return [];
    return {
      ...namedEntry(row, names[i]),
      kind: row.kind,
      description: row.description ?? undefined,
      startsOn: row.startsOn ?? undefined,
      endsOn: row.endsOn ?? undefined,
      place: row.place ?? undefined,
      broader: listed(slugsOf(broader[i])),
    };
  });
}

/** Returns the propositions of these ids, in their order, as a document describes them. */
export async function describePropositions(database: Database, ids: readonly number[]): Promise<PropositionEntry[]> {
  const rows = await propositions.findByIds(database, ids);
  const names = await propositions.namesOf(database, ids);
  const about = await propositions.topicsOf(database, ids);
  return rows.flatMap((row, i): CompleteEntry<PropositionEntry> | [] =>
    row ? { ...namedEntry(row, names[i]), topics: listed(slugsOf(about[i])) } : [],
  );
}

/** The main name comes first. It is repeated among the names only to give its language. */
function namedEntry({ slug, name, wikidataId, fictional }: DumpedNoun, names: readonly DumpedName[] = []) {
  const main = names.filter((entry) => entry.name === name && entry.language !== null);
  const others = names.filter((entry) => entry.name !== name);
  return {
    slug,
    name,
    names: listed([...main, ...others].map(describeName)),
    wikidataId: wikidataId ?? undefined,
    fictional: fictional || undefined,
  };
}

function describeName({ name, language }: DumpedName) {
  return language === null ? name : { name, language };
}

function describeRole({ label, organization, startsOn, endsOn }: Awaited<ReturnType<typeof speakers.rolesOf>>[0][0]) {
  return {
    label,
    organization: organization ?? undefined,
    startsOn: startsOn ?? undefined,
    endsOn: endsOn ?? undefined,
  };
}

function slugsOf(rows: readonly { slug: string }[] = []): string[] {
  return rows.map(({ slug }) => slug).sort();
}

/** An empty list is left out. */
function listed<Entry>(entries: Entry[]): Entry[] | undefined {
  return entries.length > 0 ? entries : undefined;
}
