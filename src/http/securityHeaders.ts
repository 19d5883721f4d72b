import type { FastifyInstance } from "fastify";
import helmet, { type HelmetOptions } from "helmet";

/** Answers that CORS lets a page read must not be withheld from it by their resource policy. */
const defaults = { crossOriginResourcePolicy: { policy: "cross-origin" } } as const;

/**
 * Every answer carries helmet's headers; a route with a content security policy of its own says so in its `config`.
 *
 * They are worked out once a route. `@fastify/helmet` does so for every request, which took a fifth of the headline query's
 * time, much of it in collecting garbage: what it made kept requests from being collected young (docs/decisions/0007).
 */
export function setSecurityHeaders(app: FastifyInstance): void {
  const ordinary = headersOf(defaults);
  app.addHook("onRoute", ({ config }) => {
    if (!config?.contentSecurityPolicy) return;
    const contentSecurityPolicy = { directives: config.contentSecurityPolicy };
    config.securityHeaders = headersOf({ ...defaults, contentSecurityPolicy });
  });
  app.addHook("onRequest", async (request, reply) => {
    void reply.headers(request.routeOptions.config.securityHeaders ?? ordinary);
  });
}

/** What helmet's middleware sets on an answer. */
function headersOf(options: HelmetOptions): Record<string, string> {
  const headers = new Map<string, string>();
  const answer = { setHeader: headers.set.bind(headers), removeHeader: () => {} };
  helmet(options)({} as never, answer as never, () => {});
  return Object.fromEntries(headers);
}

type Directives = Exclude<HelmetOptions["contentSecurityPolicy"], boolean | undefined>["directives"];

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route's own content security policy, over helmet's. */
    contentSecurityPolicy?: Directives;
    securityHeaders?: Record<string, string>;
  }
}
