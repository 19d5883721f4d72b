import { setTimeout as pause } from "node:timers/promises";
import type { ExecutionResult, GraphQLFormattedError } from "graphql";
import { LaggingError, type Publication, type Publications } from "../../feed/feed.ts";
import { errorCodeOf } from "../errors.ts";
import type { Loaders } from "../loaders.ts";
import type { Shared } from "./shared.ts";

/** One result, and the cursor to go on from behind it. */
export interface Delivery {
  cursor: string;
  /** As JSON, which is written once for all who are told the same. */
  result: string;
}

/** Results as they come; `next` rejects for who is too slow (`isLagging`). `return` ends them at once, also while one is waited for. */
export interface Deliveries {
  /** The cursor of where they begin. */
  begin: string;
  next(): Promise<IteratorResult<Delivery, void>>;
  return(): Promise<void>;
}

export interface DeliverySettings {
  publications: Publications;
  shared: Shared;
  /** The same for all whose results are the same. */
  key: string;
  /** Makes the result of one publication. */
  run: (publication: Publication, loaders: Loaders) => Promise<ExecutionResult>;
  /** Makes of it what clients see. */
  format: (result: ExecutionResult) => { data?: unknown; errors?: GraphQLFormattedError[] };
}

const DELIVERY_RETRY_MS = 1_000;

/** So many results are made at once, where as many statements are there: what they ask of the database is asked together. */
const TOGETHER = 10;

/**
 * A result for each publication, but for statements that have gone or been taken back by now. While the database is away the
 * result is made again until it is whole: whoever is told of a failure could not go on from there.
 */
export function deliver({ publications, shared, key, run, format }: DeliverySettings): Deliveries {
  const ended = new AbortController();

  async function attempt(publication: Publication, loaders: Loaders): Promise<string | null> {
    const statement = await loaders.statementById.load(publication.statementId);
    if (statement?.status !== "PUBLISHED") return null;
    const result = await run(publication, loaders);
    const outage = result.errors?.find(isAway);
    if (outage) throw outage;
    return JSON.stringify(format(result));
  }

  let found: readonly Publication[] = [];
  let taken = 0;

  /** The result of one; those of the next ones begin to be made with it, where it has not been made yet. */
  async function resultOf(publication: Publication): Promise<string | null> {
    for (;;) {
      try {
        return await shared.once(publication, key, (loaders) => {
          for (const next of found.slice(taken, taken + TOGETHER - 1))
            shared.once(next, key, (own) => attempt(next, own)).catch(() => {});
          return attempt(publication, loaders);
        });
      } catch (error) {
        if (!isAway(error)) throw error;
      }
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
        [found, taken] = [value, 0];
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

/** Whether somebody takes their results too slowly: they may begin again by the last cursor. */
export function isLagging(error: unknown): boolean {
  return error instanceof LaggingError;
}

function isAway(error: unknown): boolean {
  return errorCodeOf(error) === "UNAVAILABLE";
}
