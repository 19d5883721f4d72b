import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import type { Viewer } from "../keys/keys.ts";
import { type AdmissionRules, admission } from "./admission.ts";
import { subscribeElsewhere } from "./errors.ts";
import { type RateLimit, rateLimitHeaders } from "./rateLimit.ts";

/** What the limits read from a request's context, and write into it. */
export interface Asked {
  viewer?: Viewer | null;
  spend?: ((points: number) => Promise<RateLimit>) | undefined;
  rateLimit?: RateLimit;
  /** The points that the operation takes. */
  cost?: number;
}

/**
 * Asks `admission` before anything of an operation runs, takes the points that it costs (`RATE_LIMITED` if too few are
 * left) and sets the headers that tell how many remain. It is not a validation rule, because Apollo Server gives every
 * error of one the code `GRAPHQL_VALIDATION_FAILED`.
 */
export function limitsPlugin(schema: GraphQLSchema, rules: AdmissionRules): ApolloServerPlugin<Asked> {
  const admit = admission(schema, rules);
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
      const points = admit(document, operation, request.variables, contextValue.viewer ?? null);
      contextValue.cost = points;
      if (!contextValue.spend) return;
      contextValue.rateLimit = await contextValue.spend(points);
      for (const [name, value] of Object.entries(rateLimitHeaders(contextValue.rateLimit)))
        response.http.headers.set(name, value);
    },
  };
  return { requestDidStart: async () => listener };
}
