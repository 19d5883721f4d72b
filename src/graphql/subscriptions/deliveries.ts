import { setTimeout as pause } from "node:timers/promises";
import type { ExecutionResult, GraphQLFormattedError } from "graphql";
import { type Following, LaggingError, type Told } from "../../feed/feed.ts";
import { errorCodeOf } from "../errors.ts";
import type { Loaders } from "../loaders.ts";
import type { Shared } from "./shared.ts";

/** One result, and the cursor from which to continue after it. */
export interface Delivery {
  cursor: string;
  /** As JSON, written once for all subscribers that get the same. */
  result: string;
}

/**
 * Results as they come. `next` rejects if the subscriber is too slow (`isLagging`); `return` ends a pending `next` at
 * once.
 */
export interface Deliveries {
  /** The cursor at which they begin. */
  begin: string;
  next(): Promise<IteratorResult<Delivery, void>>;
  return(): Promise<void>;
}

export interface DeliverySettings {
  publications: Following;
  shared: Shared;
  /** The same for all subscribers whose results are the same. */
  key: string;
  /** Executes the operation for one item. */
  run: (publication: Told, loaders: Loaders) => Promise<ExecutionResult>;
  /** Turns the result into what clients see. */
  format: (result: ExecutionResult) => { data?: unknown; errors?: GraphQLFormattedError[] };
}

const DELIVERY_RETRY_MS = 1_000;

/** The most results that are made at the same time, so that their reads of the database are batched. */
const TOGETHER = 10;

/**
 * Makes a result for each item, except for those that are no longer due: publications of statements that are deleted or
 * retracted meanwhile, and items that a failover lost. While the database is unreachable, the result is made again until it is
 * whole: a client could not continue from an error.
 */
export function deliver({ publications, shared, key, run, format }: DeliverySettings): Deliveries {
  const ended = new AbortController();

  async function attempt(publication: Told, loaders: Loaders): Promise<string | null> {
    const statement = await loaders.statementById.load(publication.statementId);
    if (!publications.isDue(statement)) return null;
    const result = await run(publication, loaders);
    const outage = result.errors?.find(isAway);
    if (outage) throw outage;
    return JSON.stringify(format(result));
  }

  let found: readonly Told[] = [];
  let taken = 0;
  // Whether the database could not be reached since these were found: then another server may answer, without them.
  let isSuspect = false;

  /** Returns the result of one publication; if it has to be made, the next ones begin to be made with it. */
  async function resultOf(publication: Told): Promise<string | null> {
    for (;;) {
      try {
        const result = await shared.once(publication, key, (loaders) => {
          for (const next of found.slice(taken, taken + TOGETHER - 1))
            shared.once(next, key, (own) => attempt(next, own)).catch(() => {});
          return attempt(publication, loaders);
        });
        return result && (await publications.isKept(publication, isSuspect)) ? result : null;
      } catch (error) {
        if (!isAway(error)) throw error;
      }
      isSuspect = true;
      shared.renew();
      await pause(DELIVERY_RETRY_MS, undefined, { signal: ended.signal });
    }
  }

  async function next(): Promise<IteratorResult<Delivery, void>> {
    for (;;) {
      const publication = found[taken];
      if (!publication) {
        const { value } = await publications.next();
        if (!value) return { done: true, value: undefined };
        [found, taken, isSuspect] = [value, 0, false];
        continue;
      }
      taken += 1;
      const result = await resultOf(publication);
      if (result) return { done: false, value: { cursor: publication.cursor, result } };
    }
  }

  return {
    begin: publications.begin,
    next: () =>
      next().catch((error: unknown) => {
        if (ended.signal.aborted) return { done: true, value: undefined };
        throw error;
      }),
    async return() {
      ended.abort();
      await publications.return();
    },
  };
}

/** Tells whether an error means that a subscriber reads too slowly; they may begin again at their last cursor. */
export function isLagging(error: unknown): boolean {
  return error instanceof LaggingError;
}

function isAway(error: unknown): boolean {
  return errorCodeOf(error) === "UNAVAILABLE";
}
