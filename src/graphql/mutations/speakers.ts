import type { Edited } from "../../editing/edit.ts";
import { createSpeaker, updateSpeaker } from "../../editing/speakers.ts";
import type { MutationResolvers } from "../../generated/graphql.ts";
import type { Context } from "../context.ts";
import { mutate, shownId, userErrors } from "../mutations.ts";

export const speakerMutations: Pick<MutationResolvers, "speakerCreate" | "speakerUpdate"> = {
  speakerCreate: async (_, { input }, context) =>
    answer(context, await mutate(context, "speakerCreate", input, createSpeaker)),
  speakerUpdate: async (_, { input }, context) =>
    answer(context, await mutate(context, "speakerUpdate", input, updateSpeaker)),
};

async function answer({ loaders }: Context, edited: Edited<{ id: number }>) {
  const id = shownId(edited);
  return { speaker: id === null ? null : await loaders.speakerById.load(id), userErrors: userErrors(edited) };
}
