import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";

/**
 * The one place that says how long answers may be kept. Answers to GET of GraphQL and of the schema carry an ETag and are
 * revalidated each time (the archive grows by the minute); everything else is not to be stored unless its route says so.
 */
export function setCacheHeaders(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (reply.hasHeader("cache-control")) return payload;
    const isRevalidated =
      request.method === "GET" && reply.statusCode === 200 && request.routeOptions.config.revalidated;
    if (!isRevalidated || typeof payload !== "string") {
      void reply.header("cache-control", "no-store");
      return payload;
    }
    const etag = etagOf(payload);
    void reply.header("cache-control", "no-cache").header("etag", etag).header("vary", "accept, accept-encoding");
    if (request.headers["if-none-match"] !== etag) return payload;
    void reply.code(304).removeHeader("content-length");
    return "";
  });
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
