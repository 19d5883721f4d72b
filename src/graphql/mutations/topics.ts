import type { Edited } from "../../editing/edit.ts";
import { createTopic, moveTopic, updateTopic } from "../../editing/topics.ts";
import type { MutationResolvers } from "../../generated/graphql.ts";
import type { Context } from "../context.ts";
import { mutate, shownId, userErrors } from "../mutations.ts";

export const topicMutations: Pick<MutationResolvers, "topicCreate" | "topicUpdate" | "topicMove"> = {
  topicCreate: async (_, { input }, context) =>
    answer(context, await mutate(context, "topicCreate", input, createTopic)),
  topicUpdate: async (_, { input }, context) =>
    answer(context, await mutate(context, "topicUpdate", input, updateTopic)),
  topicMove: async (_, { input }, context) => answer(context, await mutate(context, "topicMove", input, moveTopic)),
};

async function answer({ loaders }: Context, edited: Edited<{ id: number }>) {
  const id = shownId(edited);
  return { topic: id === null ? null : await loaders.topicById.load(id), userErrors: userErrors(edited) };
}
