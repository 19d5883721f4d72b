import type { PositionChangeResolvers } from "../../generated/graphql.ts";
import { statementThen } from "../nodes.ts";
import { required } from "../required.ts";

export const PositionChange: PositionChangeResolvers = {
  before: ({ beforeId, asOf }, _, context) => required(statementThen(context, beforeId, asOf)),
  after: ({ afterId, asOf }, _, context) => required(statementThen(context, afterId, asOf)),
};
