import { HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import { type ErrorCode, httpStatuses } from "../errors.ts";
import { type RateLimit, rateLimitHeaders, secondsUntil } from "../rateLimit.ts";

// Errors that refuse a request because of its sender, each with the status and the headers of its answer.

/** Makes the error for a missing or invalid key: `UNAUTHENTICATED`, HTTP 401. */
export function unauthenticated(message: string): GraphQLError {
  return refusalError("UNAUTHENTICATED", message, { "www-authenticate": CHALLENGE });
}

/** Makes the error for a key whose role is too low: `FORBIDDEN`, HTTP 403. */
export function forbidden(message: string): GraphQLError {
  return refusalError("FORBIDDEN", message, { "www-authenticate": `${CHALLENGE}, error="insufficient_scope"` });
}

/** Makes the error for a request that needs more points than are left: `RATE_LIMITED`, HTTP 429 with `Retry-After`. */
export function rateLimited(left: RateLimit): GraphQLError {
  const seconds = secondsUntil(left.resetAt);
  const headers = { ...rateLimitHeaders(left), "retry-after": String(seconds) };
  const message = `This takes ${left.cost} of the ${left.limit} points per minute, and too few are left; try again in ${seconds} s.`;
  return refusalError("RATE_LIMITED", message, headers);
}

/** Makes the error for an identity provider that cannot be reached: `UNAVAILABLE`, HTTP 503; the log has the cause. */
export function providerUnavailable(cause: unknown): GraphQLError {
  const message =
    "The identity provider, which signs tokens, cannot be reached at the moment. Please try again shortly.";
  return refusalError("UNAVAILABLE", message, {}, cause as Error);
}

/** The challenge of RFC 6750: it says how a client authenticates. */
const CHALLENGE = 'Bearer realm="OnRecord"';

function refusalError(
  code: ErrorCode,
  message: string,
  headers: Record<string, string>,
  originalError?: Error,
): GraphQLError {
  // Apollo Server reads a HeaderMap here; another library declares the same extension with another type.
  const http: object = { status: httpStatuses[code], headers: new HeaderMap(Object.entries(headers)) };
  return new GraphQLError(message, { extensions: { code, http }, originalError });
}
