import { Prisma } from "../../generated/prisma/client.ts";
import type { Edit } from "../edit.ts";

const { sql } = Prisma;

/**
 * Marks the proposals of a statement as reviewed by the editor, if an extractor proposed it: they no longer wait. Call this before
 * `takeOver`, because a proposal whose printing belongs to an editor already counts as corrected.
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
