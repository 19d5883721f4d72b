import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * The cookie of the reader's site in which the key of somebody who has signed in is kept. No route of the API reads it.
 *
 * `HttpOnly` keeps it from scripts, `SameSite=Strict` from requests that other sites cause, and over https `Secure` and the
 * prefix `__Host-` (RFC 6265bis, 4.1.3.2) from other hosts of the same domain. It ends with the browser's session.
 */
const COOKIE_NAME = "onrecord-key";

/** Browsers keep no cookie of more than 4,096 bytes, its name and attributes included. */
const LONGEST_COOKIE_KEY = 3_900;

/** The characters of keys and tokens (RFC 6750, `b64token`), all of which a cookie may have. */
const COOKIE_VALUE = /^[\w.~+/-]+=*$/;

/** Reads the key from a request's cookie; undefined without one. */
export function keyInCookie({ headers, protocol }: FastifyRequest): string | undefined {
  const { cookie } = headers;
  if (cookie === undefined) return undefined;
  const start = `${nameFor(protocol)}=`;
  const found = cookie.split(/; */).find((pair) => pair.startsWith(start));
  const key = found?.slice(start.length);
  return key !== undefined && COOKIE_VALUE.test(key) ? key : undefined;
}

/** Tells whether a cookie can hold the key. */
export function fitsCookie(key: string): boolean {
  return key.length <= LONGEST_COOKIE_KEY && COOKIE_VALUE.test(key);
}

/** Lets the browser keep the key that somebody has signed in with, or forget it (null). */
export function setKeyCookie(request: FastifyRequest, reply: FastifyReply, key: string | null): void {
  const { protocol } = request;
  const attributes = [
    `${nameFor(protocol)}=${key ?? ""}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Strict",
    ...(protocol === "https" ? ["Secure"] : []),
    ...(key === null ? ["Max-Age=0"] : []),
  ];
  void reply.header("set-cookie", attributes.join("; "));
}

function nameFor(protocol: string): string {
  return protocol === "https" ? `__Host-${COOKIE_NAME}` : COOKIE_NAME;
}
