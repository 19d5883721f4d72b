import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import { type ErrorCode, errorCodeOf, faultCodes, maskError } from "../graphql/errors.ts";

const messages: Record<number, string> = {
  413: "The request's body is larger than 100 kB; with the key of an editor it may have 9 MB.",
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
    const { status: own = faultStatuses[code] ?? 500, headers = [] } = httpOf(error);
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

/** With which status a fault of ours is answered, where it is not 500. */
const faultStatuses: Partial<Record<ErrorCode, number>> = { TIMEOUT: 504, UNAVAILABLE: 503 };

/** What an error of the API says of the answer's status and headers. */
function httpOf(error: unknown): { status?: number; headers?: Iterable<[string, string]> } {
  return error instanceof GraphQLError ? ((error.extensions.http as object | undefined) ?? {}) : {};
}

/** One error, as the body of an answer. */
export function body(code: ErrorCode, message: string, requestId?: string) {
  return { errors: [{ message, extensions: { code, ...(requestId && { requestId }) } }] };
}

/** The path of a request without its query string, which may hold a whole GraphQL document and its variables. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "";
}
