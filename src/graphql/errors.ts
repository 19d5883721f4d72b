import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { InputError } from "../archive/lists/inputError.ts";
import { DEFAULT_PAGE } from "../archive/lists/page.ts";
import { NameNotFound } from "../archive/names/nameNotFound.ts";
import { LostPlaceError } from "../feed/timelines.ts";
import { BUSY, causeOfOutage } from "./outages.ts";

/**
 * Every `extensions.code` of the API. The reference documents this list, and a test holds the server to it.
 *
 * | code | the request |
 * |---|---|
 * | `BAD_REQUEST` | is not a GraphQL request: body, content type, method, batches |
 * | `GRAPHQL_PARSE_FAILED` | holds a document that does not parse |
 * | `GRAPHQL_VALIDATION_FAILED` | does not fit the schema |
 * | `OPERATION_RESOLUTION_FAILURE` | does not say which of its operations to run |
 * | `UNAUTHENTICATED` | needs a key and has none, or has an invalid one |
 * | `FORBIDDEN` | needs a key of a higher role |
 * | `RATE_LIMITED` | needs more points than this minute has left, or has too much at once; `Retry-After` says how long to wait |
 * | `BAD_USER_INPUT` | has a value that cannot be used; `extensions.argument` names it |
 * | `CURSOR_LOST` | continues after a cursor whose place was lost with the server that wrote it |
 * | `QUERY_TOO_COMPLEX` | exceeds a limit; `extensions.limit` says which |
 * | `PERSISTED_QUERY_NOT_FOUND` | names a persisted query by a hash that the server does not hold: send the text too |
 * | `TIMEOUT` | took longer than a statement or a request may |
 * | `UNAVAILABLE` | came while the database could not be reached, or was busy with others |
 * | `INTERNAL_SERVER_ERROR` | met an internal fault; the log holds the cause under `extensions.requestId` |
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
  "CURSOR_LOST",
  "QUERY_TOO_COMPLEX",
  "PERSISTED_QUERY_NOT_FOUND",
  "TIMEOUT",
  "UNAVAILABLE",
  "INTERNAL_SERVER_ERROR",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The codes of internal faults, which no request caused: they are logged as errors, and masked. */
export const faultCodes: ReadonlySet<ErrorCode> = new Set(["TIMEOUT", "UNAVAILABLE", "INTERNAL_SERVER_ERROR"]);

/** The name of the error by which the gate in front of the connections refuses an asker with too much work in line. */
const CROWDED = "CrowdedError";

/** After this many seconds, what was refused because the archive was busy is likely to be answered. */
const RETRY_BUSY_SECONDS = 1;

/**
 * The HTTP status of an answer that consists of an error of this code. The codes that are not here have several, or
 * 500.
 */
export const httpStatuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  BAD_USER_INPUT: 400,
  CURSOR_LOST: 400,
  TIMEOUT: 504,
  UNAVAILABLE: 503,
};

/** Returns the headers that tell when to come again after an answer of this status; none if another time changes nothing. */
export function retryHeaders(status: number): Record<string, string> {
  const isPassing = status === httpStatuses.RATE_LIMITED || status === httpStatuses.UNAVAILABLE;
  return isPassing ? { "retry-after": String(RETRY_BUSY_SECONDS) } : {};
}

export const faultMessages = {
  TIMEOUT: "The request took too long and was stopped.",
  UNAVAILABLE: "The archive's database cannot be reached at the moment. Please try again shortly.",
  BUSY: "The archive is busy with the requests of others. Please try again shortly.",
  INTERNAL_SERVER_ERROR: "Something went wrong on our side. The log holds the cause under this request id.",
} as const;

/**
 * Makes the error for an argument whose value cannot be used (`BAD_USER_INPUT`); `argument` is its name as the client
 * wrote it.
 */
export function badUserInput(argument: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT", argument } });
}

const advice: Record<string, string> = {
  cost: ` Ask for fewer with \`first\`, above all in the lists of lists: a list that names no number counts as ${DEFAULT_PAGE}.`,
};

