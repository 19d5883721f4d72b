import type { MutationResolvers } from "../../generated/graphql.ts";

export const sourceMutations: Pick<MutationResolvers, "sourceCreate" | "sourceUpdate"> = {} as never;
