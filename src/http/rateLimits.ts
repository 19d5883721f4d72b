import { isIPv4, isIPv6 } from "node:net";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from "rate-limiter-flexible";
import type { Config } from "../config.ts";
import type { DatabaseConnection } from "../database.ts";
import { rateLimited } from "../graphql/errors/refusals.ts";
import type { RateLimit, Spend, Spender } from "../graphql/rateLimit.ts";

export interface RateLimitOptions {
  /** Points per minute. */
  points: number;
  /** Who counts: each process for itself, or the database for all processes together. */
  store: Config["rateLimitStore"];
  pool: DatabaseConnection["pool"];
}

const MINUTE_S = 60;

/**
 * Makes the function that counts the points spent in a minute by each key, or each address without a key; the minute
 * begins with the first point. If the database counts but cannot be reached, the process counts for itself until it is
 * back.
 */
export function rateLimits({ points, store, pool }: RateLimitOptions): Spend {
  const window = { points, duration: MINUTE_S };
  const own = new RateLimiterMemory(window);
  const limiter =
    store === "memory"
      ? own
      : new RateLimiterPostgres({
          ...window,
          storeClient: pool,
          tableName: "rate_limit",
          tableCreated: true,
          insuranceLimiter: own,
          // A spender without points left is refused without asking the database again.
          inMemoryBlockOnConsumed: points,
        });
  return async (spender, cost) => spend(limiter, points, spender, cost);
}

async function spend(limiter: RateLimiterAbstract, limit: number, spender: Spender, cost: number): Promise<RateLimit> {
  const answer = await limiter.consume(nameOf(spender), cost).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return { ...refused.toJSON(), isRefused: true };
    throw refused;
  });
  const resetAt = new Date(Date.now() + answer.msBeforeNext);
  const left = { limit, remaining: answer.remainingPoints, cost, resetAt };
  if ("isRefused" in answer) throw rateLimited(left);
  return left;
}

/** Returns the name under which points are counted. For IPv6, it is the /64: a subscriber usually has a whole one. */
function nameOf({ viewer, address }: Spender): string {
  if (viewer) return `key ${viewer.editor.version}`;
  const plain = address.replace(/^::ffff:/i, "");
  return isIPv4(plain) || !isIPv6(plain) ? `address ${plain}` : `network ${networkOf(plain)}`;
}

/** Returns the first four of the eight groups of an IPv6 address. */
function networkOf(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const gap = tail === undefined ? 0 : 8 - groups.length - rest.length;
  return [...groups, ...Array<string>(gap).fill("0"), ...rest].slice(0, 4).join(":").toLowerCase();
}
