import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Recorder } from "./assertions.ts";
import type { StoredPrinting } from "./stored.ts";

const { sql } = Prisma;

/**
 * Withdraws the printings that this origin no longer has: deletes those that nobody else asserts, and leaves the others
 * to the first of the origins that do.
 *
 * @returns the ids of the deleted printings
 */
export async function withdraw(
  database: Database,
  { lineage }: Recorder,
  gone: readonly StoredPrinting[],
): Promise<ReadonlySet<number>> {
  if (gone.length === 0) return new Set();
  const alone = gone.filter(({ isAssertedByOthers }) => !isAssertedByOthers).map(({ id }) => id);
  const shared = gone.filter(({ isAssertedByOthers }) => isAssertedByOthers).map(({ id }) => id);
  await database.query(sql`/* record.appearance.delete */ DELETE FROM appearance WHERE id = ANY (${alone}::bigint[])`);
  await database.query(
    sql`
/* record.appearance.leave */
WITH withdrawn AS (
  DELETE FROM assertion
  WHERE subject = 'APPEARANCE' AND subject_id = ANY (${shared}::bigint[]) AND origin_id = ANY (${lineage}::bigint[])
)
UPDATE appearance
SET origin_id = (
  SELECT min(origin_id) FROM assertion
  WHERE subject = 'APPEARANCE' AND subject_id = appearance.id AND origin_id <> ALL (${lineage}::bigint[])
)
WHERE id = ANY (${shared}::bigint[]) AND origin_id = ANY (${lineage}::bigint[])`,
  );
  await passOn(
    database,
    lineage,
    gone.map(({ statementId }) => statementId),
  );
  return new Set(alone);
}

/** When this origin has no printing of a statement left, passes the statement to the origin of the oldest printing. */
async function passOn(database: Database, lineage: readonly number[], statementIds: readonly number[]): Promise<void> {
  await database.query(
    sql`
/* record.statement.leave */
UPDATE statement
SET origin_id = heir.origin_id
FROM (
  SELECT DISTINCT ON (statement_id) statement_id, origin_id
  FROM appearance
  WHERE statement_id = ANY (${statementIds}::bigint[])
  ORDER BY statement_id, id
) AS heir
WHERE statement.id = heir.statement_id
  AND statement.origin_id = ANY (${lineage}::bigint[])
  AND NOT EXISTS (
    SELECT FROM appearance WHERE appearance.statement_id = statement.id AND appearance.origin_id = ANY (${lineage}::bigint[])
  )`,
  );
}

/** Deletes the statements among those given that no article prints any more. Returns how many these are. */
export async function removeUnprinted(database: Database, statementIds: readonly number[]): Promise<number> {
  if (statementIds.length === 0) return 0;
  const deleted = await database.query(
    sql`
/* record.statement.delete */
DELETE FROM statement
WHERE id = ANY (${statementIds}::bigint[])
  AND NOT EXISTS (SELECT FROM appearance WHERE appearance.statement_id = statement.id)
RETURNING id`,
  );
  return deleted.length;
}
