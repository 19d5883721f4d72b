import type { FastifyReply, FastifyRequest } from "fastify";
import { readCookie, setCookie } from "./cookies.ts";

/**
 * The cookie of the reader's site in which the key of somebody who has signed in is kept. No route of the API reads it.
 *
 * `SameSite=Strict` keeps it from requests that other sites cause. It ends with the browser's session.
 */
const KEY_COOKIE = "onrecord-key";

/** Browsers keep no cookie of more than 4,096 bytes, its name and attributes included. */
const LONGEST_COOKIE_KEY = 3_900;

/** The characters of keys and tokens (RFC 6750, `b64token`), all of which a cookie may have. */
const COOKIE_VALUE = /^[\w.~+/-]+=*$/;

/** Reads the key from a request's cookie; undefined without one. */
export function keyInCookie(request: FastifyRequest): string | undefined {
  const key = readCookie(request, KEY_COOKIE);
  return key !== undefined && COOKIE_VALUE.test(key) ? key : undefined;
}

/** Tells whether a cookie can hold the key. */
export function fitsCookie(key: string): boolean {
  return key.length <= LONGEST_COOKIE_KEY && COOKIE_VALUE.test(key);
}

/** Lets the browser keep the key that somebody has signed in with, or forget it (null). */
export function setKeyCookie(request: FastifyRequest, reply: FastifyReply, key: string | null): void {
  const seconds = key === null ? 0 : undefined;
  setCookie(request, reply, { name: KEY_COOKIE, value: key ?? "", sameSite: "Strict", seconds });
}
