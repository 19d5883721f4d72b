import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { DatabaseConnection } from "../database.ts";
import { openFeed, type Publications } from "../feed/feed.ts";
import type { Viewer } from "../keys/keys.ts";
import { authorization } from "./authorization.ts";
import { type Context, createContext } from "./context.ts";
import { costAnalysis } from "./cost.ts";
import { type ErrorLog, errorReporting } from "./errorReporting.ts";
import { type ErrorCode, errorCodeOf, tooComplex } from "./errors.ts";
import { shapeError } from "./limits.ts";
import type { Spend, Spender } from "./rateLimit.ts";
import { type Deliveries, deliver } from "./subscriptions/deliveries.ts";
import { type Chosen, documentReader } from "./subscriptions/documents.ts";
import { openShared } from "./subscriptions/shared.ts";

export interface SubscriptionSettings {
  schema: GraphQLSchema;
  database: DatabaseConnection;
  log: ErrorLog & { warn(fields: object, message: string): void };
  /** So many statements behind the others, who was up to date once is too slow. */
  backlog: number;
  isProduction: boolean;
  maximumCost: number;
  isReadingOpen: boolean;
  /** Takes the points that a subscription costs as it begins; undefined where there is no limit. */
  spend: Spend | undefined;
}

/** What somebody wants to follow, as GraphQL over HTTP has it. */
export interface SubscriptionRequest {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

/** Who wants to. */
export interface Subscriber {
  viewer: Viewer | null;
  address: string;
  requestId: string;
  /** The cursor that the transport remembers; it counts before the argument `after`. */
  lastCursor?: string | undefined;
}

export interface Subscriptions {
  /** Begins a subscription, or says why not: masked, and in the codes of every request. */
  begin(
    request: SubscriptionRequest,
    subscriber: Subscriber,
  ): Promise<{ deliveries: Deliveries } | { errors: GraphQLFormattedError[] }>;
  /** The cursor of this moment, to go on from for who has not received any yet. Rejects while the database is away. */
  cursor(): Promise<string>;
  /** Ends them all. */
  close(): void;
}

/**
 * Subscriptions, over whatever transport. What holds for a request over HTTP (apollo.ts, limitsPlugin.ts) holds here: limits of
 * documents, validation, keys, shape and cost, which is that of one result, and the way of errors.
 */
export function openSubscriptions(settings: SubscriptionSettings): Subscriptions {
  const { schema, database, backlog, log } = settings;
  const feed = openFeed(database, {
    backlog,
    willPass: (error) => errorCodeOf(error) === "UNAVAILABLE",
    onError: (err) => log.warn({ err }, "the live feed could not read on; it tries again"),
  });
  const choose = documentReader(settings);
  const refuse = findRefusals(settings);
  const shared = openShared(database);
  const { formatErrors } = errorReporting(log);

  const begin: Subscriptions["begin"] = async (
    { query, operationName, variables },
    { viewer, address, requestId, lastCursor },
  ) => {
    const chosen = choose(query, operationName);
    const refusal = "document" in chosen ? await refuse(chosen, variables ?? {}, { viewer, address }) : chosen;
    if (!("document" in chosen) || refusal.length > 0) return { errors: formatErrors(refusal, { requestId }) };
    const args = { schema, document: chosen.document, variableValues: variables ?? {}, operationName };
    const contextValue = createContext({ database, requestId, viewer });
    const following = { feed, lastCursor };
    const begun = await beginOperation({ ...args, contextValue: { ...contextValue, following } satisfies Context });
    if (!("next" in begun)) return { errors: formatErrors(begun, { requestId }) };
    const deliveries = deliver({
      publications: begun,
      shared,
      key: JSON.stringify([query, operationName, valuesOf(chosen.operation, variables), viewer?.role]),
      run: async (rootValue, loaders) =>
        execute({ ...args, rootValue, contextValue: { ...contextValue, loaders, childLists: new Map() } }),
      format: ({ data, errors }) => ({ data, ...(errors && { errors: formatErrors(errors, { requestId }) }) }),
    });
    return { deliveries };
  };
  return { begin, cursor: feed.cursor, close: feed.close };
}

/** The errors for which an operation is not begun; none where it may be, and has been paid for. */
function findRefusals({ schema, maximumCost, isReadingOpen, spend }: SubscriptionSettings) {
  const costOf = costAnalysis(schema);
  const authorize = authorization(schema, { isReadingOpen });

  return async function refuse(
    { document, operation }: Chosen,
    variables: Record<string, unknown>,
    spender: Spender,
  ): Promise<readonly GraphQLError[]> {
    const error = authorize(document, operation, spender.viewer) ?? shapeError(document, operation);
    if (error) return [error];
    const cost = costOf(document, operation, variables) ?? 1;
    if (cost > maximumCost) return [tooComplex("cost", cost, maximumCost)];
    try {
      await spend?.(spender, Math.max(1, cost));
      return [];
    } catch (refused) {
      if (refused instanceof GraphQLError) return [refused];
      throw refused;
    }
  };
}

/** What the operation follows, or why it cannot be begun. */
async function beginOperation(args: ExecutionArgs): Promise<Publications | readonly GraphQLError[]> {
  const source = await createSourceEventStream(args);
  if ("next" in source) return source as Publications;
  return ((source as ExecutionResult).errors ?? []).map(asUserInput);
}

/**
 * The values of the variables that the operation has, which fit their types. What else a client has sent changes no result, and may
 * be nested too deep to be written.
 */
function valuesOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: SubscriptionRequest["variables"],
): unknown[] {
  return variableDefinitions.map(({ variable }) => given?.[variable.name.value]);
}

/** Variables that do not fit their types come without a code and a path, as nothing else does that was never begun. */
function asUserInput(error: GraphQLError): GraphQLError {
  if (error.path || error.extensions.code) return error;
  const { message, nodes } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    extensions: { code: "BAD_USER_INPUT" satisfies ErrorCode },
  });
}
