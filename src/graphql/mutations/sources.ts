import type { Edited } from "../../editing/edit.ts";
import { createSource, updateSource } from "../../editing/sources.ts";
import type { MutationResolvers } from "../../generated/graphql.ts";
import type { Context } from "../context.ts";
import { mutate, shownId, userErrors } from "../mutations.ts";

export const sourceMutations: Pick<MutationResolvers, "sourceCreate" | "sourceUpdate"> = {
  sourceCreate: async (_, { input }, context) =>
    answer(context, await mutate(context, "sourceCreate", input, createSource)),
  sourceUpdate: async (_, { input }, context) =>
    answer(context, await mutate(context, "sourceUpdate", input, updateSource)),
};

async function answer({ loaders }: Context, edited: Edited<{ id: number }>) {
  const id = shownId(edited);
  return { source: id === null ? null : await loaders.sourceById.load(id), userErrors: userErrors(edited) };
}
