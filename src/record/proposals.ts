import { proposalTable } from "../archive/tables/proposal.ts";
import { without } from "../archive/tables/table.ts";
import type { Database } from "../database.ts";
import type { ProposalReason } from "../generated/prisma/client.ts";
import { normalizeName } from "../text/names.ts";
import type { Printing } from "./printings.ts";
import { upsert } from "./write.ts";

const PROPOSAL = {
  table: "proposal",
  key: ["appearanceId"],
  fields: without(proposalTable.fields, "pending", "corrected", "reviewerId", "reviewedAt", "createdAt"),
  nulls: "store",
} as const;

/**
 * Writes how an extractor found printings, with the reasons for which a person should look at each.
 *
 * @param printings printings that are recorded, with their ids; those that are no proposals are left out
 * @param ambiguous the names that several speakers bear, normalised
 */
export async function writeProposals(
  database: Database,
  printings: readonly { id: number; printing: Printing }[],
  ambiguous: ReadonlySet<string>,
): Promise<void> {
  const rows = printings.flatMap(({ id, printing }) => {
    const { proposal } = printing.given;
    if (!proposal) return [];
    const { evidence, speakers, extents, ...rest } = proposal;
    const place = { evidence: evidence?.exact, evidenceStart: evidence?.start };
    const reasons = reasonsOf(printing, ambiguous);
    const row = { speakerName: undefined, speakerKind: undefined, ...rest, ...place, speakers, extents, reasons };
    return { ...row, appearanceId: id, articleId: printing.articleId };
  });
  await upsert(database, PROPOSAL, rows);
}

function reasonsOf(
  { given: { proposal }, speakerId, speakerStatus }: Printing,
  ambiguous: ReadonlySet<string>,
): ProposalReason[] {
  const { speakerName, evidence } = proposal ?? {};
  const reasons: ProposalReason[] = evidence ? ["RESOLVED_MENTION"] : [];
  if (speakerId !== null) return reasons;
  if (speakerName !== undefined) {
    return [...reasons, ambiguous.has(normalizeName(speakerName)) ? "AMBIGUOUS_NAME" : "NEW_SPEAKER"];
  }
  return [...reasons, speakerStatus === "UNNAMED" ? "UNNAMED_SPEAKER" : "UNKNOWN_SPEAKER"];
}
