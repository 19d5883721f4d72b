import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

/**
 * The condition that two printings have one key, over `own`, `other` (rows of `appearance`), `own_statement` and
 * `other_statement`. `printingKey` (document/printingKey.ts) says the same in JavaScript.
 */
export const samePrinting: Prisma.Sql = sql`
other.article_id = own.article_id
  AND (other.exact, other.prefix, other.suffix) = (own.exact, own.prefix, own.suffix)
  AND other.start_offset IS NOT DISTINCT FROM own.start_offset
  AND (other_statement.speaker_id, other_statement.speaker_status)
    IS NOT DISTINCT FROM (own_statement.speaker_id, own_statement.speaker_status)`;

/** Returns which of the printings have the key of another printing. */
export async function findRepeated(database: Database, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const rows = await database.query<{ id: number }>(
    sql`
/* record.printings.repeated */
SELECT DISTINCT own.id
FROM appearance AS own
JOIN statement AS own_statement ON own_statement.id = own.statement_id
JOIN appearance AS other ON other.article_id = own.article_id AND other.id <> own.id
JOIN statement AS other_statement ON other_statement.id = other.statement_id
WHERE own.id = ANY (${ids}::bigint[]) AND ${samePrinting}`,
  );
  return new Set(rows.map(({ id }) => id));
}
