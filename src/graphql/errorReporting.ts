import type { ApolloServerPlugin } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import type { GraphQLError, GraphQLFormattedError } from "graphql";
import { errorCodeOf, faultCodes, maskError } from "./errors.ts";

/** What a request's context must have for its errors to be found again. */
interface IdentifiedRequest {
  requestId?: string;
}

/** The errors of an execution as clients see them; faults of ours are logged on the way. */
export type FormatErrors = (
  errors: readonly GraphQLError[],
  contextValue: IdentifiedRequest,
) => GraphQLFormattedError[];

/** The part of a pino logger that is used here. */
export interface ErrorLog {
  error(fields: object, message: string): void;
}

const httpStatuses = { BAD_USER_INPUT: 400, TIMEOUT: 504, UNAVAILABLE: 503 } as const;

/**
 * One way for every error: a fault of ours is logged with its cause under the request's id and answered masked, with the
 * same id; a mistake of the client is answered in full and not logged here.
 */
export function errorReporting(log: ErrorLog) {
  // Apollo's formatError is not told which request it is for.
  const requestIds = new WeakMap<GraphQLError, string>();

  function report(errors: readonly GraphQLError[], { requestId }: IdentifiedRequest): void {
    for (const error of errors) {
      if (requestId !== undefined) requestIds.set(error, requestId);
      const code = errorCodeOf(error);
      const cause = unwrapResolverError(error);
      // Whoever went away is no fault of ours, and reads no answer.
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
        const status = errors && isEmpty(data) ? statusOf(errors) : undefined;
        if (status === undefined) return;
        // An answer that carries data must have a status of 2xx (GraphQL over HTTP), even if all of it is null.
        response.body.singleResult = { errors: errors ?? [] };
        response.http.status = status;
      },
    }),
  };
  return { formatError, formatErrors, plugin };
}

/** As Apollo Server shows an error: what it says of status and headers is not for the body. */
function withoutHttp({ extensions, ...shown }: GraphQLFormattedError): GraphQLFormattedError {
  const { http: _http, ...rest } = extensions ?? {};
  return { ...shown, extensions: rest };
}

function isEmpty(data: Record<string, unknown> | null | undefined): boolean {
  return data == null || Object.values(data).every((value) => value === null);
}

/** 400, 503 or 504 when every error says so; a mixture is answered as GraphQL answers partial failures: with 200. */
function statusOf(errors: readonly GraphQLFormattedError[]): number | undefined {
  const codes = errors.map((error) => error.extensions?.code);
  if (codes.includes("UNAVAILABLE") && codes.every((code) => code === "UNAVAILABLE" || code === "TIMEOUT"))
    return httpStatuses.UNAVAILABLE;
  const code = (["BAD_USER_INPUT", "TIMEOUT"] as const).find((only) => codes.every((other) => other === only));
  return code && httpStatuses[code];
}
