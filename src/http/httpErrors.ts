import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ErrorCode } from "../graphql/errors.ts";

const messages: Record<number, string> = {
  413: "The request's body is larger than 100 kB.",
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
    request.log.error({ err: error }, "request failed");
    return reply.code(500).send(body("INTERNAL_SERVER_ERROR", "Something went wrong on our side.", request.id));
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) =>
    reply
      .code(404)
      .send(body("BAD_REQUEST", `There is nothing at ${request.method} ${pathOf(request)}; the API is at /graphql.`)),
  );
}

/** One error, as the body of an answer. */
export function body(code: ErrorCode, message: string, requestId?: string) {
  return { errors: [{ message, extensions: { code, ...(requestId && { requestId }) } }] };
}

/** The path of a request without its query string, which may hold a whole GraphQL document and its variables. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "";
}
