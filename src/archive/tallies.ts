import { Prisma } from "../generated/prisma/client.ts";

const { sql, raw } = Prisma;

// How many published statements there are, added up from the tallies that triggers keep (migrations "tallies" and "printings").

/** The SQL that adds up all published statements. */
export const publishedInAll = sql`
SELECT COALESCE(sum(count), 0)::int AS count FROM tally WHERE dimension = 'KIND' AND status = 'PUBLISHED'`;

/** The SQL that adds up all printings of published statements. */
export const printedInAll = sql`
SELECT COALESCE(sum(count), 0)::int AS count FROM tally WHERE dimension = 'APPEARANCE' AND status = 'PUBLISHED'`;

/** The SQL of rows (id, count): how many published statements there are on each topic and all that is narrower. */
export const publishedOnTopics = sql`
SELECT id, sum(count)::int AS count
FROM tally
WHERE dimension = 'TOPIC' AND status = 'PUBLISHED'
GROUP BY id
HAVING sum(count) > 0`;

/**
 * Returns the SQL of rows (id, count): how many published statements there are on each topic by these speakers.
 *
 * @param direct whether only statements that are tagged with the topic itself count
 */
export function publishedOnTopicsBy(speakerIds: Prisma.Sql, direct: boolean): Prisma.Sql {
  const counted = raw(direct ? "sum(tagged)" : "sum(count)");
  return sql`
SELECT id, ${counted}::int AS count
FROM tally
WHERE dimension = 'TOPIC_SPEAKER' AND other_id IN (${speakerIds}) AND status = 'PUBLISHED'
GROUP BY id
HAVING ${counted} > 0`;
}

/** The SQL of rows (id, count): how many published statements there are by each speaker, alone or in a group. */
export const publishedBySpeakers = aloneOrInGroups("id", sql`dimension = 'SPEAKER'`);

/** Returns the SQL of rows (id, count): how many of them are on a topic. */
export function publishedBySpeakersOn(topicId: Prisma.Sql): Prisma.Sql {
  return aloneOrInGroups("other_id", sql`dimension = 'TOPIC_SPEAKER' AND tally.id = ${topicId}`);
}

/** Groups are few: looking for the members of each speaker of a topic would take as long as all the rest. */
function aloneOrInGroups(speakerId: "id" | "other_id", isMeant: Prisma.Sql): Prisma.Sql {
  const column = raw(`tally.${speakerId}`);
  const published = sql`tally.status = 'PUBLISHED' AND ${isMeant}`;
  return sql`
SELECT speaking.id, sum(speaking.count)::int AS count
FROM (
  SELECT ${column} AS id, tally.count FROM tally WHERE ${published}
  UNION ALL
  SELECT member_id, tally.count FROM speaker_member JOIN tally ON ${column} = group_id WHERE ${published}
) AS speaking
GROUP BY speaking.id
HAVING sum(speaking.count) > 0`;
}
