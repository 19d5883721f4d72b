import { Prisma } from "../../generated/prisma/client.ts";
import type { Drive, Selection } from "./filter/selection.ts";

const { sql, join } = Prisma;

/**
 * Returns the SQL that adds up how many statements are selected, from the tallies that triggers keep; null if they cannot.
 * They count all statements, and those of kinds, of speakers, of one topic, and of speakers on one topic. For several topics, statements
 * that are on two of them would count twice.
 */
export function talliedCount(selection: Selection): Prisma.Sql | null {
  const { speaker, topic, status, span, conditions, kinds } = selection;
  if (span || topic?.from || conditions.length > (kinds ? 1 : 0)) return null;
  if (kinds && (speaker || topic)) return null;
  return sql`
SELECT COALESCE(sum(tally.count), 0)::int AS count
FROM ${join([...fromOf(speaker), ...fromOf(status), sql`tally`], " CROSS JOIN ")}
WHERE tally.status = ${status.value} AND ${tallyKey(speaker, topic)}${kinds ? sql` AND tally.word = ANY (${kinds})` : Prisma.empty}`;
}

function fromOf(drive: Drive | null): Prisma.Sql[] {
  return drive?.from ? [drive.from] : [];
}

function tallyKey(speaker: Drive | null, topic: Drive | null): Prisma.Sql {
  if (topic && speaker) {
    return sql`tally.dimension = 'TOPIC_SPEAKER' AND tally.id = ${topic.value} AND tally.other_id = ${speaker.value}`;
  }
  if (topic) return sql`tally.dimension = 'TOPIC' AND tally.id = ${topic.value}`;
  if (speaker) return sql`tally.dimension = 'SPEAKER' AND tally.id = ${speaker.value}`;
  return sql`tally.dimension = 'KIND'`;
}
