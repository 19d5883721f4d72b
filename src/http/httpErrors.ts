import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import { type ErrorCode, errorCodeOf, faultCodes, httpStatuses, maskError } from "../graphql/errors.ts";
import { LARGEST_BODY, LARGEST_EDIT } from "./bodyLimit.ts";

const messages: Record<number, string> = {
  413: `The request's body is larger than ${LARGEST_BODY / 1_000} kB; with an editor's key, it may have ${LARGEST_EDIT / 1_000_000} MB.`,
  415: "A GraphQL request is sent as application/json.",
};

/**
 * Answers whatever fails before GraphQL is reached in the shape of a GraphQL error, so that clients read one shape only.
 * What is not the client's mistake is masked, and logged with its cause.
 */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(body("BAD_REQUEST", messages[status] ?? error.message));
    const code = errorCodeOf(error);
    if (faultCodes.has(code)) request.log.error({ code, err: error }, "request failed");
    const { status: own = httpStatuses[code] ?? 500, headers = [] } = httpOf(error);
    const { message } = error;
    return reply
      .code(own)
      .headers(Object.fromEntries(headers))
      .send({ errors: [maskError(error, { message }, request.id)] });
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) =>
    reply
      .code(404)
      .send(body("BAD_REQUEST", `There is nothing at ${request.method} ${pathOf(request)}; the API is at /graphql.`)),
  );
}

/** What an error of the API says of the answer's status and headers. */
function httpOf(error: unknown): { status?: number; headers?: Iterable<[string, string]> } {
  return error instanceof GraphQLError ? ((error.extensions.http as object | undefined) ?? {}) : {};
}

/** The error for a request whose address cannot be read: to the code behind it, that would look like a fault of ours. */
export function malformedAddress(): Error {
  return Object.assign(new Error("The request's Host header or path is malformed."), { statusCode: 400 });
}

/** One error, as the body of an answer. */
export function body(code: ErrorCode, message: string, requestId?: string) {
  return { errors: [{ message, extensions: { code, ...(requestId && { requestId }) } }] };
}

/** The path of a request without its query string, which may hold a whole GraphQL document and its variables. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "";
}
