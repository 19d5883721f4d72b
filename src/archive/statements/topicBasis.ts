import type { Database } from "../../database.ts";
import { Prisma, type TagBasis } from "../../generated/prisma/client.ts";
import { InputError } from "../lists/inputError.ts";
import { parentKey } from "../lists/list.ts";
import { withNarrower } from "../topics.ts";

const { sql } = Prisma;

/**
 * The conditions, on the table `statement`, that it is on the topics for one of the reasons: those of all its tags with a
 * topic or with anything narrower. Throws InputError where there is no topic.
 *
 * @param topicIds the topics of the filter; null where it names none
 * @param isBelowTopic whether the list stands below a topic, which is meant too
 */
export async function taggedFor(
  database: Database,
  basis: readonly TagBasis[],
  topicIds: number[] | null,
  isBelowTopic: boolean,
): Promise<Prisma.Sql[]> {
  if (!topicIds && !isBelowTopic) {
    throw new InputError(
      "filter.topicBasis",
      "`filter.topicBasis` is about the topics of `filter.topic`, which it needs.",
    );
  }
  const given = topicIds ? [sql`ANY (${await withNarrower(database, topicIds)}::int[])`] : [];
  const above = isBelowTopic ? [sql`ANY (SELECT topic_id FROM topic_ancestor WHERE ancestor_id = ${parentKey})`] : [];
  // OFFSET 0 keeps it a question to each row of a page: as a join it is answered for all of the archive first.
  return [...given, ...above].map(
    (topics) => sql`EXISTS (
  SELECT
  FROM statement_tag
  WHERE statement_tag.statement_id = statement.id
    AND statement_tag.topic_id = ${topics}
    AND statement_tag.basis::text = ANY (${[...new Set(basis)]}::text[])
  OFFSET 0
)`,
  );
}
