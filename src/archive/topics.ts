import type { Database } from "../database.ts";
import { Prisma, type Speaker, type TagBasis, type Topic, type TopicName } from "../generated/prisma/client.ts";
import { type By, uniqueKey } from "./globalIds.ts";
import { flatRows } from "./lists/flatRows.ts";
import { groupedByKey, inKeyOrder } from "./lists/inKeyOrder.ts";
import type { PageArguments } from "./lists/keyset.ts";
import { type List, parentKey } from "./lists/list.ts";
import { listNamed, type NameFilter, type NameOrder } from "./names/directory.ts";
import { readLinked } from "./names/linked.ts";
import { listTallies, type Tally } from "./names/tallies.ts";
import { withGroups } from "./speakers.ts";
import { speakerTable } from "./tables/speaker.ts";
import { topicTable } from "./tables/topic.ts";
import { publishedBySpeakersOn, publishedOnTopics, publishedOnTopicsBy } from "./tallies.ts";

const { sql } = Prisma;

/** Returns the list of topics, by name; see `listNamed`. */
export function list(filter: NameFilter, order: NameOrder | null | undefined, page: PageArguments): List<Topic> {
  return listNamed<Topic>({ ...topicTable, statementCounts: publishedOnTopics }, filter, order, page);
}

/** Returns the list of topics directly below each parent, by name. */
export function listNarrower(page: PageArguments): List<Topic> {
  const narrower = sql`topic.id IN (SELECT narrower_id FROM topic_broader WHERE broader_id = ${parentKey})`;
  return listNamed<Topic>(topicTable, {}, null, page, narrower);
}

/**
 * Returns what each parent, a speaker, spoke on alone or in a group; most statements first. Broader topics count, too, unless
 * only the `direct` ones are asked for, with which the statements are tagged.
 */
export function listOfSpeaker(page: PageArguments, direct: boolean): List<Tally<Topic>> {
  const name = direct ? "topics.directlyOfSpeaker" : "topics.ofSpeaker";
  return listTallies<Topic>(name, topicTable, publishedOnTopicsBy(withGroups(parentKey), direct), page);
}

/** Returns the list of speakers who spoke on each parent, a topic, or on a narrower one, alone or in a group; most statements first. */
export function listSpeakersOn(page: PageArguments): List<Tally<Speaker>> {
  return listTallies<Speaker>("topics.speakersOn", speakerTable, publishedBySpeakersOn(parentKey), page);
}

/** Returns a topic by one of the unique keys; null if not found. */
export async function findBy(database: Database, by: By<"slug" | "wikidataId">): Promise<Topic | null> {
  const key = uniqueKey("Topic", by);
  return key && database.prisma.topic.findUnique({ where: key as Prisma.TopicWhereUniqueInput });
}

/** Returns the topics of these ids, in their order. Remembered if the database allows it. */
export function findByIds(database: Database, ids: readonly number[]): Promise<(Topic | null)[]> {
  return database.rememberedEach("topics.byId", ids, async (missing) =>
    inKeyOrder(missing, await database.prisma.topic.findMany({ where: { id: { in: missing } } }), ({ id }) => id),
  );
}

/** Returns all names of each topic, the oldest entry first. */
export async function namesOf(database: Database, ids: readonly number[]): Promise<TopicName[][]> {
  const names = await database.prisma.topicName.findMany({
    where: { topicId: { in: [...ids] } },
    orderBy: { id: "asc" },
  });
  return groupedByKey(ids, names, (name) => name.topicId);
}

/** Returns the ids of these topics and of all narrower ones. Remembered if the database allows it. */
export function withNarrower(database: Database, ids: readonly number[]): Promise<number[]> {
  return database.remembered(`topics.under:${ids.join()}`, async () => {
    const rows = await database.query<{ id: number }>(
      sql`/* topics.under */ SELECT DISTINCT topic_id AS id FROM topic_ancestor WHERE ancestor_id = ANY (${ids}::bigint[])`,
      { prepare: true },
    );
    return rows.map(({ id }) => id);
  });
}

/** Returns the topics directly above each topic, by name. */
export function broaderThan(database: Database, ids: readonly number[]): Promise<Topic[][]> {
  return readLinked<Topic>(
    database,
    topicTable,
    { table: "topic_broader", from: "narrower_id", to: "broader_id" },
    ids,
  );
}

/** Returns the topics that each statement is tagged with, by name. */
export async function ofStatements(database: Database, statementIds: readonly number[]): Promise<Topic[][]> {
  const link = { table: "statement_tag", from: "statement_id", to: "topic_id" };
  return (await readLinked<Topic>(database, topicTable, link, statementIds)).map(inOrderOfName);
}

/** A topic that a statement is tagged with, and the reasons for the tag. */
export interface TopicTag {
  topic: Topic;
  basis: TagBasis[];
}

/** Returns the tags of each statement, one for each topic, in the order of `ofStatements`. */
export async function tagsOf(database: Database, statementIds: readonly number[]): Promise<TopicTag[][]> {
  const { select, take } = flatRows<Topic>("topic", topicTable.fields);
  const records = await database.query<Record<string, unknown>>(
    sql`
/* topics.tags */
SELECT statement_tag.statement_id AS key, array_agg(statement_tag.basis ORDER BY statement_tag.basis)::text[] AS basis, ${select}
FROM statement_tag
JOIN topic ON topic.id = statement_tag.topic_id
WHERE statement_tag.statement_id = ANY (${statementIds}::bigint[])
GROUP BY statement_tag.statement_id, topic.id`,
  );
  const tags = groupedByKey(statementIds, records, (record) => record.key as number);
  return tags.map((ofOne) =>
    ofOne
      .map((record) => ({ topic: take(record) as Topic, basis: record.basis as TagBasis[] }))
      .sort((a, b) => compareNames(a.topic, b.topic)),
  );
}

/** Sorts topics by name in code points, so that the order does not depend on the database's collation. */
export function inOrderOfName(rows: Topic[]): Topic[] {
  return rows.sort(compareNames);
}

function compareNames(a: Topic, b: Topic): number {
  return a.name === b.name ? a.id - b.id : a.name < b.name ? -1 : 1;
}
