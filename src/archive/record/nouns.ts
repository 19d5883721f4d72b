import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";
import { normalizeName } from "../names.ts";
import type { ReadDocument } from "./document.ts";
import { RecordError } from "./errors.ts";
import { recordRoles } from "./roles.ts";
import { type ColumnTypes, upsert } from "./rows.ts";

const { sql, raw } = Prisma;

/** The nouns that are known by a slug. */
type Noun = "source" | "speaker" | "topic";

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
  speaker: { ...COMMON, kind: '"SpeakerKind"', description: "text" },
  topic: { ...COMMON, kind: '"TopicKind"', description: "text" },
};

/**
 * Records the sources, speakers and topics of a document. What it says of one is added to what is known, or replaces it
 * where there can be one value only; what it does not mention stays, because nouns are everybody's.
 */
export async function recordNouns(database: Database, { sources, speakers, topics }: ReadDocument): Promise<void> {
  await recordNamed(database, "source", sources);
  const speakerIds = await recordNamed(database, "speaker", speakers);
  const topicIds = await recordNamed(database, "topic", topics);
  await recordRoles(
    database,
    speakers.flatMap(({ slug, roles }) =>
      roles.map((role) => ({ ...role, speakerId: speakerIds.get(slug) as number })),
    ),
  );
  const memberships = speakers.flatMap(({ slug, members }, i) =>
    members.map((member, j) => ({ owner: slug, slug: member, path: `speakers[${i}].members[${j}]` })),
  );
  await link(
    database,
    "speaker",
    { table: "speaker_member", owner: "group_id", target: "member_id" },
    speakerIds,
    memberships,
  );
  const hierarchy = topics.flatMap(({ slug, broader }, i) =>
    broader.map((above, j) => ({ owner: slug, slug: above, path: `topics[${i}].broader[${j}]` })),
  );
  await link(
    database,
    "topic",
    { table: "topic_broader", owner: "narrower_id", target: "broader_id" },
    topicIds,
    hierarchy,
  );
}

/** The ids of what is referred to, by slug. Throws RecordError naming every slug that nothing bears. */
export async function resolve(
  database: Database,
  noun: Noun,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, number>> {
  const ids = await idsOf(database, noun, [...new Set(references.map(({ slug }) => slug))]);
  const unknown = references.filter(({ slug }) => !ids.has(slug));
  if (unknown.length === 0) return ids;
  throw new RecordError(unknown.map(({ path, slug }) => ({ path, message: `there is no ${noun} ${slug}` })));
}

async function idsOf(database: Database, noun: Noun, slugs: readonly string[]): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await database.query<{ id: number; slug: string }>(
    named(`record.${noun}s.ids`, sql`SELECT id, slug FROM ${raw(noun)} WHERE slug = ANY (${slugs})`),
  );
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

async function recordNamed(database: Database, noun: Noun, rows: readonly NamedRow[]): Promise<Map<string, number>> {
  const nouns = rows.map((row) => ({ ...row, wikidata_id: row.wikidataId }));
  await upsert(database, { table: noun, key: ["slug"], columns: COLUMNS[noun], nulls: "keep" }, nouns);
  const owner = `${noun}_id`;
  const ids = await idsOf(
    database,
    noun,
    rows.map(({ slug }) => slug),
  );
  const columns = { [owner]: "int", name: "text", normalized: "text", language: "text" };
  await upsert(
    database,
    { table: `${noun}_name`, key: [owner, "name"], columns, nulls: "keep" },
    rows.flatMap(({ slug, names }) =>
      names.map(({ name, language }) => ({ [owner]: ids.get(slug), name, normalized: normalizeName(name), language })),
    ),
  );
  return ids;
}

/** Records which noun stands to which other of its sort: members to groups, narrower to broader topics. */
async function link(
  database: Database,
  noun: Noun,
  { table, owner, target }: { table: string; owner: string; target: string },
  ownerIds: ReadonlyMap<string, number>,
  links: readonly (Reference & { owner: string })[],
): Promise<void> {
  const targetIds = await resolve(database, noun, links);
  await upsert(
    database,
    { table, key: [owner, target], columns: { [owner]: "int", [target]: "int" }, nulls: "keep" },
    links.map((row) => ({ [owner]: ownerIds.get(row.owner), [target]: targetIds.get(row.slug) })),
  );
}
