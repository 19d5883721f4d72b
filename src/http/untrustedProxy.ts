import type { FastifyInstance } from "fastify";

const ADVICE =
  "A request has the header X-Forwarded-For, and no proxy is trusted. If a proxy of yours adds it, all its clients count as one: they share " +
  "the points and the database connections of one address. Set ONRECORD_TRUST_PROXY, for example to 1. Otherwise ignore this; it is told once.";

/** Logs one warning if requests seem to come through a proxy. For servers that trust none. */
export function adviseOnProxies(app: FastifyInstance): void {
  let isTold = false;
  app.addHook("onRequest", async (request) => {
    if (isTold || request.headers["x-forwarded-for"] === undefined) return;
    isTold = true;
    request.log.warn(ADVICE);
  });
}
