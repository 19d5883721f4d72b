import { Prisma } from "../../generated/prisma/client.ts";
import { vouchFor } from "../../record/assertions.ts";
import { findSameStatement } from "../../record/sameStatement.ts";
import type { Edit } from "../edit.ts";
import { noteReview } from "../statements/review.ts";
import { takeOver } from "../statements/takeOver.ts";
import type { ReviewedProposal } from "./target.ts";

const { sql } = Prisma;

/** What an editor has decided on a proposal. */
export type Decided = { status: "PUBLISHED"; corrected: boolean } | { status: "REJECTED"; reason: string };

/**
 * Publishes or rejects a proposal. A published one becomes another printing of the statement that the archive has already, if it is the
 * same utterance.
 */
export async function settle(
  edit: Edit,
  { id, statementId, articleId }: ReviewedProposal,
  decided: Decided,
): Promise<void> {
  const { database, recorder } = edit;
  const { originId } = recorder;
  const { status } = decided;
  await noteReview(edit, statementId, decided.status === "PUBLISHED" && decided.corrected);
  const same = status === "PUBLISHED" ? await findSameStatement(database, statementId) : null;
  if (same === null) {
    const statusReason = decided.status === "REJECTED" ? decided.reason : null;
    await database.prisma.statement.update({ where: { id: statementId }, data: { status, statusReason, originId } });
    return takeOver(edit, statementId);
  }
  await moveTo(edit, statementId, same);
  await database.prisma.appearance.update({ where: { id }, data: { originId } });
  vouchFor(recorder, "ARTICLE", [articleId]);
  vouchFor(recorder, "APPEARANCE", [id]);
}

/** Makes the printings of a statement those of another, which gets its topics, and deletes it. */
async function moveTo({ database }: Edit, from: number, to: number): Promise<void> {
  await database.query(
    sql`/* editing.proposals.join */ UPDATE appearance SET statement_id = ${to}::bigint WHERE statement_id = ${from}::bigint`,
  );
  await database.query(
    sql`
/* editing.proposals.tags */
INSERT INTO statement_tag (statement_id, topic_id, basis)
SELECT ${to}::bigint, topic_id, basis
FROM statement_tag
WHERE statement_id = ${from}::bigint AND topic_id NOT IN (SELECT topic_id FROM tag_removal WHERE statement_id = ${to}::bigint)
ON CONFLICT DO NOTHING`,
  );
  await database.prisma.statement.delete({ where: { id: from } });
}
