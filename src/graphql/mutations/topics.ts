import type { MutationResolvers } from "../../generated/graphql.ts";

export const topicMutations: Pick<MutationResolvers, "topicCreate" | "topicUpdate" | "topicMove"> = {} as never;
