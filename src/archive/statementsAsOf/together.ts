import { Prisma } from "../../generated/prisma/client.ts";
import type { Selection } from "../statements/filter/selection.ts";

const { sql } = Prisma;

/**
 * Returns the same selection, in which the lists of topics and speakers are conditions on each statement instead of range scans for
 * each pair of them. A statement on several of the topics is then looked at once, not once for each topic.
 */
export function together(selection: Selection): Selection {
  const { topic, speaker, conditions } = selection;
  const isOnAnyOf = topic?.values && isTagged(topic.values);
  if (!isOnAnyOf) return selection;
  const isByAnyOf = speaker?.values && sql`statement.speaker_id = ANY (${speaker.values})`;
  const parts = [isOnAnyOf, ...(isByAnyOf ? [isByAnyOf] : []), ...conditions];
  return { ...selection, topic: null, speaker: isByAnyOf ? null : speaker, conditions: parts };
}

/** The condition that a statement has a tag with one of the topics, or with a narrower one. */
function isTagged(topicIds: Prisma.Sql): Prisma.Sql {
  return sql`EXISTS (
  SELECT
  FROM statement_tag
  JOIN topic_ancestor ON topic_ancestor.topic_id = statement_tag.topic_id
  WHERE statement_tag.statement_id = statement.id AND topic_ancestor.ancestor_id = ANY (${topicIds})
)`;
}
