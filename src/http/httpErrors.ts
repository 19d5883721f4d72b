import type { Socket } from "node:net";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import { type ErrorCode, errorCodeOf, faultCodes, httpStatuses, maskError, retryHeaders } from "../graphql/errors.ts";
import { LARGEST_BODY, LARGEST_EDIT } from "./bodyLimit.ts";
import { errorType } from "./mediaTypes.ts";

const messages: Record<number, string> = {
  413: `The request's body is larger than ${LARGEST_BODY / 1_000} kB; with an editor's key, it may have ${LARGEST_EDIT / 1_000_000} MB.`,
  415: "Send a GraphQL request as application/json.",
};

/**
 * Reports every failure outside of GraphQL in the shape of a GraphQL error, so that clients read one shape only.
 * Internal faults are masked, and logged with their cause.
 */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    void reply.type(errorType(request));
    if (status < 500) return reply.code(status).send(body("BAD_REQUEST", messages[status] ?? error.message));
    const code = errorCodeOf(error);
    if (faultCodes.has(code)) request.log.error({ code, err: error }, "request failed");
    const { status: own = httpStatuses[code] ?? 500, headers = [] } = httpOf(error);
    const { message } = error;
    return reply
      .code(own)
      .headers({ ...retryHeaders(own), ...Object.fromEntries(headers) })
      .send({ errors: [maskError(error, { message }, request.id)] });
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) =>
    reply
      .code(404)
      .type(errorType(request))
      .send(body("BAD_REQUEST", `${request.method} ${pathOf(request)} does not exist; the API is at /graphql.`)),
  );
}

/** The most bytes that the address and the headers of a request may have together. */
export const LARGEST_HEAD = 32_000;

/** The faults of requests that Node cannot read, by the code of its error; all others are malformed. */
const unreadable: Record<string, [status: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [
    "431 Request Header Fields Too Large",
    `The request's address and headers are larger than ${LARGEST_HEAD / 1_000} kB. Send a long query, or a long text, by POST.`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "The request took too long to arrive."],
};

/**
 * Tells a client what is wrong with a request that cannot be read, as far as the connection still takes an answer, and ends the
 * connection. Nothing of the request is known: neither its path nor the type that it asks for.
 */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const [status, message] = unreadable[error.code ?? ""] ?? ["400 Bad Request", "The request is not valid HTTP."];
  const text = JSON.stringify(body("BAD_REQUEST", message));
  const headers = ["content-type: application/json; charset=utf-8", `content-length: ${Buffer.byteLength(text)}`];
  socket.end([`HTTP/1.1 ${status}`, ...headers, "connection: close", "", text].join("\r\n"));
}

/** Reads the status and the headers that an error of the API sets. */
export function httpOf(error: unknown): { status?: number; headers?: Iterable<[string, string]> } {
  return error instanceof GraphQLError ? ((error.extensions.http as object | undefined) ?? {}) : {};
}

/** Makes the error for a request whose address cannot be parsed. */
export function malformedAddress(): Error {
  return Object.assign(new Error("The request's Host header or path is malformed."), { statusCode: 400 });
}

/** Makes the body of an answer with one error. */
export function body(code: ErrorCode, message: string, requestId?: string) {
  return { errors: [{ message, extensions: { code, ...(requestId && { requestId }) } }] };
}

/**
 * Returns the path of a request without its query string, which may hold a whole GraphQL document and its variables.
 */
export function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "";
}
