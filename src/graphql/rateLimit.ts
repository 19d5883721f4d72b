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

/** The points that an operation took before it ran, and the connections that it held while it ran. */
export interface Taken {
  points: number;
  /** The milliseconds for which it held connections to the database. */
  heldMs: number;
}

/** The points of each minute. */
export interface Points {
  /** Takes points and returns what is left. Throws RATE_LIMITED if too few are left. */
  take(spender: Spender, points: number): Promise<RateLimit>;
  /**
   * Takes what an operation cost beyond its points, even if too few are left: the next operation has to wait for them.
   * Returns what is left, with the whole cost; null if the points covered it.
   */
  settle(spender: Spender, taken: Taken): Promise<RateLimit | null>;
}

/** The points of one spender. */
export interface Budget {
  take(points: number): Promise<RateLimit>;
  settle(taken: Taken): Promise<RateLimit | null>;
}

/** Returns the budget of a spender; undefined without a limit. */
export function budgetOf(points: Points | undefined, spender: Spender): Budget | undefined {
  if (!points) return undefined;
  return { take: async (cost) => points.take(spender, cost), settle: async (taken) => points.settle(spender, taken) };
}

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
