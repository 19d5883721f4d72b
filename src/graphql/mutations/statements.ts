import type { Edited } from "../../editing/edit.ts";
import type { Added } from "../../editing/statements/add.ts";
import {
  publishStatement,
  rejectStatement,
  restoreStatement,
  retractStatement,
} from "../../editing/statements/status.ts";
import { tagStatement, untagStatement } from "../../editing/statements/tagging.ts";
import { updateStatement } from "../../editing/statements/update.ts";
import { createStatement, type ImportOutcome, importStatements } from "../../editing/statements.ts";
import type { MutationResolvers } from "../../generated/graphql.ts";
import type { Context } from "../context.ts";
import { mutate, shownId, userErrors } from "../mutations.ts";

export const statementMutations: Pick<
  MutationResolvers,
  | "statementCreate"
  | "statementUpdate"
  | "statementRetract"
  | "statementRestore"
  | "statementPublish"
  | "statementReject"
  | "statementTag"
  | "statementUntag"
  | "statementsImport"
> = {
  statementCreate: async (_, { input }, context) =>
    created(context, await mutate(context, "statementCreate", input, createStatement)),
  statementUpdate: async (_, { input }, context) =>
    changed(context, await mutate(context, "statementUpdate", input, updateStatement)),
  statementRetract: async (_, { input }, context) =>
    changed(context, await mutate(context, "statementRetract", input, retractStatement)),
  statementRestore: async (_, { input }, context) =>
    changed(context, await mutate(context, "statementRestore", input, restoreStatement)),
  statementPublish: async (_, { input }, context) =>
    changed(context, await mutate(context, "statementPublish", input, publishStatement)),
  statementReject: async (_, { input }, context) =>
    changed(context, await mutate(context, "statementReject", input, rejectStatement)),
  statementTag: async (_, { input }, context) =>
    changed(context, await mutate(context, "statementTag", input, tagStatement)),
  statementUntag: async (_, { input }, context) =>
    changed(context, await mutate(context, "statementUntag", input, untagStatement)),
  statementsImport: async (_, { input }, context) =>
    imported(context, await mutate(context, "statementsImport", input, importStatements)),
};

async function changed({ loaders }: Context, edited: Edited<{ id: number }>) {
  const id = shownId(edited);
  return { statement: id === null ? null : await loaders.statementById.load(id), userErrors: userErrors(edited) };
}

async function created({ loaders }: Context, edited: Edited<Added>) {
  const { answer, details } = edited;
  return {
    statement: answer && (await loaders.statementById.load(answer.id)),
    appearance: answer && (await loaders.appearanceById.load(answer.appearanceId)),
    candidates: [...(details.candidates ?? [])],
    userErrors: userErrors(edited),
  };
}

async function imported({ loaders }: Context, edited: Edited<{ outcomes: ImportOutcome[] }>) {
  const outcomes = (edited.answer?.outcomes ?? []).map(async ({ id, isNew, problems }) => ({
    statement: id === null ? null : await loaders.statementById.load(id),
    isNew,
    userErrors: [...problems],
  }));
  return { outcomes: await Promise.all(outcomes), userErrors: userErrors(edited) };
}
