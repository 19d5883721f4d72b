import { setTimeout as pause } from "node:timers/promises";
import type { LiveTest } from "../archive/statements/filter/field.ts";
import { liveTests, type StatementFilter } from "../archive/statements/filter.ts";
import type { DatabaseConnection } from "../database.ts";
import { findIn } from "./filter.ts";
import { type Follower, LaggingError, type LogOptions, openLog } from "./log.ts";
import { type FeedPosition, feedCursor, findBeginning, isBefore } from "./place.ts";

export { LaggingError };

/** A statement that was published. */
export interface Publication {
  /** A follower that continues after it misses nothing and hears nothing twice. */
  cursor: string;
  statementId: number;
  /** When the publication was read (`performance.now`): whatever is read of the statement must not be older. */
  readAt: number;
}

/**
 * An endless stream of publications, in order. Those that are ready come together, so that their statements can be read together.
 * `return` ends the stream at once, even while it waits for the next.
 */
export interface Publications extends AsyncIterable<readonly Publication[]> {
  /** The cursor of the place where it begins. */
  begin: string;
  next(): Promise<IteratorResult<readonly Publication[], void>>;
  return(): Promise<IteratorResult<readonly Publication[], void>>;
}

/** New publications, for all followers in this process. */
export interface PublicationFeed {
  /**
   * Follows the statements that the filter finds, in the order of their publication: those after the cursor, or from now on
   * without one. Throws InputError for a filter or a cursor that cannot be used. `next` rejects with LaggingError if the
   * follower is too slow.
   */
  follow(filter: StatementFilter, after?: string | null): Promise<Publications>;
  /** Returns the cursor of this moment. */
  cursor(): Promise<string>;
  /** Ends all that is followed. */
  close(): void;
}

export interface FeedOptions extends LogOptions {
  /** Tells whether a failure will pass, as when the database is away. If so, the work is tried again until it succeeds. */
  willPass: (error: unknown) => boolean;
}

const FEED_RETRY_MS = 1_000;

/**
 * Opens the feed. Each follower has its own place and reads on from there: from the log in memory, which all share, or from the
 * database if it is further behind. There is no handover at which a statement could come twice or be lost, and a slow follower
 * delays nobody.
 */
export function openFeed(database: DatabaseConnection, options: FeedOptions): PublicationFeed {
  const log = openLog(database, options);

  async function persist<Answer>(work: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!options.willPass(error)) throw error;
        await pause(FEED_RETRY_MS, undefined, { signal });
      }
    }
  }

  async function* read(
    follower: Follower,
    begin: FeedPosition,
    tests: readonly LiveTest[],
    signal: AbortSignal,
  ): AsyncGenerator<readonly Publication[], void> {
    for (let place = begin; ; ) {
      const page = await persist(() => follower.next(place), signal);
      if (page === null) return;
      const behind = place;
      const found = (await persist(() => findIn(page, tests), signal)).filter((item) => isBefore(behind, item.place));
      if (found.length > 0)
        yield found.map(({ cursor, id: statementId }) => ({ cursor, statementId, readAt: page.readAt }));
      place = page.end;
    }
  }

  return {
    async follow(filter, after) {
      const tests = await liveTests(database, filter);
      const { now, after: begin } = await findBeginning(database, after);
      const follower = log.join(now);
      const ended = new AbortController();
      const end = () => {
        follower.leave();
        ended.abort();
      };
      return endable(feedCursor(begin), read(follower, begin, tests, ended.signal), end);
    },
    cursor: async () => feedCursor((await findBeginning(database, null)).now),
    close: log.close,
  };
}

/** Wraps a generator so that `return` ends it at once; on its own it would first wait for its pending `next`. */
function endable(begin: string, reading: AsyncGenerator<readonly Publication[], void>, end: () => void): Publications {
  let isOver = false;
  const done = { done: true, value: undefined } as const;
  const finish = () => {
    isOver = true;
    end();
  };
  const publications: Publications = {
    begin,
    async next() {
      try {
        return await reading.next();
      } catch (error) {
        if (isOver) return done;
        finish();
        throw error;
      }
    },
    async return() {
      finish();
      return done;
    },
    [Symbol.asyncIterator]: () => publications,
  };
  return publications;
}
