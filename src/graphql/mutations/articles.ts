import { createArticle, updateArticle } from "../../editing/articles.ts";
import type { Edited } from "../../editing/edit.ts";
import type { PassageOutcome } from "../../editing/problems.ts";
import type { MutationResolvers } from "../../generated/graphql.ts";
import type { Context } from "../context.ts";
import { mutate, shownId, userErrors } from "../mutations.ts";

export const articleMutations: Pick<MutationResolvers, "articleCreate" | "articleUpdate"> = {
  articleCreate: async (_, { input }, context) =>
    answer(context, await mutate(context, "articleCreate", input, createArticle)),
  articleUpdate: async (_, { input }, context) =>
    answer(context, await mutate(context, "articleUpdate", input, updateArticle)),
};

async function answer({ loaders }: Context, edited: Edited<{ id: number; passages?: PassageOutcome[] }>) {
  const id = shownId(edited);
  const outcomes = edited.answer?.passages ?? edited.details.passages ?? [];
  const appearances = await Promise.all(outcomes.map(({ appearanceId }) => loaders.appearanceById.load(appearanceId)));
  return {
    article: id === null ? null : await loaders.articleById.load(id),
    // A request that is sent again is answered as the first time, and what it tells of may be gone.
    passages: outcomes.flatMap(({ fate }, i) => {
      const appearance = appearances[i];
      return appearance ? { appearance, fate } : [];
    }),
    userErrors: userErrors(edited),
  };
}
