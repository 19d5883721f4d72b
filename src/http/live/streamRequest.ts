import type { FastifyRequest } from "fastify";
import type { SubscriptionRequest } from "../../graphql/subscriptions.ts";

/**
 * The operation that a request for a stream of events asks for, from its query string or its JSON. Throws errors with a status
 * for what is none.
 */
export function readRequest({ method, headers, query, body }: FastifyRequest): SubscriptionRequest {
  if (!/text\/event-stream|\*\/\*/.test(headers.accept ?? "*/*")) {
    throw refusal(406, "Subscriptions are answered as text/event-stream.");
  }
  const given = (method === "GET" ? query : body) as Record<string, unknown> | null | undefined;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw refusal(400, "A subscription is sent as a JSON object.");
  }
  const { query: text, operationName } = given;
  const variables = method === "GET" ? parsed(given.variables) : given.variables;
  if (typeof text !== "string") throw refusal(400, "`query` must be the text of a subscription.");
  if (operationName != null && typeof operationName !== "string")
    throw refusal(400, "`operationName` must be a string.");
  if (variables != null && (typeof variables !== "object" || Array.isArray(variables)))
    throw refusal(400, "`variables` must be an object.");
  return { query: text, operationName, variables: variables as SubscriptionRequest["variables"] };
}

function parsed(text: unknown): unknown {
  if (text === undefined || text === "") return undefined;
  try {
    return JSON.parse(String(text));
  } catch {
    throw refusal(400, "`variables` must be JSON.");
  }
}

function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}
