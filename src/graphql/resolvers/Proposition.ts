import { encodeGlobalId } from "../../archive/globalIds.ts";
import type { PropositionResolvers } from "../../generated/graphql.ts";
import { loadPositions } from "../heldPositions.ts";
import { connectHistory } from "../histories.ts";
import { momentOf } from "../moments.ts";
import { required } from "../required.ts";

export const Proposition: PropositionResolvers = {
  id: ({ id }) => encodeGlobalId("Proposition", id),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfProposition.load(id)),
  isFictional: ({ fictional }) => fictional,
  names: ({ id }, _, { loaders }) => loaders.namesOfProposition.load(id),
  topics: ({ id }, _, { loaders }) => loaders.topicsOfProposition.load(id),
  positions: ({ id }, args, context) => loadPositions(context, "proposition", id, args),
  positionCounts: ({ id }, { at, asOf }, context) =>
    momentOf(context, asOf ?? undefined).loaders.positionCounts.load({ id, at: at ?? null }),
  history: ({ id }, args, context) => connectHistory("Proposition", id, args, context),
};
