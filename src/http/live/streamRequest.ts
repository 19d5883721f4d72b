import type { FastifyRequest } from "fastify";
import type { SubscriptionRequest } from "../../graphql/subscriptions.ts";

/**
 * Reads the operation from a request for a stream of events, from its query string or its JSON. Throws an error with a
 * status for an invalid request.
 */
export function readRequest({ method, headers, query, body }: FastifyRequest): SubscriptionRequest {
  if (!/text\/event-stream|\*\/\*/.test(headers.accept ?? "*/*")) {
    throw requestError(406, "Subscriptions are sent as text/event-stream: accept that.");
  }
  const given = (method === "GET" ? query : body) as Record<string, unknown> | null | undefined;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw requestError(400, "Send a subscription as a JSON object.");
  }
  const { query: text, operationName } = given;
  const variables = method === "GET" ? parseVariables(given.variables) : given.variables;
  if (typeof text !== "string") throw requestError(400, "`query` must be the text of a subscription.");
  if (operationName != null && typeof operationName !== "string")
    throw requestError(400, "`operationName` must be a string.");
  if (variables != null && (typeof variables !== "object" || Array.isArray(variables)))
    throw requestError(400, "`variables` must be an object.");
  return { query: text, operationName, variables: variables as SubscriptionRequest["variables"] };
}

function parseVariables(text: unknown): unknown {
  if (text === undefined || text === "") return undefined;
  try {
    return JSON.parse(String(text));
  } catch {
    throw requestError(400, "`variables` must be JSON.");
  }
}

function requestError(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}
