import type { ApolloServer } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Execute } from "../../web/server.tsx";
import { type Deadline, startDeadline } from "./deadline.ts";
import { recordOperation } from "./requestLog.ts";

/** What running documents in this process needs. */
export interface DocumentRunnerOptions<Context extends object> {
  apollo: ApolloServer<Context>;
  /** Makes the context of one request, as for `/graphql`. */
  createContext: (request: FastifyRequest, signal: AbortSignal) => Context | Promise<Context>;
  /** How long an answer may take, in milliseconds. */
  deadlineMs: number;
}

/** Makes the function that runs documents for a request, in this process. All documents of a request share its time. */
export function documentRunner<Context extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  { apollo, createContext, deadlineMs }: DocumentRunnerOptions<Context>,
): Execute {
  let started: Deadline | undefined;
  return async ({ text, name }, variables) => {
    started ??= startDeadline(reply, deadlineMs);
    const deadline = started;
    const contextValue = await createContext(request, deadline.signal);
    const operation = recordOperation(contextValue);
    // The log names the change that a form made, not what was asked for the page after it.
    if (request.operation?.type !== "mutation") request.operation = operation;
    const running = apollo.executeOperation(
      { query: text, operationName: name, variables: variables as Record<string, unknown> },
      { contextValue },
    );
    const response = await Promise.race([running, deadline.overdue]);
    if (!response) return { failure: { code: "TIMEOUT", message: "" } };
    const result = response.body.kind === "single" ? response.body.singleResult : {};
    for (const [header, value] of response.http.headers)
      if (header.startsWith("ratelimit")) void reply.header(header, value);
    const [error] = result.errors ?? [];
    if (!error) return { data: result.data };
    const code = String(error.extensions?.code);
    return { failure: { code, message: error.message, retryAfter: response.http.headers.get("retry-after") } };
  };
}
