import type { StatementPublicationResolvers } from "../../generated/graphql.ts";
import { required } from "../required.ts";

export const StatementPublication: StatementPublicationResolvers = {
  statement: ({ statementId }, _, { loaders }) => required(loaders.statementById.load(statementId)),
};
