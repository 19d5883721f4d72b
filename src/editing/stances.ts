import { z } from "zod";
import type { Database } from "../database.ts";
import { words } from "../document/fields.ts";
import { LONGEST_NOTE } from "../document/limits.ts";
import { conditionRule, isDismissed, saysCondition } from "../document/statement.ts";
import { Prisma, StancePosition, StanceStatus } from "../generated/prisma/client.ts";
import { vouchFor } from "../record/assertions.ts";
import { upsertStances } from "../record/stances.ts";
import type { Edit } from "./edit.ts";
import { optional, targetFields } from "./inputs.ts";
import { isMeantJudgement, refuseUnjudged } from "./judgements.ts";
import { readInput, refuse } from "./problems.ts";
import { resolveReferences } from "./references.ts";
import { expectSeen } from "./versions.ts";

const { sql } = Prisma;

const setInput = z
  .object({
    ...targetFields,
    proposition: z.string(),
    position: z.enum(StancePosition),
    note: optional(words(LONGEST_NOTE)),
    status: optional(z.enum(StanceStatus).exclude(["REJECTED"])),
  })
  .refine(saysCondition, conditionRule);
const reviewFields = { ...targetFields, proposition: z.string(), by: z.string() };
const stanceAcceptInput = z.object(reviewFields);
const stanceRejectInput = z.object({ ...reviewFields, reason: words(LONGEST_NOTE) });
const removeInput = z.object({ ...targetFields, proposition: z.string(), by: optional(z.string()) });

/**
 * Records what a statement says about a proposition, as the editor judges it, or proposes it to other editors (`stanceSet`); replaces
 * the editor's earlier judgement. Refuses NOT_FOUND, CONFLICT, and WRONG_STATE for a retracted or rejected statement and for a proposal
 * of somebody whose stance is published or was rejected.
 */
export async function setStance({ database, recorder, editor }: Edit, input: unknown): Promise<{ id: number }> {
  const { proposition, position, note, status: wanted = "PUBLISHED", ...seen } = readInput(setInput, input);
  const statementId = await expectSeen(database, "Statement", seen);
  const propositionId = await meantProposition(database, proposition);
  const { status } = await database.prisma.statement.findUniqueOrThrow({
    where: { id: statementId },
    select: { status: true },
  });
  if (isDismissed(status)) {
    refuse("WRONG_STATE", "id", `The statement is ${status}: it stands for nothing, so it cannot have a stance.`);
  }
  const own = await stancesOfJudge(database, { statementId, propositionId, by: editor.name });
  const decided = own.filter((stance) => stance.status !== wanted && stance.status !== "PROPOSED");
  if (wanted === "PROPOSED" && decided[0]) {
    const { status: outcome } = decided[0];
    refuse("WRONG_STATE", "status", `Your stance on this proposition is ${outcome} already: it cannot be proposed.`);
  }
  // An editor who judges anew is not bound by what somebody decided on their proposal.
  await deleteStances(database, decided);
  vouchFor(recorder, "PROPOSITION", [propositionId]);
  await upsertStances(database, recorder, [{ statementId, propositionId, position, note, status: wanted, judge: "" }]);
  return { id: statementId };
}

/**
 * Accepts a proposed stance (`stanceAccept`): it is published as that of its judge, put on record by the editor. Refuses NOT_FOUND,
 * CONFLICT, and WRONG_STATE for one that does not wait.
 */
export async function acceptStance(edit: Edit, input: unknown): Promise<{ id: number }> {
  return decideStance(edit, readInput(stanceAcceptInput, input), "PUBLISHED");
}

/**
 * Rejects a proposed stance (`stanceReject`). Its judge cannot propose one on this statement and proposition again. Refuses NOT_FOUND,
 * CONFLICT, and WRONG_STATE for one that does not wait.
 */
export async function rejectStance(edit: Edit, input: unknown): Promise<{ id: number }> {
  return decideStance(edit, readInput(stanceRejectInput, input), "REJECTED");
}

async function decideStance(
  { database, recorder, editor }: Edit,
  { proposition, by, ...seen }: { id: string; expectedVersion: string; proposition: string; by: string },
  status: "PUBLISHED" | "REJECTED",
): Promise<{ id: number }> {
  const statementId = await expectSeen(database, "Statement", seen);
  const propositionId = await meantProposition(database, proposition);
  const [latest, ...others] = await stancesOfJudge(database, { statementId, propositionId, by });
  if (!latest) return refuseUnjudged(by, "proposition", "stance of this statement on the proposition");
  if (latest.status !== "PROPOSED")
    refuse("WRONG_STATE", "by", `The stance of ${by} does not wait: it is ${latest.status}.`);
  await deleteStances(database, others);
  // It becomes the editor's to vouch for, so that neither a new version of an import nor its undoing takes the decision back.
  const judge = by === editor.name ? "" : by;
  const data = { status, judge, originId: recorder.originId };
  await database.prisma.stance.update({ where: { id: latest.id }, data });
  vouchFor(recorder, "PROPOSITION", [propositionId]);
  return { id: statementId };
}

/** Reads the stances of somebody on a statement and a proposition, their own and those passed on; the one judged last first. */
function stancesOfJudge(
  database: Database,
  { statementId, propositionId, by }: { statementId: number; propositionId: number; by: string },
): Promise<{ id: number; status: StanceStatus }[]> {
  return database.query(
    sql`
/* editing.stance.judge */
SELECT id, status::text AS status
FROM stance
WHERE statement_id = ${statementId}::bigint AND proposition_id = ${propositionId}::bigint
  AND stance_judge(judge, origin_id) = ${by.replaceAll("\0", "")}
ORDER BY created_at DESC, id DESC`,
  );
}

async function deleteStances(database: Database, stances: readonly { id: number }[]): Promise<void> {
  await database.prisma.stance.deleteMany({ where: { id: { in: stances.map(({ id }) => id) } } });
}

/**
 * Removes a stance of a statement (`stanceRemove`): the editor's own or, with `by`, the one that somebody else judged or put on
 * record. Refuses NOT_FOUND and CONFLICT.
 */
export async function removeStance(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database } = edit;
  const { proposition, by, ...seen } = readInput(removeInput, input);
  const statementId = await expectSeen(database, "Statement", seen);
  const propositionId = await meantProposition(database, proposition);
  const removed = await database.query(
    sql`
/* editing.stance.delete */
DELETE FROM stance
USING origin
WHERE origin.id = stance.origin_id AND statement_id = ${statementId}::bigint AND proposition_id = ${propositionId}::bigint
  AND ${isMeantJudgement("stance", edit, by)}
RETURNING 1`,
  );
  if (removed.length === 0) refuseUnjudged(by, "proposition", "stance of this statement on the proposition");
  return { id: statementId };
}

async function meantProposition(database: Database, value: string): Promise<number> {
  const [found] = await resolveReferences(database, "Proposition", [{ field: "proposition", value }]);
  return found?.id as number;
}
