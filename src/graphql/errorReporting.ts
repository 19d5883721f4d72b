import type { ApolloServerPlugin } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import type { GraphQLError, GraphQLFormattedError } from "graphql";
import { errorCodeOf, faultCodes, httpStatuses, maskError, retryHeaders } from "./errors.ts";

/** The part of a request's context by which its errors are found in the log. */
interface IdentifiedRequest {
  requestId?: string;
}

/** Turns the errors of an execution into what clients see, and logs the internal faults among them. */
export type FormatErrors = (
  errors: readonly GraphQLError[],
  contextValue: IdentifiedRequest,
) => GraphQLFormattedError[];

/** The part of a pino logger that is used here. */
export interface ErrorLog {
  error(fields: object, message: string): void;
}

/**
 * Treats every error alike: an internal fault is logged with its cause and the request's id, and clients see it masked,
 * with the same id; a client's mistake is shown in full and not logged here.
 */
export function errorReporting(log: ErrorLog) {
  // Apollo's formatError does not say which request the error belongs to.
  const requestIds = new WeakMap<GraphQLError, string>();

  function report(errors: readonly GraphQLError[], { requestId }: IdentifiedRequest): void {
    for (const error of errors) {
      if (requestId !== undefined) requestIds.set(error, requestId);
      const code = errorCodeOf(error);
      const cause = unwrapResolverError(error);
      // A client that left is not a fault, and reads no answer.
      const wentAway = cause instanceof Error && cause.name === "AbortError";
      if (faultCodes.has(code) && !wentAway)
        log.error({ requestId, code, path: error.path, err: cause }, "request failed");
    }
  }

  function formatError(shown: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
    return maskError(error, shown, requestIds.get(error as GraphQLError));
  }

  const formatErrors: FormatErrors = (errors, contextValue) => {
    report(errors, contextValue);
    return errors.map((error) => formatError(withoutHttp(error.toJSON()), error));
  };

  const plugin: ApolloServerPlugin<IdentifiedRequest> = {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => report(errors, contextValue),
      async willSendResponse({ response }) {
        if (response.body.kind !== "single") return;
        const { data, errors } = response.body.singleResult;
        const status = errors && isEmpty(data, errors) ? statusOf(errors) : undefined;
        if (status === undefined) return;
        // An answer with data must have a status of 2xx (GraphQL over HTTP), even if all of it is null: the data is
        // dropped.
        response.body.singleResult = { errors: errors ?? [] };
        response.http.status = status;
        const { headers } = response.http;
        // A refusal for want of points says itself when to come again.
        for (const [name, value] of Object.entries(retryHeaders(status)))
          if (!headers.has(name)) headers.set(name, value);
      },
    }),
  };
  return { formatError, formatErrors, plugin };
}

/**
 * Removes the status and headers that an error carries for HTTP, as Apollo Server does: they do not belong in the body.
 */
function withoutHttp({ extensions, ...shown }: GraphQLFormattedError): GraphQLFormattedError {
  const { http: _http, ...rest } = extensions ?? {};
  return { ...shown, extensions: rest };
}

/** Returns whether nothing was answered: every field failed. One that is null without an error was answered. */
function isEmpty(data: Record<string, unknown> | null | undefined, errors: readonly GraphQLFormattedError[]): boolean {
  if (data == null) return true;
  const failed = new Set(errors.map(({ path }) => path?.[0]));
  return Object.entries(data).every(([name, value]) => value === null && failed.has(name));
}

/** Returns 400, 429, 503 or 504 if every error says so; undefined for a mixture, which is a partial failure and gets 200. */
function statusOf(errors: readonly GraphQLFormattedError[]): number | undefined {
  const codes = errors.map((error) => error.extensions?.code);
  if (codes.includes("UNAVAILABLE") && codes.every((code) => code === "UNAVAILABLE" || code === "TIMEOUT"))
    return httpStatuses.UNAVAILABLE;
  const code = (["BAD_USER_INPUT", "RATE_LIMITED", "TIMEOUT"] as const).find((only) =>
    codes.every((other) => other === only),
  );
  return code && httpStatuses[code];
}
