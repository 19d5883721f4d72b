import { Prisma } from "../../generated/prisma/client.ts";
import type { Drive, Selection } from "./filter/selection.ts";

const { sql, join } = Prisma;

/**
 * Returns the SQL that adds up how many statements are selected, from the tallies that triggers keep; null if they cannot.
 * They count all statements, and those of kinds, of one source, of speakers, of one topic, and of speakers on one topic. For several
 * topics or sources, statements of two of them would count twice.
 */
export function talliedCount(selection: Selection): Prisma.Sql | null {
  const { speaker, topic, status, span, conditions, kinds, sourceId } = selection;
  const isNarrowed = kinds !== null || sourceId !== null;
  if (span || topic?.from || conditions.length > (isNarrowed ? 1 : 0)) return null;
  if (isNarrowed && (speaker || topic)) return null;
  return sql`
SELECT COALESCE(sum(tally.count), 0)::int AS count
FROM ${join([...fromOf(speaker), ...fromOf(status), sql`tally`], " CROSS JOIN ")}
WHERE tally.status = ${status.value} AND ${tallyKey(selection)}`;
}

function fromOf(drive: Drive | null): Prisma.Sql[] {
  return drive?.from ? [drive.from] : [];
}

function tallyKey({ speaker, topic, kinds, sourceId }: Selection): Prisma.Sql {
  if (topic && speaker) {
    return sql`tally.dimension = 'TOPIC_SPEAKER' AND tally.id = ${topic.value} AND tally.other_id = ${speaker.value}`;
  }
  if (topic) return sql`tally.dimension = 'TOPIC' AND tally.id = ${topic.value}`;
  if (speaker) return sql`tally.dimension = 'SPEAKER' AND tally.id = ${speaker.value}`;
  if (sourceId !== null) return sql`tally.dimension = 'SOURCE' AND tally.id = ${sourceId}::bigint`;
  return sql`tally.dimension = 'KIND'${kinds ? sql` AND tally.word = ANY (${kinds})` : Prisma.empty}`;
}
