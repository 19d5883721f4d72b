import { createHash } from "node:crypto";
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
import { changeStream } from "../feed/changes.ts";
import { type FeedOptions, type Following, openFeed } from "../feed/feed.ts";
import { publicationStream } from "../feed/publications.ts";
import type { Viewer } from "../keys/keys.ts";
import { admission } from "./admission.ts";
import { type Context, createContext } from "./context.ts";
import type { KnownDocuments } from "./documents.ts";
import { type ErrorLog, errorReporting } from "./errorReporting.ts";
import { type ErrorCode, errorCodeOf } from "./errors.ts";
import type { Points, Spender } from "./rateLimit.ts";
import { type Deliveries, deliver } from "./subscriptions/deliveries.ts";
import { type Chosen, documentReader } from "./subscriptions/documents.ts";
import { openShared, type Shared } from "./subscriptions/shared.ts";

export interface SubscriptionSettings {
  schema: GraphQLSchema;
  database: DatabaseConnection;
  log: ErrorLog & { warn(fields: object, message: string): void };
  /** How many statements a subscriber who was up to date may fall behind the others before they are dropped. */
  backlog: number;
  isProduction: boolean;
  maximumCost: number;
  isReadingOpen: boolean;
  /** Whether everybody may read the bodies of articles. */
  areBodiesOpen?: boolean;
  /** The documents that are known, and whether others are refused; none by default. */
  documents?: KnownDocuments;
  /** Takes the points that a subscription costs at its beginning; undefined without a limit. */
  points: Points | undefined;
}

/** A subscription as a client sends it, with the fields of GraphQL over HTTP. */
export interface SubscriptionRequest {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

/** The client that sends it. */
export interface Subscriber {
  viewer: Viewer | null;
  address: string;
  requestId: string;
  /** The cursor that the transport remembers; it takes precedence over the argument `after`. */
  lastCursor?: string | undefined;
}

export interface Subscriptions {
  /** Begins a subscription; or returns the errors that prevent it, masked and with the codes of every request. */
  begin(
    request: SubscriptionRequest,
    subscriber: Subscriber,
  ): Promise<{ deliveries: Deliveries } | { errors: GraphQLFormattedError[] }>;
  /**
   * Returns the cursors of this moment, for clients that have not received one yet. Rejects while the database is
   * unreachable.
   */
  cursors(): Promise<{ cursor: string; changesCursor: string }>;
  /** Ends all subscriptions. */
  close(): void;
}

/**
 * Runs subscriptions for every transport. The rules of requests over HTTP (apollo.ts, limitsPlugin.ts) hold here too:
 * the limits of documents, validation, keys, shape, cost (that of one result), and the treatment of errors.
 */
export function openSubscriptions(settings: SubscriptionSettings): Subscriptions {
  const { schema, database, backlog, log, areBodiesOpen } = settings;
  const options: FeedOptions = {
    backlog,
    willPass: (error) => errorCodeOf(error) === "UNAVAILABLE",
    onError: (err) => log.warn({ err }, "the live feed could not read; it tries again"),
  };
  const published = openFeed(database, publicationStream, options);
  const changed = openFeed(database, changeStream, options);
  const choose = documentReader(settings);
  const refuse = findRefusals(settings);
  const [forAll, forEditors] = [false, true].map((seesUnchecked) => openShared(database, { seesUnchecked })) as [
    Shared,
    Shared,
  ];
  const { formatErrors } = errorReporting(log);

  const begin: Subscriptions["begin"] = async (
    { query, operationName, variables },
    { viewer, address, requestId, lastCursor },
  ) => {
    const chosen = choose(query, operationName);
    const refusal = "document" in chosen ? await refuse(chosen, variables ?? {}, { viewer, address }) : chosen;
    if (!("document" in chosen) || refusal.length > 0) return { errors: formatErrors(refusal, { requestId }) };
    const args = { schema, document: chosen.document, variableValues: variables ?? {}, operationName };
    const contextValue = createContext({ database, requestId, viewer, areBodiesOpen });
    const following = { published, changed, lastCursor };
    const begun = await beginOperation({ ...args, contextValue: { ...contextValue, following } satisfies Context });
    if (!("next" in begun)) return { errors: formatErrors(begun, { requestId }) };
    const deliveries = deliver({
      publications: begun,
      shared: contextValue.sight.seesUnchecked ? forEditors : forAll,
      key: digestOfKey([query, operationName, valuesOf(chosen.operation, variables), viewer?.role]),
      run: async (rootValue, loaders) =>
        execute({ ...args, rootValue, contextValue: { ...contextValue, loaders, childLists: new Map() } }),
      format: ({ data, errors }) => ({ data, ...(errors && { errors: formatErrors(errors, { requestId }) }) }),
    });
    return { deliveries };
  };
  const cursors = async () => ({ cursor: await published.cursor(), changesCursor: await changed.cursor() });
  const close = () => {
    published.close();
    changed.close();
  };
  return { begin, cursors, close };
}

/**
 * Makes the function that admits an operation and takes its points; it returns the errors that keep it from beginning.
 */
function findRefusals({ schema, points, ...rules }: SubscriptionSettings) {
  const admit = admission(schema, rules);

  return async function refuse(
    { document, operation }: Chosen,
    variables: Record<string, unknown>,
    spender: Spender,
  ): Promise<readonly GraphQLError[]> {
    try {
      const cost = admit(document, operation, variables, spender.viewer);
      await points?.take(spender, cost);
      return [];
    } catch (refused) {
      if (refused instanceof GraphQLError) return [refused];
      throw refused;
    }
  };
}

/** Returns what the operation follows, or the errors that keep it from beginning. */
async function beginOperation(args: ExecutionArgs): Promise<Following | readonly GraphQLError[]> {
  const source = await createSourceEventStream(args);
  if ("next" in source) return source as Following;
  return ((source as ExecutionResult).errors ?? []).map(asUserInput);
}

/** Returns what stands for a key of any length: every subscription keeps its own. */
function digestOfKey(key: unknown): string {
  return createHash("sha256").update(JSON.stringify(key)).digest("base64url");
}

/**
 * Returns the values of the variables that the operation declares; they fit their types. Other variables change no
 * result, and may be nested too deeply to be written as JSON.
 */
function valuesOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: SubscriptionRequest["variables"],
): unknown[] {
  return variableDefinitions.map(({ variable }) => given?.[variable.name.value]);
}

/**
 * Gives BAD_USER_INPUT to the error of a variable that does not fit its type: only such errors lack both a code and a
 * path.
 */
function asUserInput(error: GraphQLError): GraphQLError {
  if (error.path || error.extensions.code) return error;
  const { message, nodes } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    extensions: { code: "BAD_USER_INPUT" satisfies ErrorCode },
  });
}
