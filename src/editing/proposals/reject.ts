import { z } from "zod";
import { words } from "../../document/fields.ts";
import { LONGEST_NOTE } from "../../document/limits.ts";
import type { Edit } from "../edit.ts";
import { targetFields } from "../inputs.ts";
import { readInput } from "../problems.ts";
import { settle } from "./settle.ts";
import { expectPending } from "./target.ts";

const rejectInput = z.object({ ...targetFields, reason: words(LONGEST_NOTE) });

/**
 * Rejects a proposal (`proposalReject`). Its passage is not proposed again for the same speaker. Refuses NOT_FOUND, CONFLICT,
 * WRONG_STATE.
 */
export async function rejectProposal(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { reason, ...seen } = readInput(rejectInput, input);
  const proposal = await expectPending(edit.database, seen);
  await settle(edit, proposal, { status: "REJECTED", reason });
  return { id: proposal.id };
}
