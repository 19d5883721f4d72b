import { encodeGlobalId } from "../../archive/globalIds.ts";
import type { PropositionResolvers } from "../../generated/graphql.ts";
import { connectHistory } from "../histories.ts";
import { positionArguments } from "../positionArguments.ts";
import { required } from "../required.ts";

export const Proposition: PropositionResolvers = {
  id: ({ id }) => encodeGlobalId("Proposition", id),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfProposition.load(id)),
  isFictional: ({ fictional }) => fictional,
  names: ({ id }, _, { loaders }) => loaders.namesOfProposition.load(id),
  topics: ({ id }, _, { loaders }) => loaders.topicsOfProposition.load(id),
  positions: ({ id }, { at, first }, { loaders }) =>
    loaders.positions.load({ of: "proposition", id, ...positionArguments(at, first) }),
  positionCounts: ({ id }, { at }, { loaders }) => loaders.positionCounts.load({ id, at: at ?? null }),
  history: ({ id }, args, context) => connectHistory("Proposition", id, args, context),
};
