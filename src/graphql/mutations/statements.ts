import type { MutationResolvers } from "../../generated/graphql.ts";

export const statementMutations: Pick<
  MutationResolvers,
  | "statementCreate"
  | "statementUpdate"
  | "statementRetract"
  | "statementRestore"
  | "statementPublish"
  | "statementReject"
  | "statementTag"
  | "statementUntag"
  | "statementsImport"
> = {} as never;
