import type { Database } from "../database.ts";
import type { ReadDocument } from "../document/document.ts";
import { type AssertionSubject, Prisma } from "../generated/prisma/client.ts";
import { normalizeName } from "../text/names.ts";
import { type Recorder, vouchFor } from "./assertions.ts";
import { HIERARCHY, MEMBERS, recordLinks } from "./hierarchy.ts";
import { idsOf, type Noun, SUBJECTS } from "./references.ts";
import { recordRoles } from "./roles.ts";
import { findSignposts } from "./signposts.ts";
import { type ColumnTypes, distinct, rowsAsTable, type Target, upsert } from "./write.ts";

const { sql, raw } = Prisma;

const NAME_SUBJECTS: Record<Noun, AssertionSubject> = {
  source: "SOURCE_NAME",
  speaker: "SPEAKER_NAME",
  topic: "TOPIC_NAME",
};

/** The slugs of the nouns that a record has inserted or changed. */
export type TouchedNouns = Record<Noun, Set<string>>;

interface NamedRow {
  slug: string;
  name: string;
  wikidataId?: string | undefined;
  names: readonly { name: string; language?: string | undefined }[];
}

const COMMON: ColumnTypes = { slug: "text", name: "text", wikidata_id: "text", fictional: "boolean" };
const NOUN_COLUMNS: Record<Noun, ColumnTypes> = {
  source: { ...COMMON, kind: '"SourceKind"', url: "text" },
  speaker: { ...COMMON, kind: '"SpeakerKind"', description: "text", reviewed: "boolean" },
  topic: { ...COMMON, kind: '"TopicKind"', description: "text" },
};

/**
 * Records the sources, speakers and topics of a document. Lists grow; a single value is replaced; a field that the
 * document leaves out stays, because all origins share the nouns. The names, roles and members of a merged speaker are
 * added to the speaker that stayed, whose single values are not replaced.
 *
 * @returns the slugs of the nouns that are new or changed
 */
export async function recordNouns(
  database: Database,
  recorder: Recorder,
  { sources, speakers, topics }: Pick<ReadDocument, "sources" | "speakers" | "topics">,
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
  await recordLinks(database, recorder, MEMBERS, speakerIds, memberships);
  const hierarchy = topics.flatMap(({ slug, broader }, i) =>
    broader.map((above, j) => ({ owner: slug, slug: above, path: `topics[${i}].broader[${j}]` })),
  );
  await recordLinks(database, recorder, HIERARCHY, topicIds, hierarchy);
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
  const signposts = noun === "speaker" ? await findSignposts(database, rows) : new Map<string, number>();
  const nouns = rows.flatMap((row) => (signposts.has(row.slug) ? [] : { ...row, wikidata_id: row.wikidataId }));
  const target: Target = { table: noun, key: ["slug"], columns: NOUN_COLUMNS[noun], nulls: "keep" };
  for (const { slug } of await upsert<{ slug: string }>(database, target, nouns)) touched[noun].add(slug);
  const ids = await idsOf(
    database,
    noun,
    rows.map(({ slug }) => slug),
  );
  vouchFor(recorder, SUBJECTS[noun], new Set([...ids.values(), ...signposts.values()]));
  const names = rows.flatMap(({ slug, names }) => names.map((name) => ({ ...name, ownerId: ids.get(slug) as number })));
  const renamed = await recordNames(database, recorder, noun, names);
  for (const [slug, id] of ids) if (renamed.has(id)) touched[noun].add(slug);
  return ids;
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
  const owner = `${noun}_id`;
  const columns = { [owner]: "int", name: "text", normalized: "text", language: "text" };
  const names = distinct(
    [owner, "name"],
    entries.map(({ ownerId, name, language }) => ({
      [owner]: ownerId,
      name,
      normalized: normalizeName(name),
      language,
    })),
  );
  const target: Target = { table: `${noun}_name`, key: [owner, "name"], columns, nulls };
  const written = await upsert<Record<string, number>>(database, target, names);
  const nameIds = await database.query<{ id: number }>(
    sql`
/* record.${raw(noun)}_name.ids */
SELECT id
FROM ${raw(`${noun}_name`)}
WHERE (${raw(owner)}, name) IN (SELECT given.${raw(owner)}, given.name FROM ${rowsAsTable(columns, names)})`,
  );
  vouchFor(
    recorder,
    NAME_SUBJECTS[noun],
    nameIds.map(({ id }) => id),
  );
  return new Set(written.map((row) => row[owner] as number));
}
