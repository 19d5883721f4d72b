import type { MutationResolvers } from "../../generated/graphql.ts";

export const undoMutations: Pick<MutationResolvers, "undo"> = {} as never;
