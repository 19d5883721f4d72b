import { z } from "zod";
import { findPending } from "../../archive/appearances/proposals.ts";
import { confidence } from "../../document/proposal.ts";
import type { Edit } from "../edit.ts";
import { optional, targetFields } from "../inputs.ts";
import { readInput } from "../problems.ts";
import { expectOnce } from "../statements/printedOnce.ts";
import { settle } from "./settle.ts";
import { bearerIdsOf, speakerOfProposal } from "./speaker.ts";
import { expectPending, type ReviewedProposal, readProposals } from "./target.ts";

/** The most proposals that are accepted at once: writers wait meanwhile. */
const MOST_ACCEPTED = 200;
/** How many are looked through for them. */
const MOST_LOOKED_AT = 1_000;
const MOST_ARTICLES = 100;

const acceptInput = z.object(targetFields);
const acceptManyInput = z.object({
  minScore: confidence,
  article: optional(z.array(z.string()).max(MOST_ARTICLES, `are more than ${MOST_ARTICLES}`)),
  addSpeakers: optional(z.boolean()),
});

/**
 * Accepts a proposal as it is (`proposalAccept`): publishes its statement, by the speaker whom it names. Refuses NOT_FOUND, CONFLICT,
 * WRONG_STATE, and TAKEN if the article has the passage of this speaker already.
 */
export async function acceptProposal(edit: Edit, input: unknown): Promise<{ id: number }> {
  const proposal = await expectPending(edit.database, readInput(acceptInput, input));
  await accept(edit, proposal);
  return { id: proposal.id };
}

/** The outcome of accepting many proposals. */
export interface AcceptedMany {
  ids: number[];
  /** How many others are as sure, and still wait. */
  left: number;
}

/**
 * Accepts the proposals that are at least this sure (`proposalsAccept`), the surest first, at most 200. Those whose speaker cannot be
 * told are left to a person, and so are those that would add a speaker, unless the editor wants these added. Refuses INVALID, and TAKEN
 * if an article has the passage of a speaker already.
 */
export async function acceptProposals(edit: Edit, input: unknown): Promise<AcceptedMany> {
  const { database } = edit;
  const { minScore, article, addSpeakers = false } = readInput(acceptManyInput, input);
  const { count, ids } = await findPending(database, { minScore, article }, MOST_LOOKED_AT);
  const proposals = new Map((await readProposals(database, ids)).map((proposal) => [proposal.id, proposal]));
  const inOrder = ids.flatMap((id) => proposals.get(id) ?? []);
  const known = await findKnownNames(edit, inOrder);
  const clear = inOrder.filter(
    ({ speakerId, speakerName }) => addSpeakers || speakerId !== null || speakerName === null || known.has(speakerName),
  );
  const accepted = clear.slice(0, MOST_ACCEPTED);
  for (const proposal of accepted) await accept(edit, proposal);
  return { ids: accepted.map(({ id }) => id), left: count - accepted.length };
}

/** Returns the names of proposals that exactly one speaker bears. */
async function findKnownNames(
  { database }: Edit,
  proposals: readonly ReviewedProposal[],
): Promise<ReadonlySet<string>> {
  const open = proposals.flatMap(({ speakerId, speakerName }) => (speakerId === null ? (speakerName ?? []) : []));
  const names = [...new Set(open)];
  const bearers = await bearerIdsOf(database, names);
  return new Set(names.filter((_, i) => bearers[i]?.length === 1));
}

async function accept(edit: Edit, proposal: ReviewedProposal): Promise<void> {
  const { database } = edit;
  const { id, statementId } = proposal;
  const speakerId = await speakerOfProposal(edit, proposal);
  if (speakerId !== proposal.speakerId) {
    const data = { speakerId, speakerStatus: "IDENTIFIED" as const };
    await database.prisma.statement.update({ where: { id: statementId }, data });
    await expectOnce(database, "id", [{ id }]);
  }
  await settle(edit, proposal, { status: "PUBLISHED", corrected: false });
}
