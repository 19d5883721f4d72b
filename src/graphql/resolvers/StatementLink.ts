import type { StatementLinkResolvers } from "../../generated/graphql.ts";
import { statementThen } from "../nodes.ts";
import { required } from "../required.ts";

export const StatementLink: StatementLinkResolvers = {
  statement: ({ statementId, asOf }, _, context) => required(statementThen(context, statementId, asOf)),
  target: ({ targetId, asOf }, _, context) => required(statementThen(context, targetId, asOf)),
  assertedBy: ({ originId }, _, { loaders }) => required(loaders.originById.load(originId)),
  judgedBy: ({ judge }) => judge || null,
  judgedAt: ({ createdAt }) => createdAt,
};
