import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { InputError } from "../archive/lists/inputError.ts";
import { causeOfOutage } from "./outages.ts";

/**
 * Every `extensions.code` that the API can answer with; the reference documents this list and a test holds the server to it.
 *
 * | code | the request |
 * |---|---|
 * | `BAD_REQUEST` | is not a GraphQL request at all: body, content type, method, CSRF prevention, batches |
 * | `GRAPHQL_PARSE_FAILED` | holds a document that does not parse |
 * | `GRAPHQL_VALIDATION_FAILED` | does not fit the schema |
 * | `OPERATION_RESOLUTION_FAILURE` | does not say which of its operations to run |
 * | `UNAUTHENTICATED` | needs a key and has none, or has one that is none |
 * | `FORBIDDEN` | needs a key of a higher role |
 * | `RATE_LIMITED` | comes when the points of this minute are spent; `Retry-After` says how long to wait |
 * | `BAD_USER_INPUT` | has a value that cannot be used; `extensions.argument` names it |
 * | `QUERY_TOO_COMPLEX` | passes a limit; `extensions.limit` says which |
 * | `PERSISTED_QUERY_NOT_FOUND` | names a persisted query by a hash that the server does not hold: send the text too |
 * | `TIMEOUT` | took longer than a statement or a request may |
 * | `UNAVAILABLE` | came while the database could not be reached |
 * | `INTERNAL_SERVER_ERROR` | hit a fault of ours; the log holds the cause under `extensions.requestId` |
 */
export const errorCodes = [
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "RATE_LIMITED",
  "BAD_USER_INPUT",
  "QUERY_TOO_COMPLEX",
  "PERSISTED_QUERY_NOT_FOUND",
  "TIMEOUT",
  "UNAVAILABLE",
  "INTERNAL_SERVER_ERROR",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Codes whose cause is the server's, not the request's: what is logged as an error and masked. */
export const faultCodes: ReadonlySet<ErrorCode> = new Set(["TIMEOUT", "UNAVAILABLE", "INTERNAL_SERVER_ERROR"]);

const faultMessages = {
  TIMEOUT: "The request took too long and was stopped.",
  UNAVAILABLE: "The archive's database cannot be reached at the moment. Please try again shortly.",
  INTERNAL_SERVER_ERROR: "Something went wrong on our side. The log holds the cause under this request id.",
} as const;

/** An argument whose value cannot be used; `argument` is its name as the client wrote it. Answered as `BAD_USER_INPUT`. */
export function badUserInput(argument: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT", argument } });
}

const advice: Record<string, string> = {
  cost: " Ask for fewer with `first`, above all in the lists of lists: a list that names no number counts as 20.",
};

/** An operation that passes the limit `name`: answered as `QUERY_TOO_COMPLEX` with HTTP 400, before anything of it ran. */
export function tooComplex(name: string, actual: number, allowed: number): GraphQLError {
  return new GraphQLError(`The operation's ${name} is ${actual}; at most ${allowed} is allowed.${advice[name] ?? ""}`, {
    extensions: { code: "QUERY_TOO_COMPLEX", limit: { name, actual, allowed }, http: { status: 400 } },
  });
}

/** A subscription that was sent as a request of its own: answered with HTTP 400, and where it is to be sent instead. */
export function subscribeElsewhere(): GraphQLError {
  return new GraphQLError(
    "A subscription is asked for over WebSocket at `/graphql`, or by Server-Sent Events at `/graphql/stream`.",
    { extensions: { code: "BAD_REQUEST" satisfies ErrorCode, http: { status: 400 } } },
  );
}

/**
 * The code under which an error that execution or Apollo Server raised is answered. Anything unknown is `INTERNAL_SERVER_ERROR`.
 */
export function errorCodeOf(error: unknown): ErrorCode {
  const cause = unwrapResolverError(error);
  if (cause instanceof InputError) return "BAD_USER_INPUT";
  if (cause instanceof GraphQLError) {
    if (isTokenLimit(cause)) return "QUERY_TOO_COMPLEX";
    const code = cause.extensions.code as ErrorCode | undefined;
    if (code !== undefined && errorCodes.includes(code)) return code;
    // Apollo refuses a persisted query with a wrong hash or version with a status, but without a code.
    const status = (cause.extensions.http as { status?: number } | undefined)?.status;
    if (code === undefined && status === 400) return "BAD_REQUEST";
  }
  return causeOfOutage(cause) ?? "INTERNAL_SERVER_ERROR";
}

/**
 * What a client sees of an error: its own mistakes in full, our faults masked behind a fixed text and the request's id.
 *
 * @param shown the error as Apollo Server would show it: message, place, path, extensions without `http`
 * @param requestId the id under which the cause is logged; undefined where a request failed before it had one
 */
export function maskError(error: unknown, shown: GraphQLFormattedError, requestId?: string): GraphQLFormattedError {
  const code = errorCodeOf(error);
  const { locations, path } = shown;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (code === "TIMEOUT" || code === "UNAVAILABLE" || code === "INTERNAL_SERVER_ERROR") {
    // What we raise under this code ourselves says what cannot be reached; whatever else has it is the database's.
    const isOurs = code === "UNAVAILABLE" && unwrapResolverError(error) instanceof GraphQLError;
    const message = isOurs ? shown.message : faultMessages[code];
    return { message, ...place, extensions: { code, ...(requestId && { requestId }) } };
  }
  const cause = unwrapResolverError(error);
  const argument = cause instanceof InputError ? { argument: cause.argument } : undefined;
  const limit =
    code === "QUERY_TOO_COMPLEX" && isTokenLimit(cause) ? { limit: { name: "number of tokens" } } : undefined;
  return { message: shown.message, ...place, extensions: { ...shown.extensions, ...argument, ...limit, code } };
}

// The parser has no code of its own for its token limit; its message ends "… 1000 tokens. Parsing aborted."
function isTokenLimit(error: unknown): boolean {
  return (
    error instanceof GraphQLError &&
    error.extensions.code === "GRAPHQL_PARSE_FAILED" &&
    error.message.endsWith("tokens. Parsing aborted.")
  );
}
