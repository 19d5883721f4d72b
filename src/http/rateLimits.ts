import { isIPv4, isIPv6 } from "node:net";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Config } from "../config.ts";
import type { DatabaseConnection } from "../database.ts";
import { rateLimited } from "../graphql/errors/refusals.ts";
import type { Points, RateLimit, Spender, Taken } from "../graphql/rateLimit.ts";

export interface RateLimitOptions {
  /** Points per minute. */
  points: number;
  /** The price of a millisecond for which an operation holds a connection to the database; 0 if it has none. */
  pointsPerMs: number;
  /** Who counts: each process for itself, or the database for all processes together. */
  store: Config["rateLimitStore"];
  pool: DatabaseConnection["pool"];
}

const MINUTE_S = 60;

/**
 * Counts the points spent in a minute by each key, or each address without a key; the minute begins with the first point.
 * If the database counts but cannot be reached, the process counts for itself until it is back.
 */
export function rateLimits({ points, pointsPerMs, store, pool }: RateLimitOptions): Points {
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
  const leftOf = (answer: RateLimiterRes, cost: number): RateLimit => ({
    limit: points,
    remaining: Math.max(0, answer.remainingPoints),
    cost,
    resetAt: new Date(Date.now() + answer.msBeforeNext),
  });
  return {
    take: async (spender, cost) => {
      const answer = await limiter.consume(spenderName(spender), cost).catch((refused: unknown) => {
        if (refused instanceof RateLimiterRes) throw rateLimited(leftOf(refused, cost));
        throw refused;
      });
      return leftOf(answer, cost);
    },
    settle: async (spender, taken) => {
      const beyond = pointsBeyond(taken, pointsPerMs);
      if (beyond === 0) return null;
      return leftOf(await limiter.penalty(spenderName(spender), beyond), taken.points + beyond);
    },
  };
}

/** Up to this many times the points that were taken, nothing is settled: a statement's time also depends on others' load. */
const TOLERANCE = 2;

/**
 * Returns the points that an operation cost beyond those that were reckoned before it ran. The time for which it held
 * connections is its true price; the reckoning knows how many objects may come, but not what finding them takes.
 */
function pointsBeyond({ points, heldMs }: Taken, pointsPerMs: number): number {
  const cost = Math.round(heldMs * pointsPerMs);
  return cost > TOLERANCE * points ? cost - points : 0;
}

/** Returns the name under which points are counted. For IPv6, it is the /64: a subscriber usually has a whole one. */
export function spenderName({ viewer, address }: Spender): string {
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
