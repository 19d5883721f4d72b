import { encodeGlobalId } from "../../archive/globalIds.ts";
import type { StatementChangeResolvers } from "../../generated/graphql.ts";

export const StatementChange: StatementChangeResolvers = {
  kind: ({ item }) => item.kind,
  at: ({ item }) => item.at,
  statementId: ({ statementId }) => encodeGlobalId("Statement", statementId),
  statement: ({ statementId }, _, { loaders }) => loaders.statementById.load(statementId),
};
