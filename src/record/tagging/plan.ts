import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { normalizeName } from "../../text/names.ts";
import { rowsAsTable } from "../write.ts";

const { sql } = Prisma;

/** A topic, its present names, and how far texts were searched for which names. */
interface PlannedTopic {
  id: number;
  /** Null if the topic has been deleted. */
  slug: string | null;
  names: string[];
  /** The names that texts were searched for; null if the topic is new. */
  applied: string[] | null;
  /** The last printing that was searched. */
  appliedTo: number;
}

/** Every topic, with how far texts were searched for its names. */
export type TaggingPlan = readonly PlannedTopic[];

/** The statements of printings with consecutive ids, and the topics that they are to be searched for. */
interface PrintingRange {
  statementIds: number[];
  topicIds: number[];
  /** The share of all printings that is searched after this range, from 0 to 1. */
  done: number;
}

/** Reads the topics with their present names and those that texts were searched for. */
export function readPlan(database: Database): Promise<PlannedTopic[]> {
  return database.query<PlannedTopic>(
    sql`
/* tags.plan */
SELECT COALESCE(topic.id, tagging.topic_id) AS id, slug, COALESCE(known.names, '{}') AS names,
  tagging.names AS applied, COALESCE(applied_to, 0) AS "appliedTo"
FROM topic
LEFT JOIN (
  SELECT topic_id, array_agg(name ORDER BY name COLLATE "C") AS names FROM topic_name WHERE NOT ambiguous GROUP BY topic_id
) AS known ON known.topic_id = topic.id
FULL JOIN topic_tagging AS tagging ON tagging.topic_id = topic.id
ORDER BY id`,
  );
}

/** Updates `topic_tagging` to the present names: topics that a changed name can affect start over. */
export async function planTagging(database: Database): Promise<TaggingPlan> {
  const topics = await readPlan(database);
  const changedNames = topics.flatMap(namesThatChanged).map(normalizeName);
  const isConcerned = ({ names, applied }: PlannedTopic) =>
    applied === null || [...names, ...applied].some((name) => isWithin(changedNames, normalizeName(name)));
  const gone = topics.filter(({ slug }) => slug === null);
  const plan = topics.filter(({ slug }) => slug !== null);
  const anew = changedNames.length > 0 || plan.some(({ applied }) => applied === null) ? plan.filter(isConcerned) : [];
  if (gone.length > 0) await forget(database, gone);
  if (anew.length > 0) await begin(database, anew);
  const begun = new Set(anew);
  return plan.map((topic) => (begun.has(topic) ? { ...topic, appliedTo: 0 } : topic));
}

function namesThatChanged({ names, applied }: PlannedTopic): string[] {
  const before = new Set(applied);
  const now = new Set(names);
  return [...names.filter((name) => !before.has(name)), ...(applied ?? []).filter((name) => !now.has(name))];
}

/** Returns whether a name is one of these or part of one. A false hit does no harm: texts are only searched again. */
function isWithin(changedNames: readonly string[], normalized: string): boolean {
  return changedNames.some((changed) => changed.includes(normalized));
}

async function forget(database: Database, gone: readonly PlannedTopic[]): Promise<void> {
  const ids = gone.map(({ id }) => id);
  await database.query(sql`/* tags.plan.forget */ DELETE FROM topic_tagging WHERE topic_id = ANY (${ids}::bigint[])`);
}

async function begin(database: Database, topics: readonly PlannedTopic[]): Promise<void> {
  await database.query(
    sql`
/* tags.plan.begin */
INSERT INTO topic_tagging (topic_id, names)
SELECT id, names FROM ${rowsAsTable(
      { id: "bigint", names: "text[]" },
      topics.map(({ id, names }) => ({ id, names })),
    )}
ON CONFLICT (topic_id) DO UPDATE SET names = EXCLUDED.names, applied_to = 0`,
  );
}

/**
 * Returns the next range of printings for the topics that are furthest behind, and marks it as done for them; null if
 * all topics are done. A range ends where the next topics have got to, so that these continue together.
 */
export async function nextStretch(database: Database, plan: TaggingPlan, most: number): Promise<PrintingRange | null> {
  const places = [...new Set(plan.map(({ appliedTo }) => appliedTo))].sort((one, other) => one - other);
  const [from, next] = places;
  if (from === undefined) return null;
  const [read] = await database.query<{
    statementIds: number[] | null;
    count: number;
    to: number | null;
    last: number;
  }>(
    sql`
/* tags.stretch */
SELECT array_agg(DISTINCT statement_id) AS "statementIds", count(*) AS count, max(id) AS to,
  (SELECT max(id) FROM appearance) AS last
FROM (
  SELECT id, statement_id
  FROM appearance
  WHERE id > ${from} AND id <= ${next ?? Number.MAX_SAFE_INTEGER}
  ORDER BY id
  LIMIT ${most}
) AS printing`,
  );
  if (!read) return null;
  const reached = next !== undefined && read.count < most ? next : read.to;
  if (reached === null) return null;
  const topicIds = plan.filter(({ appliedTo }) => appliedTo === from).map(({ id }) => id);
  await database.query(
    sql`/* tags.stretch.done */ UPDATE topic_tagging SET applied_to = ${reached} WHERE topic_id = ANY (${topicIds}::bigint[])`,
  );
  return { statementIds: read.statementIds ?? [], topicIds, done: Math.min(1, reached / (read.last || 1)) };
}
