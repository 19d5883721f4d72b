import { z } from "zod";
import type { Database } from "../database.ts";
import type { Editor } from "../document/asserter.ts";
import { RecordError } from "../document/errors.ts";
import { words } from "../document/fields.ts";
import { LONGEST_NOTE } from "../document/limits.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type Recorder, writeAssertions } from "../record/assertions.ts";
import { openRecorder } from "../record/recorder.ts";
import { waitForTurn } from "../record/turns.ts";
import { explainConstraint } from "./constraints.ts";
import { keepAnswer, recall } from "./idempotency.ts";
import { type Details, type InputProblem, Refusal, readInput } from "./problems.ts";
import { inLine } from "./queue.ts";

const { sql } = Prisma;

/** What is to be done, as the history will tell it. */
export interface EditRequest {
  /** The mutation's name. */
  action: string;
  reason?: string | null | undefined;
  /** The same key with the same input again is answered as the first time, and does nothing. */
  idempotencyKey?: string | null | undefined;
  /** What the key stands for. */
  input: unknown;
}

/** What became of an edit: its answer, or why it was refused, and then nothing of it has stayed. */
export type Edited<Answer> =
  | { answer: Answer; problems: readonly []; details: Details }
  | { answer: null; problems: readonly InputProblem[]; details: Details };

/** What an edit works with: the transaction, and the recorder by which rows are asserted. */
export interface Edit {
  database: Database;
  recorder: Recorder;
  editor: Editor;
}

/**
 * Does an edit: in one transaction, in turn with all other writers, as one change in the history, and once for each
 * idempotency key. Every rule that it breaks, of ours or of the tables, is a problem of the answer; only faults are thrown.
 *
 * @param work what is done; it returns plain JSON (ids, counts), and throws Refusal where it may not be done
 */
export async function edit<Answer extends object>(
  database: Database,
  editor: Editor,
  request: EditRequest,
  work: (edit: Edit) => Promise<Answer>,
): Promise<Edited<Answer>> {
  try {
    const answer = await inLine(database, () =>
      database.transaction((transaction) => editOnce(transaction, editor, request, work)),
    );
    database.forget();
    return { answer, problems: [], details: {} };
  } catch (error) {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    return { answer: null, problems: refusal.problems, details: refusal.details };
  }
}

async function editOnce<Answer extends object>(
  database: Database,
  editor: Editor,
  { idempotencyKey: key, ...given }: EditRequest,
  work: (edit: Edit) => Promise<Answer>,
): Promise<Answer> {
  const request = { ...given, ...readInput(reasonInput, given) };
  await waitForTurn(database);
  const recorder = await openRecorder(database, editor);
  const repeatable = typeof key === "string" ? { ...request, key } : null;
  const earlier = repeatable && (await recall<Answer>(database, recorder.originId, repeatable));
  if (earlier) return earlier;
  const changeId = await beginChange(database, recorder.originId, request);
  const answer = await work({ database, recorder, editor });
  await writeAssertions(database, recorder);
  await forgetIdleChange(database, changeId);
  if (repeatable) await keepAnswer(database, recorder.originId, repeatable, answer);
  return answer;
}

const reasonInput = z.object({ reason: words(LONGEST_NOTE).nullish() });

/** From here to the end of the transaction all that is done to the archive's rows is a revision of this change. */
async function beginChange(
  database: Database,
  originId: number,
  { action, reason }: Pick<EditRequest, "action" | "reason">,
): Promise<number> {
  const [change] = await database.query<{ id: number }>(
    sql`
/* editing.begin */
WITH begun AS (
  INSERT INTO change (origin_id, action, reason) VALUES (${originId}::int, ${action}, ${reason ?? null}) RETURNING id
)
SELECT id, set_config('onrecord.change', id::text, TRUE), set_config('onrecord.editing', 'on', TRUE) FROM begun`,
  );
  return change?.id as number;
}

/** An edit that says nothing new has no place in the history, though the editor now asserts what it says. */
async function forgetIdleChange(database: Database, changeId: number): Promise<void> {
  await database.query(
    sql`
/* editing.forgetIdle */
DELETE FROM change
WHERE id = ${changeId} AND undoes_id IS NULL
  AND NOT EXISTS (SELECT FROM revision WHERE change_id = change.id AND table_name <> 'assertion')`,
  );
}

/** What an error tells the editor of; null for a fault, which is nobody's input's. */
export function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof RecordError && !error.cause) {
    const problems = error.problems.map(({ path, message }) => ({
      code: "INVALID" as const,
      field: path === "" ? null : path.split(/[.[\]]+/u).filter(Boolean),
      message: `${path} ${message}`.trim(),
    }));
    return new Refusal(problems);
  }
  const problem = explainConstraint(error instanceof RecordError ? error.cause : error);
  return problem && new Refusal([problem]);
}
