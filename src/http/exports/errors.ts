import type { FastifyReply, FastifyRequest } from "fastify";
import { NameNotFound } from "../../export/matched.ts";
import { TooManyStatements } from "../../export/open.ts";
import { errorCodeOf, faultCodes, httpStatuses, maskError, retryHeaders } from "../../graphql/errors.ts";
import { body, httpOf } from "../httpErrors.ts";

/** Sends the error that kept an export from beginning, in the shape and with the codes of the API. */
export function answerExportError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { message, statusCode } = error as Error & { statusCode?: number };
  if (statusCode === 400) return reply.code(400).send(body("BAD_REQUEST", message));
  if (error instanceof TooManyStatements) {
    const extensions = { code: "QUERY_TOO_COMPLEX", limit: { name: "statements", allowed: error.allowed } };
    return reply.code(400).send({ errors: [{ message, extensions }] });
  }
  logExportFailure(error, request);
  const told = maskError(error, { message }, request.id);
  const status = error instanceof NameNotFound ? 404 : (httpStatuses[errorCodeOf(error)] ?? 500);
  return reply
    .code(status)
    .headers(retryHeaders(status))
    .headers(Object.fromEntries(httpOf(error).headers ?? []))
    .send({ errors: [told] });
}

/** Logs an internal fault; a client that left is not one. */
export function logExportFailure(error: unknown, { id: requestId, log }: FastifyRequest): void {
  const code = errorCodeOf(error);
  if (!faultCodes.has(code) || (error as Error).name === "AbortError") return;
  log.error({ requestId, code, err: error }, "request failed");
}
