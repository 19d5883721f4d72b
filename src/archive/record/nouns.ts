import type { Database } from "../../database.ts";
import { type AssertionSubject, Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";
import { normalizeName } from "../names.ts";
import { assertRows, type Recorder } from "./assertions.ts";
import type { ReadDocument } from "./document.ts";
import { RecordError } from "./errors.ts";
import { recordRoles } from "./roles.ts";
import { type ColumnTypes, given, type Target, upsert } from "./rows.ts";

const { sql, raw } = Prisma;

/** The nouns that are known by a slug. */
type Noun = "source" | "speaker" | "topic";

const SUBJECTS: Record<Noun, readonly [AssertionSubject, AssertionSubject]> = {
  source: ["SOURCE", "SOURCE_NAME"],
  speaker: ["SPEAKER", "SPEAKER_NAME"],
  topic: ["TOPIC", "TOPIC_NAME"],
};

/** The nouns that a record has made or changed, by slug. */
export type TouchedNouns = Record<Noun, Set<string>>;

/** Where a document names a noun by its slug. */
export interface Reference {
  path: string;
  slug: string;
}

interface NamedRow {
  slug: string;
  name: string;
  wikidataId?: string | undefined;
  names: readonly { name: string; language?: string | undefined }[];
}

const COMMON: ColumnTypes = { slug: "text", name: "text", wikidata_id: "text", fictional: "boolean" };
const COLUMNS: Record<Noun, ColumnTypes> = {
  source: { ...COMMON, kind: '"SourceKind"', url: "text" },
  speaker: { ...COMMON, kind: '"SpeakerKind"', description: "text", reviewed: "boolean" },
  topic: { ...COMMON, kind: '"TopicKind"', description: "text" },
};

/**
 * Records the sources, speakers and topics of a document. What it says of one is added to what is known, or replaces it
 * where there can be one value only; what it does not mention stays, because nouns are everybody's.
 *
 * @returns the slugs of those that were not there, or are not as they were
 */
export async function recordNouns(
  database: Database,
  recorder: Recorder,
  { sources, speakers, topics }: ReadDocument,
): Promise<TouchedNouns> {
  const touched: TouchedNouns = { source: new Set(), speaker: new Set(), topic: new Set() };
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
  const memberships = speakers.flatMap(({ slug, members }, i) =>
    members.map((member, j) => ({ owner: slug, slug: member, path: `speakers[${i}].members[${j}]` })),
  );
  await link(database, recorder, MEMBERS, speakerIds, memberships);
  const hierarchy = topics.flatMap(({ slug, broader }, i) =>
    broader.map((above, j) => ({ owner: slug, slug: above, path: `topics[${i}].broader[${j}]` })),
  );
  await link(database, recorder, HIERARCHY, topicIds, hierarchy);
  return touched;
}

/**
 * The ids of what is referred to, by slug: who refers to something asserts that it is there. Throws RecordError naming every
 * slug that nothing bears.
 */
export async function resolve(
  database: Database,
  recorder: Recorder,
  noun: Noun,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, number>> {
  const ids = await idsOf(database, noun, [...new Set(references.map(({ slug }) => slug))]);
  const unknown = references.filter(({ slug }) => !ids.has(slug));
  if (unknown.length > 0) {
    throw new RecordError(unknown.map(({ path, slug }) => ({ path, message: `there is no ${noun} ${slug}` })));
  }
  assertRows(recorder, SUBJECTS[noun][0], ids.values());
  return ids;
}

async function idsOf(database: Database, noun: Noun, slugs: readonly string[]): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await database.query<{ id: number; slug: string }>(
    named(`record.${noun}s.ids`, sql`SELECT id, slug FROM ${raw(noun)} WHERE slug = ANY (${slugs})`),
  );
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

async function recordNamed(
  database: Database,
  recorder: Recorder,
  noun: Noun,
  rows: readonly NamedRow[],
  touched: TouchedNouns,
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const nouns = rows.map((row) => ({ ...row, wikidata_id: row.wikidataId }));
  const target: Target = { table: noun, key: ["slug"], columns: COLUMNS[noun], nulls: "keep" };
  for (const { slug } of await upsert<{ slug: string }>(database, target, nouns)) touched[noun].add(slug);
  const owner = `${noun}_id`;
  const ids = await idsOf(
    database,
    noun,
    rows.map(({ slug }) => slug),
  );
  const [subject, nameSubject] = SUBJECTS[noun];
  assertRows(recorder, subject, ids.values());
  const columns = { [owner]: "int", name: "text", normalized: "text", language: "text" };
  const names = rows.flatMap(({ slug, names }) =>
    names.map(({ name, language }) => ({ [owner]: ids.get(slug), name, normalized: normalizeName(name), language })),
  );
  const nameTarget: Target = { table: `${noun}_name`, key: [owner, "name"], columns, nulls: "keep" };
  const renamed = await upsert<Record<string, unknown>>(database, nameTarget, names);
  const renamedIds = new Set(renamed.map((row) => row[owner]));
  for (const [slug, id] of ids) if (renamedIds.has(id)) touched[noun].add(slug);
  const nameIds = await database.query<{ id: number }>(
    named(
      `record.${noun}_name.ids`,
      sql`
SELECT id
FROM ${raw(`${noun}_name`)}
WHERE (${raw(owner)}, name) IN (SELECT given.${raw(owner)}, given.name FROM ${given(columns, names)})`,
    ),
  );
  assertRows(
    recorder,
    nameSubject,
    nameIds.map(({ id }) => id),
  );
  return ids;
}

interface Link {
  noun: Noun;
  table: string;
  owner: string;
  target: string;
  subject: AssertionSubject;
}

const MEMBERS: Link = {
  noun: "speaker",
  table: "speaker_member",
  owner: "group_id",
  target: "member_id",
  subject: "SPEAKER_MEMBER",
};
const HIERARCHY: Link = {
  noun: "topic",
  table: "topic_broader",
  owner: "narrower_id",
  target: "broader_id",
  subject: "TOPIC_BROADER",
};

/** Records which noun stands to which other of its sort: members to groups, narrower to broader topics. */
async function link(
  database: Database,
  recorder: Recorder,
  { noun, table, owner, target, subject }: Link,
  ownerIds: ReadonlyMap<string, number>,
  links: readonly (Reference & { owner: string })[],
): Promise<void> {
  const targetIds = await resolve(database, recorder, noun, links);
  const pairs = links.map((row) => [ownerIds.get(row.owner), targetIds.get(row.slug)] as [number, number]);
  await upsert(
    database,
    { table, key: [owner, target], columns: { [owner]: "int", [target]: "int" }, nulls: "keep" },
    pairs.map(([ownerId, targetId]) => ({ [owner]: ownerId, [target]: targetId })),
  );
  assertRows(recorder, subject, pairs);
}
