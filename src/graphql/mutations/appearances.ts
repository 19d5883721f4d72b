import type { MutationResolvers } from "../../generated/graphql.ts";

export const appearanceMutations: Pick<
  MutationResolvers,
  "appearanceCreate" | "appearanceUpdate" | "appearanceDelete"
> = {} as never;
