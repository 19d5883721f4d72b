import type { FastifyRequest } from "fastify";
import type { SubscriptionRequest } from "../../graphql/subscriptions.ts";

/**
 * The operation that a request for a stream of events asks for, from its query string or its JSON. Throws errors with a status
 * for what is none.
 */
export function readRequest({ method, headers, query, body }: FastifyRequest): SubscriptionRequest {
  if (!/text\/event-stream|\*\/\*/.test(headers.accept ?? "*/*")) {
    throw requestError(406, "Subscriptions are answered as text/event-stream.");
  }
  const given = (method === "GET" ? query : body) as Record<string, unknown> | null | undefined;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw requestError(400, "A subscription is sent as a JSON object.");
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
