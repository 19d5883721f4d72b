import type { MutationResolvers } from "../../generated/graphql.ts";
import { appearanceMutations } from "../mutations/appearances.ts";
import { articleMutations } from "../mutations/articles.ts";
import { mergeMutations } from "../mutations/merges.ts";
import { sourceMutations } from "../mutations/sources.ts";
import { speakerMutations } from "../mutations/speakers.ts";
import { statementMutations } from "../mutations/statements.ts";
import { topicMutations } from "../mutations/topics.ts";
import { undoMutations } from "../mutations/undo.ts";

export const Mutation: MutationResolvers = {
  ...sourceMutations,
  ...articleMutations,
  ...speakerMutations,
  ...mergeMutations,
  ...topicMutations,
  ...statementMutations,
  ...appearanceMutations,
  ...undoMutations,
};
