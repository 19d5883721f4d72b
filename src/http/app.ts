import { randomUUID } from "node:crypto";
import fastifyCompress from "@fastify/compress";
import fastifyCors from "@fastify/cors";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions, LogController } from "fastify";
import type { Config } from "../config.ts";
import { LARGEST_BODY } from "./bodyLimit.ts";
import { answerErrors, answerUnreadable, body, LARGEST_HEAD } from "./httpErrors.ts";
import { errorType } from "./mediaTypes.ts";
import { logRequests } from "./requestLog.ts";
import { setSecurityHeaders } from "./securityHeaders.ts";
import { adviseOnProxies } from "./untrustedProxy.ts";

export interface AppOptions {
  logger: FastifyServerOptions["logger"];
  /**
   * The origins whose pages may read the answers; all by default. Cookies are never allowed; the API uses no cookies.
   */
  corsOrigins?: Config["corsOrigins"];
  /** The proxies whose `X-Forwarded-*` headers are believed: how many, or their addresses; none by default. */
  trustProxy?: Config["trustProxy"];
  /** The header `Strict-Transport-Security`; none by default. */
  hsts?: Config["hsts"];
}

const SECOND = 1_000;
const HOUR_IN_SECONDS = 3_600;

/** Below this, compressing takes longer than sending what it saves. */
const WORTH_COMPRESSING = 1_400;

/** The headers that a page with a key needs to read. */
const ABOUT_KEYS = ["www-authenticate", "retry-after", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"];

const COMPRESSIBLE = /^text\/(?!event-stream)|(?:\+|\/)(?:json|jsonl|text|xml)(?:;|$)/u;

/**
 * Makes the HTTP server without GraphQL: request ids, limits on the size and slowness of requests, security headers,
 * compression, one shape for errors, one log line for each request. It has no routes and does not listen.
 *
 * Every answer carries `x-request-id`: the client's own if it is sane, so that its logs and ours can be joined.
 */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { logger, corsOrigins = "*", trustProxy = 0, hsts } = options;
  const app = Fastify({
    logger,
    // requestLog.ts writes one line instead of Fastify's two.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    bodyLimit: LARGEST_BODY,
    trustProxy: believe(trustProxy),
    requestIdHeader: false,
    genReqId: ({ headers }) => saneRequestId(headers["x-request-id"]) ?? randomUUID(),
    // A client that sends its headers or body too slowly is cut off; Node looks every five seconds.
    requestTimeout: 20 * SECOND,
    keepAliveTimeout: 65 * SECOND,
    // Node's limit is on the address and all headers together. The longest quotation that can be verified, 2,000 Chinese characters, takes
    // 18,000 bytes of an address.
    http: { headersTimeout: 10 * SECOND, maxHeaderSize: LARGEST_HEAD, connectionsCheckingInterval: 5 * SECOND },
    clientErrorHandler: answerUnreadable,
    routerOptions: { ignoreTrailingSlash: true },
    // Errors before a route is found bypass the hooks and the error handler.
    frameworkErrors: (error, request, reply: FastifyReply) => {
      void reply.code(400).type(errorType(request)).header("x-request-id", request.id);
      reply.send(body("BAD_REQUEST", error.message));
    },
  });
  app.addHook("onRequest", async (request, reply) => void reply.header("x-request-id", request.id));
  answerErrors(app);
  logRequests(app);
  if (trustProxy === 0) adviseOnProxies(app);
  await app.register(fastifyCors, {
    origin: corsOrigins,
    exposedHeaders: ["x-request-id", "onrecord-unmatched", "onrecord-part-of-name", ...ABOUT_KEYS],
    maxAge: 24 * HOUR_IN_SECONDS,
  });
  setSecurityHeaders(app, hsts);
  await app.register(fastifyCompress, {
    threshold: WORTH_COMPRESSING,
    encodings: ["br", "gzip"],
    globalDecompression: false,
    // The usual list of compressible types lacks JSON Lines, which has no registered type.
    customTypes: COMPRESSIBLE,
  });
  return app;
}

/**
 * Believes this many proxies, counted from the server, whatever their addresses. With 0, no request pays for a look.
 */
function believe(proxies: Config["trustProxy"]) {
  if (typeof proxies === "string") return proxies;
  return proxies > 0 && ((_address: string, hop: number) => hop < proxies);
}

/** Returns the id if it can stand in a log line and a header; undefined for any other text of a stranger. */
function saneRequestId(id: string | string[] | undefined): string | undefined {
  return typeof id === "string" && /^[\w.:-]{8,100}$/.test(id) ? id : undefined;
}
