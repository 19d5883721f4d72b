import type { MutationResolvers } from "../../generated/graphql.ts";

export const articleMutations: Pick<MutationResolvers, "articleCreate" | "articleUpdate"> = {} as never;
