import type { Noun } from "../archive/names/directory.ts";
import { idsOf, referentsBySlug } from "../archive/names/referents.ts";
import { canMerge } from "../archive/names/standing.ts";
import { propositionNameTable, propositionTable } from "../archive/tables/proposition.ts";
import { sourceNameTable, sourceTable } from "../archive/tables/source.ts";
import { speakerNameTable, speakerTable } from "../archive/tables/speaker.ts";
import { type FieldTypes, without } from "../archive/tables/table.ts";
import { topicNameTable, topicTable } from "../archive/tables/topic.ts";
import type { Database } from "../database.ts";
import type { ReadDocument } from "../document/document.ts";
import { type AssertionSubject, Prisma } from "../generated/prisma/client.ts";
import { normalizeName } from "../text/names.ts";
import { type Recorder, vouchFor } from "./assertions.ts";
import { recordCorpusIds } from "./corpusIds.ts";
import { HIERARCHY, MEMBERS, PROPOSITION_TOPICS, recordLinks } from "./hierarchy.ts";
import { SUBJECTS } from "./references.ts";
import { recordRoles } from "./roles.ts";
import { distinct, rowsAsTable, type Target, upsert } from "./write.ts";

const { sql, raw } = Prisma;

const NAME_SUBJECTS: Record<Noun, AssertionSubject> = {
  source: "SOURCE_NAME",
  speaker: "SPEAKER_NAME",
  topic: "TOPIC_NAME",
  proposition: "PROPOSITION_NAME",
};

/** The slugs of the nouns that a record has inserted or changed. */
export type TouchedNouns = Record<Noun, Set<string>>;

interface NamedRow {
  slug: string;
  name: string;
  wikidataId?: string | undefined;
  names: readonly { name: string; language?: string | undefined }[];
}

/** The fields of each noun that a document tells; `mergedIntoId` is written by merges only. */
const NOUN_FIELDS: Record<Noun, FieldTypes> = {
  source: without(sourceTable.fields, "id", "createdAt"),
  speaker: without(speakerTable.fields, "id", "createdAt", "mergedIntoId"),
  topic: without(topicTable.fields, "id", "createdAt"),
  proposition: without(propositionTable.fields, "id", "createdAt", "mergedIntoId"),
};
const NAME_FIELDS: Record<Noun, FieldTypes> = {
  source: without(sourceNameTable.fields, "id"),
  speaker: without(speakerNameTable.fields, "id"),
  topic: without(topicNameTable.fields, "id", "ambiguous"),
  proposition: without(propositionNameTable.fields, "id"),
};

type NounsOfDocument = Pick<ReadDocument, "sources" | "speakers" | "topics" | "propositions">;

/**
 * Records the sources, speakers, topics and propositions of a document. Lists grow; a single value is replaced; a field
 * that the document leaves out stays, because all origins share the nouns. The lists of a merged noun are added to the one
 * that stayed, whose single values are not replaced.
 *
 * @returns the slugs of the nouns that are new or changed
 */
export async function recordNouns(
  database: Database,
  recorder: Recorder,
  { sources = [], speakers = [], topics = [], propositions = [] }: Partial<NounsOfDocument>,
): Promise<TouchedNouns> {
  const touched: TouchedNouns = { source: new Set(), speaker: new Set(), topic: new Set(), proposition: new Set() };
  await recordNamed(database, recorder, "source", sources, touched);
  const speakerIds = await recordNamed(database, recorder, "speaker", speakers, touched);
  const topicIds = await recordNamed(database, recorder, "topic", topics, touched);
  const changed = await recordRoles(
    database,
    recorder,
    speakers.flatMap(({ slug, roles }) =>
      roles.map((role) => ({ ...role, speakerId: speakerIds.get(slug) as number })),
    ),
  );
  for (const [slug, id] of speakerIds) if (changed.has(id)) touched.speaker.add(slug);
  const ids = speakers.flatMap(({ slug, corpusIds }) => corpusIds.map((id) => ({ ...id, slug })));
  for (const slug of await recordCorpusIds(database, recorder.originId, ids)) touched.speaker.add(slug);
  const memberships = speakers.flatMap(({ slug, members }, i) =>
    members.map((member, j) => ({ owner: slug, slug: member, path: `speakers[${i}].members[${j}]` })),
  );
  await recordLinks(database, recorder, MEMBERS, speakerIds, memberships);
  const hierarchy = topics.flatMap(({ slug, broader }, i) =>
    broader.map((above, j) => ({ owner: slug, slug: above, path: `topics[${i}].broader[${j}]` })),
  );
  await recordLinks(database, recorder, HIERARCHY, topicIds, hierarchy);
  const propositionIds = await recordNamed(database, recorder, "proposition", propositions, touched);
  const subjects = propositions.flatMap(({ slug, topics: about }, i) =>
    about.map((topic, j) => ({ owner: slug, slug: topic, path: `propositions[${i}].topics[${j}]` })),
  );
  await recordLinks(database, recorder, PROPOSITION_TOPICS, propositionIds, subjects);
  return touched;
}

