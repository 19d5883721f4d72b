import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Authenticate } from "../graphql/authentication.ts";
import { mayRead } from "../graphql/authorization.ts";
import { unauthenticated } from "../graphql/errors/refusals.ts";

export interface RequestAuthentication {
  authenticate: Authenticate;
  /** Whether reading needs no key. */
  isReadingOpen: boolean;
}

/**
 * Sets `request.viewer` before the body is read, on routes whose `config` says `authenticated`. An invalid key is
 * refused there in any case. If reading needs a key, routes whose `config` says `forReaders` need one too.
 */
export function authenticateRequests(
  app: FastifyInstance,
  { authenticate, isReadingOpen }: RequestAuthentication,
): void {
  app.decorateRequest("viewer", null);

  async function find(request: FastifyRequest): Promise<void> {
    request.viewer = await authenticate(request.headers.authorization, request.ip);
    if (!mayRead(request.viewer, isReadingOpen) && request.routeOptions.config.forReaders)
      throw unauthenticated("Reading needs a key, sent as `Authorization: Bearer or_…`.");
  }

  // The many requests without a key get by without a promise.
  app.addHook("onRequest", (request, _reply, done) => {
    const { authenticated } = request.routeOptions.config;
    if (!authenticated || (isReadingOpen && !request.headers.authorization)) return done();
    find(request).then(() => done(), done);
  });
}

declare module "fastify" {
  interface FastifyRequest {
    /** The holder of the request's key; null without a key. */
    viewer: Awaited<ReturnType<Authenticate>>;
  }
  interface FastifyContextConfig {
    /** Keys are read on this route. */
    authenticated?: boolean;
    /** The route is refused without a key if reading needs one. GraphQL has its own rules for that. */
    forReaders?: boolean;
  }
}
