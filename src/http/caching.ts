import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply } from "fastify";

/**
 * Decides how long answers may be cached. Answers to GET for GraphQL, the schema, feeds and the site carry an ETag and are
 * revalidated each time, because the archive grows by the minute. No other answer may be stored, unless its route says
 * so.
 */
export function setCacheHeaders(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (reply.hasHeader("cache-control")) return payload;
    const isRead = request.method === "GET" || request.method === "HEAD";
    const { revalidated, authenticated } = request.routeOptions.config;
    const isRevalidated = isRead && reply.statusCode === 200 && revalidated;
    if (!isRevalidated || !(typeof payload === "string" || Buffer.isBuffer(payload))) {
      void reply.header("cache-control", "no-store");
      return payload;
    }
    const etag = etagOf(payload);
    // Shared caches must not keep an answer that a key gave access to.
    void reply
      .header("cache-control", request.viewer ? "private, no-cache" : "no-cache")
      .header("etag", etag)
      .header(
        "vary",
        [...varied(reply), "accept", "accept-encoding", ...(authenticated ? ["authorization"] : [])].join(", "),
      );
    if (!isKnown(request.headers, etag, reply.getHeader("last-modified"))) return payload;
    void reply.code(304).removeHeader("content-length");
    return "";
  });
}

/** Lists the request headers in `vary` so far: `origin`, if only some origins may read. */
function varied(reply: FastifyReply): string[] {
  const header = reply.getHeader("vary");
  return header === undefined ? [] : [String(header)];
}

/** Tells whether the client has this answer: by its tag, or, if it sends no tag, by its date (RFC 9110, 13.2.2). */
function isKnown(headers: IncomingHttpHeaders, etag: string, lastModified: unknown): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined) return tags === "*" || tags.split(",").some((tag) => tag.trim() === etag);
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return typeof lastModified === "string" && Date.parse(lastModified) <= since;
}

// Weak, since the same answer goes out compressed and uncompressed.
function etagOf(payload: string | Buffer): string {
  return `W/"${createHash("sha1").update(payload).digest("base64url")}"`;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Answers to GET on this route carry an ETag. */
    revalidated?: boolean;
  }
}
