import { keyOf } from "../../archive/globalIds.ts";
import type { Database } from "../../database.ts";
import { Prisma, type SpeakerKind, type StatementStatus } from "../../generated/prisma/client.ts";
import { Refusal, refuse } from "../problems.ts";
import { versionsOf } from "../versions.ts";

const { sql } = Prisma;

/** A proposal that is reviewed, with its statement. */
export interface ReviewedProposal {
  /** The id of its printing, which is its own. */
  id: number;
  statementId: number;
  articleId: number;
  status: StatementStatus;
  speakerId: number | null;
  speakerName: string | null;
  speakerKind: SpeakerKind | null;
  /** Whether the article is invented, and its people with it. */
  fictional: boolean;
}

/**
 * Returns the versions of proposals, by their ids: of the printing and of its statement, because a review shows both. Null for an
 * unknown id.
 */
export async function proposalVersionsOf(database: Database, ids: readonly number[]): Promise<(string | null)[]> {
  const proposals = await readProposals(database, ids);
  const versions = await versionsOfKnown(database, proposals);
  const byId = new Map(proposals.map(({ id }, i) => [id, versions[i] as string]));
  return ids.map((id) => byId.get(id) ?? null);
}

async function versionsOfKnown(database: Database, proposals: readonly ReviewedProposal[]): Promise<string[]> {
  const ids = proposals.map(({ id }) => id);
  const statementIds = proposals.map(({ statementId }) => statementId);
  const [own, ofStatements] = await Promise.all([
    versionsOf(database, "Appearance", ids),
    versionsOf(database, "Statement", statementIds),
  ]);
  return proposals.map((_, i) => `${own[i]}${ofStatements[i]}`);
}

/** Reads proposals, reviewed or not. */
export async function readProposals(database: Database, ids: readonly number[]): Promise<ReviewedProposal[]> {
  return database.query(
    sql`
/* editing.proposals */
SELECT proposal.appearance_id AS id, appearance.statement_id AS "statementId", proposal.article_id AS "articleId",
  statement.status::text AS status, statement.speaker_id AS "speakerId", proposal.speaker_name AS "speakerName",
  proposal.speaker_kind::text AS "speakerKind", article.fictional
FROM proposal
JOIN appearance ON appearance.id = proposal.appearance_id
JOIN statement ON statement.id = appearance.statement_id
JOIN article ON article.id = proposal.article_id
WHERE proposal.appearance_id = ANY (${ids}::bigint[])`,
  );
}

/**
 * Returns the proposal that an editor decides on. Refuses an unknown one (NOT_FOUND), one that has changed since the editor saw it
 * (CONFLICT), and one that was decided on before (WRONG_STATE).
 */
export async function expectPending(
  database: Database,
  { id, expectedVersion }: { id: string; expectedVersion: string },
): Promise<ReviewedProposal> {
  const key = keyOf("Proposal", id);
  const [proposal] = key === null ? [] : await readProposals(database, [key]);
  if (!proposal) refuse("NOT_FOUND", "id", "There is no Proposal with this id.");
  const [version] = await versionsOfKnown(database, [proposal]);
  if (version !== expectedVersion) {
    const message =
      "The proposal has been changed or decided on since: read it again, and decide on the present version.";
    throw new Refusal([{ code: "CONFLICT", field: ["expectedVersion"], message }], { conflictingId: proposal.id });
  }
  if (proposal.status === "PROPOSED") return proposal;
  return refuse("WRONG_STATE", "id", `The proposal was decided on before: its statement is ${proposal.status}.`);
}
