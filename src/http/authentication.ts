import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Authenticate } from "../graphql/authentication.ts";
import { mayRead } from "../graphql/authorization.ts";
import { unauthenticated } from "../graphql/errors/refusals.ts";
import { errorCodeOf } from "../graphql/errors.ts";
import { keyInCookie } from "./siteCookie.ts";

export interface RequestAuthentication {
  authenticate: Authenticate;
  /** Whether reading needs no key. */
  isReadingOpen: boolean;
}

/**
 * Sets `request.viewer` before the body is read, on routes whose `config` says `authenticated`. An invalid key is
 * refused there in any case. If reading needs a key, routes whose `config` says `forReaders` need one too.
 *
 * Routes whose `config` says `forPeople` take the key from the site's cookie as well. If that key is not valid (any more),
 * they set `request.isSignInOver` instead: people are asked to sign in again.
 */
export function authenticateRequests(
  app: FastifyInstance,
  { authenticate, isReadingOpen }: RequestAuthentication,
): void {
  app.decorateRequest("viewer", null);
  app.decorateRequest("isSignInOver", false);

  async function find(request: FastifyRequest): Promise<void> {
    request.viewer = await authenticate(request.headers.authorization, request.ip);
    if (!mayRead(request.viewer, isReadingOpen) && request.routeOptions.config.forReaders)
      throw unauthenticated("Reading needs a key, sent as `Authorization: Bearer or_…`.");
  }

  async function findByCookie(request: FastifyRequest, key: string): Promise<void> {
    request.viewer = await authenticate(`Bearer ${key}`, request.ip).catch((error: unknown) => {
      if (!KEY_FAULTS.has(errorCodeOf(error))) throw error;
      request.isSignInOver = true;
      return null;
    });
  }

  // The many requests without a key get by without a promise.
  app.addHook("onRequest", (request, _reply, done) => {
    const { authenticated, forPeople } = request.routeOptions.config;
    if (!authenticated) return done();
    const { authorization } = request.headers;
    const key = forPeople && !authorization ? keyInCookie(request) : undefined;
    if (key !== undefined) findByCookie(request, key).then(() => done(), done);
    else if (isReadingOpen && !authorization) done();
    else find(request).then(() => done(), done);
  });
}

/** The codes of errors that a key causes, and not the state of the server. */
const KEY_FAULTS: ReadonlySet<string> = new Set(["UNAUTHENTICATED", "FORBIDDEN"]);

/**
 * Makes the function that signs people in to the site: it returns null if the key is valid, otherwise why it is not. Attempts
 * count as they do for the API; too many are refused (RATE_LIMITED).
 */
export function signingIn(authenticate: Authenticate): SignIn {
  return async (key, address) => {
    try {
      await authenticate(`Bearer ${key}`, address);
      return null;
    } catch (error) {
      const code = errorCodeOf(error);
      if (!KEY_FAULTS.has(code)) throw error;
      return { reason: code === "FORBIDDEN" ? "NO_ROLE" : "WRONG", message: (error as Error).message };
    }
  };
}

/** Checks the key with which somebody signs in. */
export type SignIn = (key: string, address: string) => Promise<{ reason: "WRONG" | "NO_ROLE"; message: string } | null>;

declare module "fastify" {
  interface FastifyRequest {
    /** Whether the request came with the cookie of somebody whose key is not valid any more. */
    isSignInOver: boolean;
    /** The holder of the request's key; null without a key. */
    viewer: Awaited<ReturnType<Authenticate>>;
  }
  interface FastifyContextConfig {
    /** Keys are read on this route. */
    authenticated?: boolean;
    /** The route shows pages to people, who may have signed in to the site: its cookie is read. */
    forPeople?: boolean;
    /** The route is refused without a key if reading needs one. GraphQL has its own rules for that. */
    forReaders?: boolean;
  }
}
