import { z } from "zod";
import type { Database } from "../database.ts";
import { words } from "../document/fields.ts";
import { LONGEST_NOTE } from "../document/limits.ts";
import { isDismissed } from "../document/statement.ts";
import { uuidIn } from "../document/urn.ts";
import { Prisma, StatementLinkKind } from "../generated/prisma/client.ts";
import { upsertLinks } from "../record/links/write.ts";
import type { Edit } from "./edit.ts";
import { optional, targetFields } from "./inputs.ts";
import { isMeantJudgement, refuseUnjudged } from "./judgements.ts";
import { Refusal, readInput, refuse } from "./problems.ts";
import { missingReference, resolveReferences } from "./references.ts";
import { expectSeen } from "./versions.ts";

const { sql } = Prisma;

const meantFields = { ...targetFields, kind: z.enum(StatementLinkKind), target: z.string() };
const linkSetInput = z.object({ ...meantFields, note: optional(words(LONGEST_NOTE)) });
const linkRemoveInput = z.object({ ...meantFields, by: optional(z.string()) });

/**
 * Links a statement to another, as the editor judges it (`statementLinkSet`); replaces the note of the editor's earlier link.
 * Refuses NOT_FOUND, CONFLICT, WRONG_STATE for a retracted or rejected statement, CIRCULAR, and INVALID if dates or languages
 * contradict it.
 */
export async function setStatementLink({ database, recorder }: Edit, input: unknown): Promise<{ id: number }> {
  const { kind, target, note, ...seen } = readInput(linkSetInput, input);
  const statementId = await expectSeen(database, "Statement", seen);
  const targetId = await meantStatement(database, target);
  if (targetId === statementId) refuse("CIRCULAR", "target", "A statement cannot be linked to itself.");
  await expectLinkable(database, "id", statementId);
  await expectLinkable(database, "target", targetId);
  await upsertLinks(database, recorder, [{ statementId, kind, targetId, note, judge: "" }]);
  return { id: statementId };
}

/**
 * Removes a link of a statement (`statementLinkRemove`): the editor's own or, with `by`, the one that somebody else judged or put
 * on record. Refuses NOT_FOUND and CONFLICT.
 */
export async function removeStatementLink(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database } = edit;
  const { kind, target, by, ...seen } = readInput(linkRemoveInput, input);
  const statementId = await expectSeen(database, "Statement", seen);
  const targetId = await meantStatement(database, target);
  const removed = await database.query(
    sql`
/* editing.link.delete */
DELETE FROM statement_link AS link
USING origin
WHERE origin.id = link.origin_id AND statement_id = ${statementId}::bigint AND link.kind = ${kind}::"StatementLinkKind"
  AND target_id = ${targetId}::bigint AND ${isMeantJudgement("link", edit, by)}
RETURNING 1`,
  );
  if (removed.length === 0) refuseUnjudged(by, "target", `link ${kind} from this statement to the other`);
  return { id: statementId };
}

/** Finds the other statement by its global id or its URN. */
async function meantStatement(database: Database, value: string): Promise<number> {
  const uuid = uuidIn(value);
  if (uuid === null) {
    const [found] = await resolveReferences(database, "Statement", [{ field: "target", value }]);
    return found?.id as number;
  }
  const found = await database.prisma.statement.findUnique({ where: { uuid }, select: { id: true } });
  if (!found) throw new Refusal([missingReference("Statement", "target")]);
  return found.id;
}

async function expectLinkable(database: Database, field: "id" | "target", id: number): Promise<void> {
  const { status } = await database.prisma.statement.findUniqueOrThrow({ where: { id }, select: { status: true } });
  if (isDismissed(status))
    refuse("WRONG_STATE", field, `The statement in \`${field}\` is ${status}: it cannot be linked.`);
}