async function recordNamed(
  database: Database,
  recorder: Recorder,
  noun: Noun,
  rows: readonly NamedRow[],
  touched: TouchedNouns,
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const slugs = rows.map(({ slug }) => slug);
  const signposts = canMerge(noun) ? await findSignposts(database, noun, slugs) : new Map<string, number>();
  const nouns: Record<string, unknown>[] = rows.filter(({ slug }) => !signposts.has(slug)).map((row) => ({ ...row }));
  const target: Target = { table: noun, key: ["slug"], fields: NOUN_FIELDS[noun], nulls: "keep" };
  for (const { slug } of await upsert(database, target, nouns)) touched[noun].add(slug as string);
  const ids = await idsOf(database, noun, slugs);
  vouchFor(recorder, SUBJECTS[noun], new Set([...ids.values(), ...signposts.values()]));
  const names = rows.flatMap(({ slug, names }) => names.map((name) => ({ ...name, ownerId: ids.get(slug) as number })));
  const renamed = await recordNames(database, recorder, noun, names);
  for (const [slug, id] of ids) if (renamed.has(id)) touched[noun].add(slug);
  return ids;
}

/** Returns the ids of those nouns that were merged into others, by slug. */
async function findSignposts(database: Database, noun: Noun, slugs: readonly string[]): Promise<Map<string, number>> {
  const referents = await referentsBySlug(database, noun, slugs);
  return new Map([...referents].flatMap(([slug, { id, ownId }]) => (ownId === id ? [] : [[slug, ownId]])));
}

/** A name, and the id of its noun. */
export interface OwnedName {
  ownerId: number;
  name: string;
  language?: string | undefined;
}

/**
 * Adds names to nouns.
 *
 * @param nulls whether a name without a language keeps the language that it has ("keep") or loses it ("store")
 * @returns the ids of the nouns whose names have changed
 */
export async function recordNames(
  database: Database,
  recorder: Recorder,
  noun: Noun,
  entries: readonly OwnedName[],
  nulls: Target["nulls"] = "keep",
): Promise<ReadonlySet<number>> {
  const owner = `${noun}Id`;
  const fields = NAME_FIELDS[noun];
  const names = distinct<Record<string, unknown>>(
    [owner, "name"],
    entries.map(({ ownerId, name, language }) => ({
      [owner]: ownerId,
      name,
      normalized: normalizeName(name),
      language,
    })),
  );
  const target: Target = { table: `${noun}_name`, key: [owner, "name"], fields, nulls };
  const written = await upsert(database, target, names);
  const nameIds = await database.query<{ id: number }>(
    sql`
/* record.${raw(noun)}_name.ids */
SELECT id
FROM ${raw(`${noun}_name`)}
WHERE (${raw(`${noun}_id`)}, name) IN (SELECT given.${raw(`${noun}_id`)}, given.name FROM ${rowsAsTable(fields, names)})`,
  );
  vouchFor(
    recorder,
    NAME_SUBJECTS[noun],
    nameIds.map(({ id }) => id),
  );
  return new Set(written.map((row) => row[owner] as number));
}
