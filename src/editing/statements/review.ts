import { Prisma } from "../../generated/prisma/client.ts";
import type { Edit } from "../edit.ts";

const { sql } = Prisma;

/**
 * Notes that an editor has decided on a statement, if an extractor proposed it: from then on, its proposals do not wait any more. Call it
 * before the statement is the editor's: one that an editor has changed before counts as corrected.
 */
export async function noteReview({ database, recorder }: Edit, statementId: number, corrected: boolean): Promise<void> {
  await database.query(
    sql`
/* editing.review */
UPDATE proposal
SET pending = FALSE, reviewer_id = ${recorder.originId}::bigint, reviewed_at = CURRENT_TIMESTAMP,
  corrected = ${corrected} OR origin.kind = 'PERSON'
FROM appearance
JOIN origin ON origin.id = appearance.origin_id
WHERE appearance.id = proposal.appearance_id AND appearance.statement_id = ${statementId}::bigint AND proposal.pending`,
  );
}
