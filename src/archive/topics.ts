import type { Database } from "../database.ts";
import { Prisma, type Speaker, type TagBasis, type Topic, type TopicName } from "../generated/prisma/client.ts";
import { type By, uniqueKey } from "./globalIds.ts";
import { flatRows } from "./lists/flatRows.ts";
import { groupedByKey, inKeyOrder } from "./lists/inKeyOrder.ts";
import type { PageArguments } from "./lists/keyset.ts";
import { type List, parentKey } from "./lists/list.ts";
import { type Directory, listNamed, type NameFilter, type NameOrder } from "./names/directory.ts";
import { readLinked } from "./names/linked.ts";
import { listTallies, type Tally } from "./names/tallies.ts";
import { speakers, withGroups } from "./speakers.ts";

const { sql } = Prisma;

/** The directory of topics. */
export const topics: Directory<Topic> = {
  table: "topic",
  statementCounts: sql`SELECT topic_id AS id, count(*)::int AS count FROM statement_topic WHERE status = 'PUBLISHED' GROUP BY topic_id`,
  columns: {
    id: "id",
    slug: "slug",
    name: "name",
    kind: "kind",
    description: "description",
    wikidataId: "wikidata_id",
    fictional: "fictional",
    createdAt: "created_at",
  },
};

/** Topics, by name; see `listNamed`. */
export function list(filter: NameFilter, order: NameOrder | null | undefined, page: PageArguments): List<Topic> {
  return listNamed(topics, filter, order, page);
}

/** The topics directly below each parent, by name. */
export function listNarrower(page: PageArguments): List<Topic> {
  const narrower = sql`topic.id IN (SELECT narrower_id FROM topic_broader WHERE broader_id = ${parentKey})`;
  return listNamed(topics, {}, null, page, narrower);
}

/**
 * Returns what each parent, a speaker, spoke on alone or in a group; most statements first. Broader topics count, too, unless
 * only the `direct` ones are asked for, with which the statements are tagged.
 */
export function listOfSpeaker(page: PageArguments, direct: boolean): List<Tally<Topic>> {
  const tagged = direct
    ? sql`LATERAL (SELECT DISTINCT topic_id FROM statement_tag WHERE statement_id = statement.id) AS tagged ON TRUE`
    : sql`statement_topic AS tagged ON tagged.statement_id = statement.id`;
  return listTallies(
    direct ? "topics.directlyOfSpeaker" : "topics.ofSpeaker",
    topics,
    sql`
SELECT tagged.topic_id AS id, count(*)::int AS count
FROM statement
JOIN ${tagged}
WHERE statement.speaker_id IN (${withGroups(parentKey)}) AND statement.status = 'PUBLISHED'
GROUP BY tagged.topic_id`,
    page,
  );
}

/** Who spoke on each parent, a topic, or on anything narrower, alone or in a group; most statements first. */
export function listSpeakersOn(page: PageArguments): List<Tally<Speaker>> {
  return listTallies(
    "topics.speakersOn",
    speakers,
    sql`
SELECT speaking.id, sum(own.count)::int AS count
FROM (
  SELECT speaker_id, count(*) AS count
  FROM statement_topic
  WHERE topic_id = ${parentKey} AND status = 'PUBLISHED' AND speaker_id IS NOT NULL
  GROUP BY speaker_id
) AS own
CROSS JOIN LATERAL (
  SELECT own.speaker_id UNION ALL SELECT member_id FROM speaker_member WHERE group_id = own.speaker_id
) AS speaking (id)
GROUP BY speaking.id`,
    page,
  );
}

/** One topic by one of the unique keys; null where there is none. */
export async function findBy(database: Database, by: By<"slug" | "wikidataId">): Promise<Topic | null> {
  const key = uniqueKey("Topic", by);
  return key && database.prisma.topic.findUnique({ where: key as Prisma.TopicWhereUniqueInput });
}

/** The topics of these ids, in their order. Remembered where the database allows. */
export function findByIds(database: Database, ids: readonly number[]): Promise<(Topic | null)[]> {
  return database.rememberedEach("topics.byId", ids, async (missing) =>
    inKeyOrder(missing, await database.prisma.topic.findMany({ where: { id: { in: missing } } }), ({ id }) => id),
  );
}

/** Every name of each topic, the oldest entry first. */
export async function namesOf(database: Database, ids: readonly number[]): Promise<TopicName[][]> {
  const names = await database.prisma.topicName.findMany({
    where: { topicId: { in: [...ids] } },
    orderBy: { id: "asc" },
  });
  return groupedByKey(ids, names, (name) => name.topicId);
}

/** The ids of these topics and of all that is narrower. Remembered where the database allows. */
export function withNarrower(database: Database, ids: readonly number[]): Promise<number[]> {
  return database.remembered(`topics.under:${ids.join()}`, async () => {
    const rows = await database.query<{ id: number }>(
      sql`/* topics.under */ SELECT DISTINCT topic_id AS id FROM topic_ancestor WHERE ancestor_id = ANY (${ids}::int[])`,
      { prepare: true },
    );
    return rows.map(({ id }) => id);
  });
}

/** The topics directly above each, by name. */
export function broaderThan(database: Database, ids: readonly number[]): Promise<Topic[][]> {
  return readLinked(database, topics, { table: "topic_broader", from: "narrower_id", to: "broader_id" }, ids);
}

/** The topics that each statement is tagged with, by name. */
export async function ofStatements(database: Database, statementIds: readonly number[]): Promise<Topic[][]> {
  const link = { table: "statement_tag", from: "statement_id", to: "topic_id" };
  return (await readLinked(database, topics, link, statementIds)).map(inOrderOfName);
}

/** A topic that a statement is tagged with, and what the tag rests on. */
export interface TopicTag {
  topic: Topic;
  basis: TagBasis[];
}

/** The tags of each statement, one for each topic, in the order of `ofStatements`. */
export async function tagsOf(database: Database, statementIds: readonly number[]): Promise<TopicTag[][]> {
  const { select, take } = flatRows<Topic>(topics.table, topics.columns);
  const records = await database.query<Record<string, unknown>>(
    sql`
/* topics.tags */
SELECT statement_tag.statement_id AS key, array_agg(statement_tag.basis ORDER BY statement_tag.basis)::text[] AS basis, ${select}
FROM statement_tag
JOIN topic ON topic.id = statement_tag.topic_id
WHERE statement_tag.statement_id = ANY (${statementIds}::int[])
GROUP BY statement_tag.statement_id, topic.id`,
  );
  const tags = groupedByKey(statementIds, records, (record) => record.key as number);
  return tags.map((ofOne) =>
    ofOne
      .map((record) => ({ topic: take(record) as Topic, basis: record.basis as TagBasis[] }))
      .sort((a, b) => compareNames(a.topic, b.topic)),
  );
}

/** By name, in code points: so that they stand alike whether a database of whatever collation sorts them or not. */
export function inOrderOfName(rows: Topic[]): Topic[] {
  return rows.sort(compareNames);
}

function compareNames(a: Topic, b: Topic): number {
  return a.name === b.name ? a.id - b.id : a.name < b.name ? -1 : 1;
}
