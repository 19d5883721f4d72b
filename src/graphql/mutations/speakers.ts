import type { MutationResolvers } from "../../generated/graphql.ts";

export const speakerMutations: Pick<MutationResolvers, "speakerCreate" | "speakerUpdate"> = {} as never;
