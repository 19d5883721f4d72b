import type {
  ApolloServerPlugin,
  GraphQLRequestContextDidResolveOperation,
  GraphQLRequestContextWillSendResponse,
  HTTPGraphQLHead,
} from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import type { Share } from "../database.ts";
import type { Viewer } from "../keys/keys.ts";
import { type AdmissionRules, admission } from "./admission.ts";
import { subscribeElsewhere } from "./errors.ts";
import { type Budget, type RateLimit, rateLimitHeaders } from "./rateLimit.ts";

/** What the limits read from a request's context, and write into it. */
export interface Asked {
  viewer?: Viewer | null;
  budget?: Budget | undefined;
  share?: Share | undefined;
  rateLimit?: RateLimit;
  /** The points that the operation takes. */
  cost?: number;
}

function tell(left: RateLimit, { headers }: HTTPGraphQLHead): void {
  for (const [name, value] of Object.entries(rateLimitHeaders(left))) headers.set(name, value);
}

/**
 * Asks `admission` before anything of an operation runs, takes the points that it costs (`RATE_LIMITED` if too few are
 * left) and sets the headers that tell how many remain. Afterwards it settles what the operation cost beyond them. It is not
 * a validation rule, because Apollo Server gives every error of one the code `GRAPHQL_VALIDATION_FAILED`.
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
      if (!contextValue.budget) return;
      contextValue.rateLimit = await contextValue.budget.take(points);
      tell(contextValue.rateLimit, response.http);
    },
    async willSendResponse({ response, contextValue }: GraphQLRequestContextWillSendResponse<Asked>): Promise<void> {
      const { budget, share, cost } = contextValue;
      if (!budget || !share || cost === undefined) return;
      const left = await budget.settle({ points: cost, heldMs: share.heldMs });
      if (!left) return;
      contextValue.cost = left.cost;
      tell(left, response.http);
    },
  };
  return { requestDidStart: async () => listener };
}
