import type { FastifyReply, FastifyRequest } from "fastify";

export interface Cookie {
  name: string;
  value: string;
  /** Whether the browser also sends it when another site leads a person here (`Lax`), or never then. */
  sameSite: "Strict" | "Lax";
  /** For how long the browser keeps it; undefined for until it closes, 0 to forget it. */
  seconds?: number | undefined;
}

/** Reads a cookie that `setCookie` has set; undefined without one. */
export function readCookie({ headers, protocol }: FastifyRequest, name: string): string | undefined {
  const start = `${prefixedName(name, protocol)}=`;
  const found = headers.cookie?.split(/; */).find((pair) => pair.startsWith(start));
  return found?.slice(start.length);
}

/**
 * Lets the browser keep a cookie of the reader's site. `HttpOnly` keeps it from scripts, and over https `Secure` and the prefix
 * `__Host-` (RFC 6265bis, 4.1.3.2) from other hosts of the same domain.
 */
export function setCookie({ protocol }: FastifyRequest, reply: FastifyReply, cookie: Cookie): void {
  const { name, value, sameSite, seconds } = cookie;
  const attributes = [
    `${prefixedName(name, protocol)}=${value}`,
    "Path=/",
    "HttpOnly",
    `SameSite=${sameSite}`,
    ...(protocol === "https" ? ["Secure"] : []),
    ...(seconds === undefined ? [] : [`Max-Age=${seconds}`]),
  ];
  void reply.header("set-cookie", attributes.join("; "));
}

function prefixedName(name: string, protocol: string): string {
  return protocol === "https" ? `__Host-${name}` : name;
}