/**
 * Makes the error for an operation that exceeds the limit `name` (`QUERY_TOO_COMPLEX`, HTTP 400); nothing of it has
 * run.
 */
export function tooComplex(name: string, actual: number, allowed: number): GraphQLError {
  return new GraphQLError(`The operation's ${name} is ${actual}; at most ${allowed} is allowed.${advice[name] ?? ""}`, {
    extensions: { code: "QUERY_TOO_COMPLEX", limit: { name, actual, allowed }, http: { status: 400 } },
  });
}

/** Makes the error for a subscription sent as an ordinary request (HTTP 400); it says where to send it instead. */
export function subscribeElsewhere(): GraphQLError {
  return new GraphQLError(
    "Send a subscription over WebSocket to `/graphql`, or to `/graphql/stream` for Server-Sent Events.",
    { extensions: { code: "BAD_REQUEST" satisfies ErrorCode, http: { status: 400 } } },
  );
}

/**
 * Returns the code of an error that execution or Apollo Server raised; `INTERNAL_SERVER_ERROR` for anything unknown.
 */
export function errorCodeOf(error: unknown): ErrorCode {
  const cause = unwrapResolverError(error);
  if (cause instanceof LostPlaceError) return "CURSOR_LOST";
  if (cause instanceof InputError) return "BAD_USER_INPUT";
  if ((cause as Error).name === CROWDED) return "RATE_LIMITED";
  if (cause instanceof GraphQLError) {
    if (isTokenLimit(cause)) return "QUERY_TOO_COMPLEX";
    const code = cause.extensions.code as ErrorCode | undefined;
    if (code !== undefined && errorCodes.includes(code)) return code;
    // For a persisted query with a wrong hash or version, Apollo sets a status but no code.
    const status = (cause.extensions.http as { status?: number } | undefined)?.status;
    if (code === undefined && status === 400) return "BAD_REQUEST";
  }
  return causeOfOutage(cause) ?? "INTERNAL_SERVER_ERROR";
}

/**
 * Returns what a client sees of an error: the client's mistakes in full, internal faults behind a fixed text and the
 * request's id.
 *
 * @param shown the error as Apollo Server would show it: message, place, path, extensions without `http`
 * @param requestId the id under which the cause is logged; undefined if the request failed before it had one
 */
export function maskError(error: unknown, shown: GraphQLFormattedError, requestId?: string): GraphQLFormattedError {
  const code = errorCodeOf(error);
  const { locations, path } = shown;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (code === "TIMEOUT" || code === "UNAVAILABLE" || code === "INTERNAL_SERVER_ERROR") {
    // An error of ours under this code names the service that cannot be reached; any other comes from the database.
    const cause = unwrapResolverError(error);
    const isOurs = code === "UNAVAILABLE" && cause instanceof GraphQLError;
    const message = isOurs ? shown.message : faultMessages[(cause as Error).name === BUSY ? "BUSY" : code];
    return { message, ...place, extensions: { code, ...(requestId && { requestId }) } };
  }
  const cause = unwrapResolverError(error);
  const argument = cause instanceof InputError ? { argument: cause.argument } : undefined;
  const suggestions = cause instanceof NameNotFound ? { suggestions: cause.suggestions } : undefined;
  const limit =
    code === "QUERY_TOO_COMPLEX" && isTokenLimit(cause) ? { limit: { name: "number of tokens" } } : undefined;
  return {
    message: shown.message,
    ...place,
    extensions: { ...shown.extensions, ...argument, ...suggestions, ...limit, code },
  };
}

// The parser has no code of its own for its token limit; its message ends "… 1000 tokens. Parsing aborted."
function isTokenLimit(error: unknown): boolean {
  return (
    error instanceof GraphQLError &&
    error.extensions.code === "GRAPHQL_PARSE_FAILED" &&
    error.message.endsWith("tokens. Parsing aborted.")
  );
}
