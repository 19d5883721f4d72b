import { z } from "zod";
import { words } from "../../document/fields.ts";
import { LONGEST_NOTE } from "../../document/limits.ts";
import type { StatementStatus } from "../../generated/prisma/client.ts";
import type { Edit } from "../edit.ts";
import { targetFields } from "../inputs.ts";
import { readInput, refuse } from "../problems.ts";
import { expectSeen } from "../versions.ts";
import { noteReview } from "./review.ts";
import { takeOver } from "./takeOver.ts";

const chosen = z.object(targetFields);
const retractInput = z.object({ ...targetFields, reason: words(LONGEST_NOTE) });

/** Retracts a statement (`statementRetract`). Refuses NOT_FOUND, CONFLICT, and WRONG_STATE unless it is published. */
export async function retractStatement(edit: Edit, input: unknown): Promise<{ id: number }> {
  return move(edit, readInput(retractInput, input), ["PUBLISHED"], "RETRACTED");
}

/**
 * Publishes a retracted or rejected statement (`statementRestore`). Refuses NOT_FOUND, CONFLICT, and WRONG_STATE otherwise.
 */
export async function restoreStatement(edit: Edit, input: unknown): Promise<{ id: number }> {
  return move(edit, readInput(chosen, input), ["RETRACTED", "REJECTED"], "PUBLISHED");
}

/** Publishes a proposed statement (`statementPublish`). Refuses NOT_FOUND, CONFLICT, and WRONG_STATE otherwise. */
export async function publishStatement(edit: Edit, input: unknown): Promise<{ id: number }> {
  return move(edit, readInput(chosen, input), ["PROPOSED"], "PUBLISHED");
}

/** Rejects a proposed statement (`statementReject`). Refuses NOT_FOUND, CONFLICT, and WRONG_STATE otherwise. */
export async function rejectStatement(edit: Edit, input: unknown): Promise<{ id: number }> {
  return move(edit, readInput(retractInput, input), ["PROPOSED"], "REJECTED");
}

async function move(
  edit: Edit,
  seen: { id: string; expectedVersion: string; reason?: string },
  from: readonly StatementStatus[],
  to: StatementStatus,
): Promise<{ id: number }> {
  const { database, recorder } = edit;
  const id = await expectSeen(database, "Statement", seen);
  const { status } = await database.prisma.statement.findUniqueOrThrow({ where: { id }, select: { status: true } });
  if (!from.includes(status))
    refuse("WRONG_STATE", "id", `The statement is ${status}; only a ${from.join(" or ")} one can become ${to}.`);
  if (status === "PROPOSED") await noteReview(edit, id, false);
  await database.prisma.statement.update({
    where: { id },
    data: { status: to, statusReason: seen.reason ?? null, originId: recorder.originId },
  });
  await takeOver(edit, id);
  return { id };
}
