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
import type { DumpLine } from "./line.ts";
import type { Described, NounReference, Referred, Roster } from "./roster.ts";

// A dump reads in one transaction, which has one connection: its statements run one after another.

interface DumpedNoun {
  name: string;
  wikidataId: string | null;
  fictional: boolean;
}

interface DumpedName {
  name: string;
  language: string | null;
}

/** Returns the sources of these ids, in their order, as a document describes them. */
export async function describeSources(
  database: Database,
  ids: readonly number[],
  { slugOf }: Roster,
): Promise<Described<DumpLine>[]> {
  const rows = await sources.findByIds(database, ids);
  const names = await sources.namesOf(database, ids);
  return rows.flatMap((row, i): Described<DumpLine>[] => {
    if (!row) return [];
    const source: CompleteEntry<SourceEntry> = {
      ...namedEntry(row, names[i], slugOf("source", row)),
      kind: row.kind,
      url: row.url ?? undefined,
    };
    return [{ noun: "source", id: row.id, needs: [], line: () => ({ source }) }];
  });
}

/** Returns the speakers of these ids, in their order, as a document describes them, without those that were merged into others. */
export async function describeSpeakers(
  database: Database,
  ids: readonly number[],
  { slugOf }: Roster,
): Promise<Described<DumpLine>[]> {
  const rows = await speakers.findByIds(database, ids);
  const names = await speakers.namesOf(database, ids);
  const roles = await speakers.rolesOf(database, ids);
  const members = await speakers.membersOf(database, ids);
  const corpusIds = await speakers.corpusIdsOf(database, ids);
  return rows.flatMap((row, i): Described<DumpLine>[] => {
    if (row === null || row.id !== ids[i]) return [];
    const entry = namedEntry(row, names[i], slugOf("speaker", row));
    const needs = referencesTo("speaker", members[i]);
    const line: Described<DumpLine>["line"] = (isThere) => {
      const speaker: CompleteEntry<SpeakerEntry> = {
        ...entry,
        kind: row.kind,
        description: row.description ?? undefined,
        reviewed: row.reviewed ? undefined : false,
        roles: listed((roles[i] ?? []).toSorted((one, other) => one.id - other.id).map(describeRole)),
        corpusIds: listed((corpusIds[i] ?? []).map(describeCorpusId)),
        members: listed(slugsOf(needs.filter(isThere), slugOf)),
      };
      return { speaker };
    };
    return [{ noun: "speaker", id: row.id, needs, line }];
  });
}

/** Returns the topics of these ids, in their order, as a document describes them. */
export async function describeTopics(
  database: Database,
  ids: readonly number[],
  { slugOf }: Roster,
): Promise<Described<DumpLine>[]> {
  const rows = await topics.findByIds(database, ids);
  const names = await topics.namesOf(database, ids);
  const broader = await topics.broaderThan(database, ids);
  return rows.flatMap((row, i): Described<DumpLine>[] => {
    if (!row) return [];
    const entry = namedEntry(row, names[i], slugOf("topic", row));
    const needs = referencesTo("topic", broader[i]);
    const line: Described<DumpLine>["line"] = (isThere) => {
      const topic: CompleteEntry<TopicEntry> = {
        ...entry,
        kind: row.kind,
        description: row.description ?? undefined,
        startsOn: row.startsOn ?? undefined,
        endsOn: row.endsOn ?? undefined,
        place: row.place ?? undefined,
        broader: listed(slugsOf(needs.filter(isThere), slugOf)),
      };
      return { topic };
    };
    return [{ noun: "topic", id: row.id, needs, line }];
  });
}

/** Returns the propositions of these ids, in their order, as a document describes them, without those that were merged into others. */
export async function describePropositions(
  database: Database,
  ids: readonly number[],
  { slugOf }: Roster,
): Promise<Described<DumpLine>[]> {
  const rows = await propositions.findByIds(database, ids);
  const names = await propositions.namesOf(database, ids);
  const about = await propositions.topicsOf(database, ids);
  return rows.flatMap((row, i): Described<DumpLine>[] => {
    if (row === null || row.id !== ids[i]) return [];
    const entry = namedEntry(row, names[i], slugOf("proposition", row));
    const needs = referencesTo("topic", about[i]);
    const line: Described<DumpLine>["line"] = (isThere) => {
      const proposition: CompleteEntry<PropositionEntry> = {
        ...entry,
        topics: listed(slugsOf(needs.filter(isThere), slugOf)),
      };
      return { proposition };
    };
    return [{ noun: "proposition", id: row.id, needs, line }];
  });
}

/** The main name comes first. It is repeated among the names only to give its language. */
function namedEntry({ name, wikidataId, fictional }: DumpedNoun, names: readonly DumpedName[] = [], slug: string) {
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

function describeCorpusId({ scheme, value, name }: Awaited<ReturnType<typeof speakers.corpusIdsOf>>[0][0]) {
  return { scheme, value, name: name === "" ? undefined : name };
}

/** A reference, with the row's slug of now. */
interface NamedReference extends NounReference {
  slug: string;
}

function referencesTo(noun: Referred, rows: readonly { id: number; slug: string }[] = []): NamedReference[] {
  return rows.map(({ id, slug }) => ({ noun, id, slug }));
}

function slugsOf(references: readonly NamedReference[], slugOf: Roster["slugOf"]): string[] {
  return references.map((reference) => slugOf(reference.noun, reference)).sort();
}

/** An empty list is left out. */
function listed<Entry>(entries: Entry[]): Entry[] | undefined {
  return entries.length > 0 ? entries : undefined;
}
