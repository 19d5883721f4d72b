import type { Edited } from "../../editing/edit.ts";
import { type Merged, mergeSpeakers, rejectMerge } from "../../editing/merges.ts";
import type { MutationResolvers } from "../../generated/graphql.ts";
import { unmergeSpeaker } from "../../history/unmerge.ts";
import type { Context } from "../context.ts";
import { mutate, shownId, userErrors } from "../mutations.ts";
import { required } from "../required.ts";

export const mergeMutations: Pick<MutationResolvers, "speakerMerge" | "speakerUnmerge" | "speakerMergeReject"> = {
  speakerMerge: async (_, { input }, context) =>
    answer(context, await mutate(context, "speakerMerge", input, mergeSpeakers)),
  speakerUnmerge: async (_, { input }, context) =>
    answer(context, await mutate(context, "speakerUnmerge", input, unmergeSpeaker)),
  speakerMergeReject: async (_, { input }, context) => {
    const rejected = await mutate(context, "speakerMergeReject", input, rejectMerge);
    const { speakerById } = context.loaders;
    return {
      speakers: rejected.answer && (await Promise.all(rejected.answer.ids.map((id) => required(speakerById.load(id))))),
      userErrors: userErrors(rejected),
    };
  },
};

async function answer({ loaders }: Context, edited: Edited<Merged>) {
  const id = shownId(edited);
  return {
    speaker: id === null ? null : await loaders.speakerById.load(id),
    statementCount: edited.answer?.statementCount ?? null,
    userErrors: userErrors(edited),
  };
}
