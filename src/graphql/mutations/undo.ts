import type { MutationResolvers } from "../../generated/graphql.ts";
import { undoRevision } from "../../history/undo.ts";
import { mutate, userErrors } from "../mutations.ts";

export const undoMutations: Pick<MutationResolvers, "undo"> = {
  undo: async (_, { input }, context) => {
    const undone = await mutate(context, "undo", input, undoRevision);
    return {
      revision: undone.answer && (await context.loaders.revisionById.load(undone.answer.id)),
      userErrors: userErrors(undone),
    };
  },
};
