import type { FastifyRequest } from "fastify";
import { malformedAddress } from "./httpErrors.ts";

/**
 * Returns the address of a request as the client knows it.
 *
 * @throws an error with status 400 if the Host header makes no valid address
 */
export function addressOf({ protocol, host, url }: Pick<FastifyRequest, "protocol" | "host" | "url">): URL {
  const address = `${protocol}://${host}${url}`;
  if (URL.canParse(address)) return new URL(address);
  throw malformedAddress();
}
