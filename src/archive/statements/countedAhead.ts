import { Prisma } from "../../generated/prisma/client.ts";
import { parentKey } from "../lists/list.ts";
import { bearerIds, type Matches } from "../meant.ts";
import type { Below } from "./filter/field.ts";
import type { StatementFilter } from "./filter.ts";

const { sql, raw } = Prisma;

// The published statements of a large topic are counted ahead, by triggers (migration "topic_tallies").

/** What they are counted by. */
export type AheadDimension =
  | "KIND"
  | "LANGUAGE"
  | "SPEAKER_STATUS"
  | "MONTH"
  | "OCCASION"
  | "TOPIC"
  | "PUBLISHER"
  | "WIRE";

/** Returns, as an expression, the topic if a list has exactly the published statements on one topic; otherwise null. */
export function wholeTopic(
  { filter, matches, below }: { filter: StatementFilter; matches: Matches; below: Below | null },
  ignored: readonly string[],
): Prisma.Sql | null {
  if (below !== null && below !== "topic") return null;
  const { topic, status, ...others } = Object.fromEntries(
    Object.entries(filter).filter(([field, value]) => value != null && !ignored.includes(field)),
  ) as StatementFilter;
  const isPublished = !status || (status.length === 1 && status[0] === "PUBLISHED");
  if (!isPublished || Object.keys(others).length > 0) return null;
  if (below === "topic") return topic ? null : parentKey;
  const ids = topic ? bearerIds(matches.topic ?? []) : [];
  return ids.length === 1 ? sql`${ids[0]}::bigint` : null;
}

/** A topic that may be counted ahead, in the SQL of a list. */
export interface Ahead {
  topicId: Prisma.Sql;
  /** The expression (topic_id) that has the topic if it is counted ahead, and no row otherwise. */
  topic: Prisma.Sql;
  /** The expression (speaker_id, count) of who speaks on it; without a row if it is not counted ahead. */
  speakers: Prisma.Sql;
}

/** Returns the SQL of the topic (topic_id), if it is counted ahead. */
export function topicAhead(topic: Prisma.Sql): Prisma.Sql {
  return sql`SELECT topic_id FROM tallied_topic WHERE topic_id = ${topic}`;
}

/** Returns the SQL of the expression `speakers`. */
export function speakersAhead({ topicId, topic }: Omit<Ahead, "speakers">): Prisma.Sql {
  return sql`
SELECT other_id AS speaker_id, sum(count)::bigint AS count
FROM tally
WHERE dimension = 'TOPIC_SPEAKER' AND id = ${topicId} AND status = 'PUBLISHED' AND EXISTS (SELECT FROM ${topic})
GROUP BY other_id
HAVING sum(count) > 0`;
}

/** Returns the SQL of rows (other_id, word, count): what the topic has been counted by. */
export function countedBy({ topic }: Pick<Ahead, "topic">, dimension: AheadDimension): Prisma.Sql {
  return sql`
SELECT topic_tally.other_id, topic_tally.word, sum(topic_tally.count)::bigint AS count
FROM topic_tally
WHERE topic_tally.topic_id = (SELECT topic_id FROM ${topic}) AND topic_tally.dimension = ${raw(`'${dimension}'`)}
GROUP BY topic_tally.other_id, topic_tally.word
HAVING sum(topic_tally.count) > 0`;
}

/** Returns the scalar SQL of how many published statements the topic has; 0 if it is not counted ahead. */
export function sizeAhead(ahead: Ahead): Prisma.Sql {
  return sql`(SELECT COALESCE(sum(counted.count), 0)::bigint FROM (${countedBy(ahead, "KIND")}) AS counted)`;
}

/**
 * Returns the SQL of rows (said, vague, n): how many statements of the topic were said in which month. `vague` is 0 if their days are
 * known, 1 if their months are, and 2 if only their years are.
 */
export function monthsAhead(ahead: Pick<Ahead, "topic">): Prisma.Sql {
  return sql`
SELECT make_timestamp(left(word, 4)::int, COALESCE(NULLIF(substr(word, 6, 2), ''), '1')::int, 1, 0, 0, 0) AS said,
  CASE length(word) WHEN 4 THEN 2 WHEN 7 THEN 1 ELSE 0 END AS vague, count AS n
FROM (${countedBy(ahead, "MONTH")}) AS counted`;
}

/** From this many months on, neither days nor weeks are few enough for AUTO (60 weeks are less than 14 months). */
const LONG_IN_MONTHS = 15;

/** Returns the SQL of the topic, if the days of its statements are so far apart that AUTO needs no more than their months. */
export function longTopicAhead(topic: Prisma.Sql): Prisma.Sql {
  const month = raw("date_part('year', said) * 12 + date_part('month', said)");
  return sql`
SELECT topic_id
FROM ${topic}
WHERE (SELECT max(${month}) - min(${month}) >= ${raw(`${LONG_IN_MONTHS}`)} FROM (${monthsAhead({ topic })}) AS months WHERE vague = 0)`;
}
