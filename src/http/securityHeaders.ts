import type { FastifyInstance, FastifyRequest } from "fastify";
import helmet, { type HelmetOptions } from "helmet";
import type { Config } from "../config.ts";

const defaults = {
  // Without this policy, browsers would withhold answers that CORS allows a page to read.
  crossOriginResourcePolicy: { policy: "cross-origin" },
  // The operator writes this header.
  strictTransportSecurity: false,
} as const;

/**
 * Sets helmet's headers on every answer; a route may have its own content security policy in its `config`.
 * Adds `Strict-Transport-Security` unless it is undefined.
 *
 * They are computed once for each policy. `@fastify/helmet` computes them for each request, which took a fifth of the
 * headline query's time, much of it for garbage: its objects kept requests from being collected young
 * (docs/decisions/0007).
 */
export function setSecurityHeaders(app: FastifyInstance, hsts: Config["hsts"]): void {
  const headersOf = (options: HelmetOptions) => ({
    ...helmetHeaders(options),
    ...(hsts && { "strict-transport-security": hsts }),
  });
  const ordinary = headersOf(defaults);
  const computed = new Map<Directives, Record<string, string>>();
  const headersFor = (directives: Directives) => {
    const known =
      computed.get(directives) ??
      headersOf({ ...defaults, ...framing(directives), contentSecurityPolicy: { directives } });
    computed.set(directives, known);
    return known;
  };
  app.addHook("onRequest", async (request, reply) => {
    const { contentSecurityPolicy: own } = request.routeOptions.config;
    const directives = typeof own === "function" ? own(request) : own;
    void reply.headers(directives ? headersFor(directives) : ordinary);
  });
}

/** The older header against frames would hold even where the policy lets all sites show the page in theirs. */
function framing({ frameAncestors }: Directives): { xFrameOptions?: false } {
  return Array.isArray(frameAncestors) && frameAncestors.includes("*") ? { xFrameOptions: false } : {};
}

/** Computes the headers that helmet's middleware sets. */
function helmetHeaders(options: HelmetOptions): Record<string, string> {
  const headers = new Map<string, string>();
  const answer = { setHeader: headers.set.bind(headers), removeHeader: () => {} };
  helmet(options)({} as never, answer as never, () => {});
  return Object.fromEntries(headers);
}

type Directives = NonNullable<Exclude<HelmetOptions["contentSecurityPolicy"], boolean | undefined>["directives"]>;

declare module "fastify" {
  interface FastifyContextConfig {
    /**
     * The route's own content security policy, which overrides helmet's; or a function that chooses one for a request, from
     * a few constant ones, and returns undefined for helmet's.
     */
    contentSecurityPolicy?: Directives | ((request: FastifyRequest) => Directives | undefined);
  }
}
