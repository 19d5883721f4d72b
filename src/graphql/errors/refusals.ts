import { HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import type { ErrorCode } from "../errors.ts";
import { type RateLimit, rateLimitHeaders, secondsUntil } from "../rateLimit.ts";

// What keeps a request from being run for the sake of who sends it; each with the status and the headers of its answer.

/** No key, or one that is none: answered as `UNAUTHENTICATED` with HTTP 401. */
export function unauthenticated(message: string): GraphQLError {
  return refusalError("UNAUTHENTICATED", message, 401, { "www-authenticate": CHALLENGE });
}

/** A key that allows too little: answered as `FORBIDDEN` with HTTP 403. */
export function forbidden(message: string): GraphQLError {
  return refusalError("FORBIDDEN", message, 403, { "www-authenticate": `${CHALLENGE}, error="insufficient_scope"` });
}

/** Points that are not there: answered as `RATE_LIMITED` with HTTP 429 and `Retry-After`. */
export function rateLimited(left: RateLimit): GraphQLError {
  const seconds = secondsUntil(left.resetAt);
  const headers = { ...rateLimitHeaders(left), "retry-after": String(seconds) };
  const message = `This takes ${left.cost} of ${left.limit} points for each minute, which are spent; try again in ${seconds} s.`;
  return refusalError("RATE_LIMITED", message, 429, headers);
}

/** An identity provider that cannot be asked: answered as `UNAVAILABLE` with HTTP 503; the log has the cause. */
export function providerUnavailable(cause: unknown): GraphQLError {
  const message =
    "The identity provider, which signs tokens, cannot be reached at the moment. Please try again shortly.";
  return refusalError("UNAVAILABLE", message, 503, {}, cause as Error);
}

/** How RFC 6750 has an API say by what one proves who one is. */
const CHALLENGE = 'Bearer realm="OnRecord"';

function refusalError(
  code: ErrorCode,
  message: string,
  status: number,
  headers: Record<string, string>,
  originalError?: Error,
): GraphQLError {
  // Apollo Server reads a HeaderMap here; another library's declaration of the same extension says otherwise.
  const http: object = { status, headers: new HeaderMap(Object.entries(headers)) };
  return new GraphQLError(message, { extensions: { code, http }, originalError });
}
