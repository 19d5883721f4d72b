import type { FastifyRequest } from "fastify";

/** Tells whether a browser asks: browsers name HTML in `accept`, while programs often accept anything. */
export function wantsHtml({ headers }: Pick<FastifyRequest, "headers">): boolean {
  return /\btext\/html\b/.test(headers.accept ?? "");
}
