import type { PositionChangeResolvers } from "../../generated/graphql.ts";
import { required } from "../required.ts";

export const PositionChange: PositionChangeResolvers = {
  before: ({ beforeId }, _, { loaders }) => required(loaders.statementById.load(beforeId)),
  after: ({ afterId }, _, { loaders }) => required(loaders.statementById.load(afterId)),
};
