import type { ApolloServerPlugin, BaseContext, GraphQLRequestContextDidResolveOperation } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import { costAnalysis } from "./cost.ts";
import { noSuchRoot, tooComplex } from "./errors.ts";
import { shapeError } from "./limits.ts";

/**
 * Refuses operations that pass a limit, before anything of them runs: `QUERY_TOO_COMPLEX`, naming the limit.
 * It hooks in after validation because Apollo Server gives every error of a validation rule the code `GRAPHQL_VALIDATION_FAILED`.
 *
 * @param maximumCost the highest cost that one operation may have, in the units of `costAnalysis`
 */
export function limitsPlugin(schema: GraphQLSchema, maximumCost: number): ApolloServerPlugin {
  const costOf = costAnalysis(schema);
  const listener = {
    async didResolveOperation({
      document,
      operation,
      request,
    }: GraphQLRequestContextDidResolveOperation<BaseContext>): Promise<void> {
      if (operation == null) return;
      // Validation lets pass what the schema has no type for, and execution would take it for a fault of ours.
      if (schema.getRootType(operation.operation) == null) throw noSuchRoot(operation.operation);
      const error = shapeError(document, operation);
      if (error !== undefined) throw error;
      const cost = costOf(document, operation, request.variables);
      if (cost !== undefined && cost > maximumCost) throw tooComplex("cost", cost, maximumCost);
    },
  };
  return { requestDidStart: async () => listener };
}
