import type { MutationResolvers } from "../../generated/graphql.ts";

export const mergeMutations: Pick<MutationResolvers, "speakerMerge" | "speakerUnmerge" | "speakerMergeReject"> =
  {} as never;
