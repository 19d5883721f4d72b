import { type Edit, type Edited, edit } from "../editing/edit.ts";
import type { InputProblem } from "../editing/problems.ts";
import type { Context } from "./context.ts";
import { createLoaders } from "./loaders.ts";

/** What every input has. */
interface CommonInput {
  reason?: string | null;
  idempotencyKey?: string | null;
}

/** An edit that makes, or changes, one noun: it answers with the noun's id. */
type Work<Input, Answer> = (edit: Edit, input: Input) => Promise<Answer>;

/**
 * Does a mutation, in the viewer's name. What is asked of the archive afterwards, in the payload and by the mutations that follow
 * in the same request, is read anew.
 */
export async function mutate<Input extends CommonInput, Answer extends object>(
  context: Context,
  action: string,
  { idempotencyKey, ...input }: Input,
  work: Work<Omit<Input, "idempotencyKey">, Answer>,
): Promise<Edited<Answer>> {
  const { viewer, database } = context;
  // graphql/authorization.ts lets nobody come here without a key; a schema that forgot to say so must not either.
  if (!viewer) throw new Error(`${action} was asked for without a key`);
  const request = { action, reason: input.reason, idempotencyKey, input };
  const edited = await edit(database, viewer.editor, request, (begun) => work(begun, input));
  context.loaders = createLoaders(database);
  context.childLists.clear();
  return edited;
}

/**
 * The id of what a payload shows: of what was made or changed; where somebody else has changed it meanwhile, of what stands there
 * now (`CONFLICT`); else null.
 */
export function shownId({ answer, details }: Edited<{ id: number }>): number | null {
  return answer?.id ?? details.conflictingId ?? null;
}

/** The field `userErrors` of a payload. */
export function userErrors({ problems }: Edited<object>): InputProblem[] {
  return [...problems];
}
