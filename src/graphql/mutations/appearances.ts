import { createAppearance, deleteAppearance, updateAppearance } from "../../editing/appearances.ts";
import type { Edited } from "../../editing/edit.ts";
import type { MutationResolvers } from "../../generated/graphql.ts";
import type { Context } from "../context.ts";
import { mutate, shownId, userErrors } from "../mutations.ts";

export const appearanceMutations: Pick<
  MutationResolvers,
  "appearanceCreate" | "appearanceUpdate" | "appearanceDelete"
> = {
  appearanceCreate: async (_, { input }, context) =>
    printed(context, await mutate(context, "appearanceCreate", input, createAppearance)),
  appearanceUpdate: async (_, { input }, context) =>
    printed(context, await mutate(context, "appearanceUpdate", input, updateAppearance)),
  appearanceDelete: async (_, { input }, context) =>
    unprinted(context, await mutate(context, "appearanceDelete", input, deleteAppearance)),
};

async function printed({ loaders }: Context, edited: Edited<{ id: number }>) {
  const id = shownId(edited);
  return {
    appearance: id === null ? null : await loaders.appearanceById.load(id),
    candidates: [...(edited.details.candidates ?? [])],
    userErrors: userErrors(edited),
  };
}

/** The statement that has lost a printing; where somebody has changed the printing meanwhile, the one that has it still. */
async function unprinted({ loaders }: Context, edited: Edited<{ id: number }>) {
  const staysId = edited.answer ? null : shownId(edited);
  const stays = staysId === null ? null : await loaders.appearanceById.load(staysId);
  const statementId = edited.answer?.id ?? stays?.statementId;
  return {
    statement: statementId === undefined ? null : await loaders.statementById.load(statementId),
    userErrors: userErrors(edited),
  };
}
