import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import type { Viewer } from "../keys/keys.ts";
import { authorization } from "./authorization.ts";
import { costAnalysis } from "./cost.ts";
import { subscribeElsewhere, tooComplex } from "./errors.ts";
import { shapeError } from "./limits.ts";
import { type RateLimit, rateLimitHeaders } from "./rateLimit.ts";

/** What the limits ask of a request's context, and leave there. */
export interface Asked {
  viewer?: Viewer | null;
  spend?: ((points: number) => Promise<RateLimit>) | undefined;
  rateLimit?: RateLimit;
}

/**
 * Refuses operations that the viewer may not run, and those that pass a limit, before anything of them runs: `UNAUTHENTICATED`,
 * `FORBIDDEN`, `QUERY_TOO_COMPLEX`, naming the limit, or `RATE_LIMITED`: an operation takes as many points as it costs, at least one.
 * It hooks in after validation because Apollo Server gives every error of a validation rule the code `GRAPHQL_VALIDATION_FAILED`.
 *
 * @param options.maximumCost the highest cost that one operation may have, in the units of `costAnalysis`
 * @param options.isReadingOpen whether queries need no key
 */
export function limitsPlugin(
  schema: GraphQLSchema,
  { maximumCost, isReadingOpen }: { maximumCost: number; isReadingOpen: boolean },
): ApolloServerPlugin<Asked> {
  const costOf = costAnalysis(schema);
  const authorize = authorization(schema, { isReadingOpen });
  const listener = {
    async didResolveOperation({
      document,
      operation,
      request,
      response,
      contextValue,
    }: GraphQLRequestContextDidResolveOperation<Asked>): Promise<void> {
      if (operation == null) return;
      if (operation.operation === "subscription") throw subscribeElsewhere();
      const error = authorize(document, operation, contextValue.viewer ?? null) ?? shapeError(document, operation);
      if (error !== undefined) throw error;
      const cost = costOf(document, operation, request.variables);
      if (cost !== undefined && cost > maximumCost) throw tooComplex("cost", cost, maximumCost);
      if (!contextValue.spend) return;
      contextValue.rateLimit = await contextValue.spend(Math.max(1, cost ?? 1));
      for (const [name, value] of Object.entries(rateLimitHeaders(contextValue.rateLimit)))
        response.http.headers.set(name, value);
    },
  };
  return { requestDidStart: async () => listener };
}
