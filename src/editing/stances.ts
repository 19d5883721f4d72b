import { z } from "zod";
import type { Database } from "../database.ts";
import { words } from "../document/fields.ts";
import { LONGEST_NOTE } from "../document/limits.ts";
import { conditionRule, isDismissed, saysCondition } from "../document/statement.ts";
import { Prisma, StancePosition } from "../generated/prisma/client.ts";
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
  })
  .refine(saysCondition, conditionRule);
const removeInput = z.object({ ...targetFields, proposition: z.string(), by: optional(z.string()) });

/**
 * Records what a statement says about a proposition, as the editor judges it (`stanceSet`); replaces the editor's earlier
 * judgement. Refuses NOT_FOUND, CONFLICT, and WRONG_STATE for a retracted or rejected statement.
 */
export async function setStance({ database, recorder }: Edit, input: unknown): Promise<{ id: number }> {
  const { proposition, position, note, ...seen } = readInput(setInput, input);
  const statementId = await expectSeen(database, "Statement", seen);
  const propositionId = await meantProposition(database, proposition);
  const { status } = await database.prisma.statement.findUniqueOrThrow({
    where: { id: statementId },
    select: { status: true },
  });
  if (isDismissed(status)) {
    refuse("WRONG_STATE", "id", `The statement is ${status}: it stands for nothing, so it cannot have a stance.`);
  }
  vouchFor(recorder, "PROPOSITION", [propositionId]);
  await upsertStances(database, recorder, [{ statementId, propositionId, position, note, judge: "" }]);
  return { id: statementId };
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
