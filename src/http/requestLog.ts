import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyInstance, FastifyReply } from "fastify";
import { pathOf } from "./httpErrors.ts";

/** What a GraphQL request turned out to be: filled in on its way, read by the log and the metrics at its end. */
export interface Operation {
  name?: string;
  type?: "query" | "mutation" | "subscription";
  /** The codes of its errors, each once. */
  codes: string[];
}

declare module "fastify" {
  interface FastifyRequest {
    operation: Operation | null;
  }
}

/**
 * One log line a request, at its end: request id, status, duration and, for GraphQL, the operation's name and type and the
 * codes of its errors. Never a document or a variable: what people look for is theirs.
 */
export function logRequests(app: FastifyInstance): void {
  app.decorateRequest("operation", null);
  app.addHook("onResponse", async (request, reply) => {
    request.log.info({ ...logEntry(reply), ...request.operation }, "request");
  });
}

function logEntry(reply: FastifyReply) {
  const { request, statusCode: status, elapsedTime } = reply;
  return { method: request.method, path: pathOf(request), status, milliseconds: Math.round(elapsedTime * 10) / 10 };
}

// A property, since Apollo Server hands its plugins a copy of the context.
const operationKey = Symbol("operation");

/** Puts the record of a request's operation into its context, where `operationPlugin` fills it. */
export function recordOperation(contextValue: object): Operation {
  const operation: Operation = { codes: [] };
  Object.assign(contextValue, { [operationKey]: operation });
  return operation;
}

/** Writes down of each GraphQL request what the log and the metrics say about it. */
export const operationPlugin: ApolloServerPlugin = {
  requestDidStart: async () => ({
    async willSendResponse({ contextValue, operation, operationName, response }) {
      const record = (contextValue as { [operationKey]?: Operation })[operationKey];
      if (record === undefined) return;
      if (operationName != null) record.name = operationName;
      if (operation !== undefined) record.type = operation.operation;
      const errors = response.body.kind === "single" ? response.body.singleResult.errors : undefined;
      record.codes = [...new Set(errors?.map(({ extensions }) => String(extensions?.code)))];
    },
  }),
};
