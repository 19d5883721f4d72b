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

/** What an editor asks for. */
export interface EditRequest<Input = unknown> {
  /** The name of the mutation, which the history shows. */
  action: string;
  reason?: string | null | undefined;
  /** If the same key comes again with the same input, the first answer is returned and nothing is done. */
  idempotencyKey?: string | null | undefined;
  /** All of the mutation's input but the key. */
  input: Input;
}

/** The outcome of an edit: its answer; or, if it was refused and nothing of it stays, the reasons. */
export type Edited<Answer> =
  | { answer: Answer; problems: readonly []; details: Details }
  | { answer: null; problems: readonly InputProblem[]; details: Details };

/** An edit under way: its transaction, the recorder that notes who vouches for which rows, and the editor. */
export interface Edit {
  database: Database;
  recorder: Recorder;
  editor: Editor;
}

/**
 * Makes one kind of edit. Returns plain JSON (ids, counts), so that the answer can be kept; throws Refusal if it must
 * not be made.
 */
export interface Work<Input, Answer> {
  (edit: Edit, input: Input): Promise<Answer>;
  /**
   * Whether it makes its own entries in the history: what it writes is not the editor's word, but that of a file. Otherwise all
   * that it does is one change by the editor.
   */
  keepsOwnHistory?: true;
}

/**
 * Makes an edit: in one transaction, in turn with all other writers, as one change in the history, and once per
 * idempotency key. Whatever rule the edit breaks, one of this code or of the tables, becomes a problem in the outcome;
 * only internal faults are thrown.
 */
export async function edit<Input, Answer extends object>(
  database: Database,
  editor: Editor,
  request: EditRequest<Input>,
  work: Work<Input, Answer>,
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

async function editOnce<Input, Answer extends object>(
  database: Database,
  editor: Editor,
  { idempotencyKey: key, ...given }: EditRequest<Input>,
  work: Work<Input, Answer>,
): Promise<Answer> {
  const request = { ...given, ...readInput(reasonInput, given) };
  await waitForTurn(database);
  const recorder = await openRecorder(database, editor);
  const repeatable = typeof key === "string" ? { ...request, key } : null;
  const earlier = repeatable && (await recall<Answer>(database, recorder.originId, repeatable));
  if (earlier) return earlier;
  const changeId = work.keepsOwnHistory ? null : await beginChange(database, recorder.originId, request);
  const answer = await work({ database, recorder, editor }, request.input);
  if (changeId !== null) {
    await writeAssertions(database, recorder);
    await forgetIdleChange(database, changeId);
  }
  if (repeatable) await keepAnswer(database, recorder.originId, repeatable, answer);
  return answer;
}

const reasonInput = z.object({ reason: words(LONGEST_NOTE).nullish() });

/**
 * Begins a change: until the transaction ends, the tables' triggers note everything done to the archive's rows under
 * it.
 */
async function beginChange(
  database: Database,
  originId: number,
  { action, reason }: Pick<EditRequest, "action" | "reason">,
): Promise<number> {
  const [change] = await database.query<{ id: number }>(
    sql`
/* editing.begin */
WITH begun AS (
  INSERT INTO change (origin_id, action, reason) VALUES (${originId}::bigint, ${action}, ${reason ?? null}) RETURNING id
)
SELECT id, set_config('onrecord.change', id::text, TRUE), set_config('onrecord.editing', 'on', TRUE) FROM begun`,
  );
  return change?.id as number;
}

/** Removes a change that changed nothing from the history; the editor still vouches for what the edit said. */
async function forgetIdleChange(database: Database, changeId: number): Promise<void> {
  await database.query(
    sql`
/* editing.forgetIdle */
DELETE FROM change
WHERE id = ${changeId} AND undoes_id IS NULL
  AND NOT EXISTS (SELECT FROM revision WHERE change_id = change.id AND table_name <> 'assertion')`,
  );
}

/** Returns the refusal that an error amounts to; null for an internal fault, which no input caused. */
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
