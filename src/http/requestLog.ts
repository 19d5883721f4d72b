import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyInstance, FastifyReply } from "fastify";
import { pathOf } from "./httpErrors.ts";

/** A GraphQL request for the log and the metrics: filled in while it runs, read at its end. */
export interface Operation {
  name?: string;
  type?: "query" | "mutation" | "subscription";
  /** The points that it took; undefined if it was refused before they were known. */
  cost?: number;
  /** The distinct codes of its errors. */
  codes: string[];
}

declare module "fastify" {
  interface FastifyRequest {
    operation: Operation | null;
  }
}

/** The header by which Apollo's clients, and others, name the program that asks. */
const CLIENT_NAME = "apollographql-client-name";
const LONGEST_CLIENT_NAME = 100;

/**
 * Writes one log line at the end of each request: request id, status, duration, the client's name, the id of its key
 * and, for GraphQL, the operation's name, type and cost and the codes of its errors. It never has a document or a
 * variable: what people search for is private.
 */
export function logRequests(app: FastifyInstance): void {
  app.decorateRequest("operation", null);
  app.addHook("onResponse", async (request, reply) => {
    request.log.info({ ...logEntry(reply), ...request.operation }, "request");
  });
}

function logEntry(reply: FastifyReply) {
  const { request, statusCode: status, elapsedTime } = reply;
  const client = String(request.headers[CLIENT_NAME] ?? "").slice(0, LONGEST_CLIENT_NAME);
  const key = request.viewer?.editor.version;
  return {
    method: request.method,
    path: pathOf(request),
    status,
    milliseconds: Math.round(elapsedTime * 10) / 10,
    ...(client && { client }),
    ...(key && { key }),
  };
}

// A property, since Apollo Server hands its plugins a copy of the context.
const operationKey = Symbol("operation");

/** Puts the record of a request's operation into its context, where `operationPlugin` fills it. */
export function recordOperation(contextValue: object): Operation {
  const operation: Operation = { codes: [] };
  Object.assign(contextValue, { [operationKey]: operation });
  return operation;
}

/** Fills in the record of each GraphQL request. */
export const operationPlugin: ApolloServerPlugin = {
  requestDidStart: async () => ({
    async willSendResponse({ contextValue, operation, operationName, response }) {
      const asked = contextValue as { [operationKey]?: Operation; cost?: number };
      const { [operationKey]: record } = asked;
      if (record === undefined) return;
      // The cost is settled while the other plugins are done with the answer.
      Object.defineProperty(record, "cost", { get: () => asked.cost, enumerable: true });
      if (operationName != null) record.name = operationName;
      if (operation !== undefined) record.type = operation.operation;
      const errors = response.body.kind === "single" ? response.body.singleResult.errors : undefined;
      record.codes = [...new Set(errors?.map(({ extensions }) => String(extensions?.code)))];
    },
  }),
};
