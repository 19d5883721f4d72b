import { Transform } from "node:stream";
import type { FastifyInstance } from "fastify";
import { mayEdit } from "../graphql/authorization.ts";

/** The most bytes of a GraphQL request: a thousand tokens and long lists of variables fit. */
export const LARGEST_BODY = 100_000;

/**
 * The most bytes that an editor may send: the body of an article has up to 2 MB, which JSON may write in four times as
 * many.
 */
export const LARGEST_EDIT = 9_000_000;

/**
 * Limits bodies to `LARGEST_BODY` on routes whose own limit is `LARGEST_EDIT`: only editors may send more. Keys are in
 * the headers, so a stranger's body is refused before it is read; or, if its length is not given, as soon as it is too
 * long.
 */
export function limitBodies(scope: FastifyInstance): void {
  scope.addHook("preParsing", (request, reply, payload, done) => {
    if (mayEdit(request.viewer)) return done();
    if (request.headers["transfer-encoding"] !== undefined) return done(null, payload.pipe(upTo(LARGEST_BODY)));
    if (Number(request.headers["content-length"] ?? 0) <= LARGEST_BODY) return done();
    // The rest is not read, so it could not be told apart from a next request.
    void reply.header("connection", "close");
    return done(tooLarge());
  });
}

function upTo(most: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      done(length > most ? tooLarge() : null, chunk);
    },
  });
}

/** Makes the error for a body that is too large; httpErrors.ts has its message. */
function tooLarge() {
  return Object.assign(new Error(), { statusCode: 413, code: "BODY_TOO_LARGE" });
}
