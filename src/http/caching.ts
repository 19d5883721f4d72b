import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply } from "fastify";

/**
 * The one place that says how long answers may be kept. Answers to GET of GraphQL, of the schema and of feeds carry an ETag and
 * are revalidated each time (the archive grows by the minute); everything else is not to be stored unless its route says so.
 */
export function setCacheHeaders(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (reply.hasHeader("cache-control")) return payload;
    const isRead = request.method === "GET" || request.method === "HEAD";
    const { revalidated, authenticated } = request.routeOptions.config;
    const isRevalidated = isRead && reply.statusCode === 200 && revalidated;
    if (!isRevalidated || typeof payload !== "string") {
      void reply.header("cache-control", "no-store");
      return payload;
    }
    const etag = etagOf(payload);
    // What a key lets its holder read is no cache's between them and here.
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

/** What the answer is said to depend on already: the origin, where only some may read. */
function varied(reply: FastifyReply): string[] {
  const header = reply.getHeader("vary");
  return header === undefined ? [] : [String(header)];
}

/** Whether the client has this answer: by its tag, and only where it tells none by its date (RFC 9110, 13.2.2). */
function isKnown(headers: IncomingHttpHeaders, etag: string, lastModified: unknown): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined) return tags === "*" || tags.split(",").some((tag) => tag.trim() === etag);
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return typeof lastModified === "string" && Date.parse(lastModified) <= since;
}

// Weak, since the same answer goes out compressed and uncompressed.
function etagOf(payload: string): string {
  return `W/"${createHash("sha1").update(payload).digest("base64url")}"`;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Answers to GET on this route carry an ETag. */
    revalidated?: boolean;
  }
}
