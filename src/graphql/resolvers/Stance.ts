import type { StanceResolvers } from "../../generated/graphql.ts";
import { required } from "../required.ts";

export const Stance: StanceResolvers = {
  proposition: ({ propositionId }, _, { loaders }) => required(loaders.propositionById.load(propositionId)),
  assertedBy: ({ originId }, _, { loaders }) => required(loaders.originById.load(originId)),
  judgedBy: ({ judge }) => judge || null,
  judgedAt: ({ createdAt }) => createdAt,
};
