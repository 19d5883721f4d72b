import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { refuse } from "../problems.ts";

const { sql } = Prisma;

/**
 * Refuses (`TAKEN`) what has made a printing the same as another: one article prints a passage of one speaker once.
 *
 * @param field of the input that has made it so
 */
export async function expectOnce(
  database: Database,
  field: string,
  appearances: readonly { id: number }[],
): Promise<void> {
  const [repeated] = await database.query(
    sql`
/* editing.repeated */
SELECT own.id
FROM appearance AS own
JOIN statement ON statement.id = own.statement_id
JOIN appearance AS other ON other.article_id = own.article_id AND other.id <> own.id
JOIN statement AS others ON others.id = other.statement_id
WHERE own.id = ANY (${appearances.map(({ id }) => id)}::int[])
  AND (other.exact, other.prefix, other.suffix) = (own.exact, own.prefix, own.suffix)
  AND other.start_offset IS NOT DISTINCT FROM own.start_offset
  AND (others.speaker_id, others.speaker_status) IS NOT DISTINCT FROM (statement.speaker_id, statement.speaker_status)
LIMIT 1`,
  );
  if (repeated)
    refuse("TAKEN", field, "The article's printing of this passage, by this speaker, is on record already.");
}
