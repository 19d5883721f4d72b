import type { Viewer } from "../keys/keys.ts";

/** The state of the rate limit after an operation has taken its points. */
export interface RateLimit {
  /** Points per minute. */
  limit: number;
  /** Points that are left. */
  remaining: number;
  /** Points that this operation took. */
  cost: number;
  /** When all points are available again. */
  resetAt: Date;
}

/** Whose points are spent: those of the key, or of the address without a key. */
export interface Spender {
  viewer: Viewer | null;
  address: string;
}

/** Takes points of this minute and returns what is left. Throws RATE_LIMITED if too few are left. */
export type Spend = (spender: Spender, points: number) => Promise<RateLimit>;

/**
 * Writes the headers that report the limit, by draft 06 of "RateLimit header fields for HTTP"
 * (draft-ietf-httpapi-ratelimit-headers): clients read its plain numbers; later drafts use one structured field.
 */
export function rateLimitHeaders({ limit, remaining, resetAt }: RateLimit): Record<string, string> {
  return {
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(remaining),
    "ratelimit-reset": String(secondsUntil(resetAt)),
  };
}

/** Returns the whole seconds to wait until an instant, rounded up. */
export function secondsUntil(instant: Date): number {
  return Math.max(0, Math.ceil((instant.getTime() - Date.now()) / 1_000));
}
