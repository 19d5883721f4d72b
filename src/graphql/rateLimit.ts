import type { Viewer } from "../keys/keys.ts";

/** How much may still be asked, after an operation has taken its points. */
export interface RateLimit {
  /** Points for each minute. */
  limit: number;
  /** Points that are left. */
  remaining: number;
  /** Points that this operation took. */
  cost: number;
  /** When all are there again. */
  resetAt: Date;
}

/** Who spends: by their key, else by their address. */
export interface Spender {
  viewer: Viewer | null;
  address: string;
}

/** Takes points of this minute, and tells what is left. Throws RATE_LIMITED where they are not there. */
export type Spend = (spender: Spender, points: number) => Promise<RateLimit>;

/**
 * What every answer says of the limit, as draft 06 of "RateLimit header fields for HTTP" (draft-ietf-httpapi-ratelimit-headers) has it:
 * the last one whose fields are numbers, which is what clients read. Later drafts gather them in one structured field.
 */
export function rateLimitHeaders({ limit, remaining, resetAt }: RateLimit): Record<string, string> {
  return {
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(remaining),
    "ratelimit-reset": String(secondsUntil(resetAt)),
  };
}

/** Whole seconds, so many that waiting for them is enough. */
export function secondsUntil(instant: Date): number {
  return Math.max(0, Math.ceil((instant.getTime() - Date.now()) / 1_000));
}
