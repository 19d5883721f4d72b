import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Authenticate } from "../graphql/authentication.ts";
import { unauthenticated } from "../graphql/errors/refusals.ts";

export interface RequestAuthentication {
  authenticate: Authenticate;
  /** Whether reading needs no key. */
  isReadingOpen: boolean;
}

/**
 * Finds out who asks, before anything of the body is read: `request.viewer`, on routes that say `authenticated` in their
 * `config`. A key that is none is refused there, whatever is asked for; where reading needs a key, files of statements need one too.
 */
export function authenticateRequests(
  app: FastifyInstance,
  { authenticate, isReadingOpen }: RequestAuthentication,
): void {
  app.decorateRequest("viewer", null);

  async function find(request: FastifyRequest): Promise<void> {
    request.viewer = await authenticate(request.headers.authorization, request.ip);
    if (!isReadingOpen && !request.viewer && request.routeOptions.config.exported !== undefined)
      throw unauthenticated("Reading needs a key here, sent as `Authorization: Bearer or_…`.");
  }

  // No promise for the many requests that have nothing to be found out about.
  app.addHook("onRequest", (request, _reply, done) => {
    const { authenticated } = request.routeOptions.config;
    if (!authenticated || (isReadingOpen && !request.headers.authorization)) return done();
    find(request).then(() => done(), done);
  });
}

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, by the key that came along; null without one. */
    viewer: Awaited<ReturnType<Authenticate>>;
  }
  interface FastifyContextConfig {
    /** Requests are asked who sends them. */
    authenticated?: boolean;
  }
}
