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
  /** Whoever goes on behind it misses nothing and hears nothing twice. */
  cursor: string;
  statementId: number;
  /** When this was read (`performance.now`): what is read of the statement shall not be older. */
  readAt: number;
}

/**
 * What comes, as long as it is asked for: whatever there is at once, in order, so that what is to be read of it can be read together.
 * `return` ends it at once, also while the next ones are waited for.
 */
export interface Publications extends AsyncIterable<readonly Publication[]> {
  /** The cursor of where it begins. */
  begin: string;
  next(): Promise<IteratorResult<readonly Publication[], void>>;
  return(): Promise<IteratorResult<readonly Publication[], void>>;
}

/** What is published, as it comes, for all who follow it in this process. */
export interface PublicationFeed {
  /**
   * The statements that the filter finds, in the order in which they were published: those behind the cursor, else those from
   * now on. Throws InputError for a filter or a cursor that cannot be used. Rejects with LaggingError for who is too slow.
   */
  follow(filter: StatementFilter, after?: string | null): Promise<Publications>;
  /** The cursor of this moment. */
  cursor(): Promise<string>;
  /** Ends whatever is followed. */
  close(): void;
}

export interface FeedOptions extends LogOptions {
  /** Whether what failed will pass: the database is away. Then it is tried again until it is back. */
  willPass: (error: unknown) => boolean;
}

const FEED_RETRY_MS = 1_000;

/**
 * Opens the feed. Every follower has a place of its own and asks what comes behind it: of the log in memory, which all share,
 * or of the database, where it is further behind. So there is no seam at which something could come twice or be lost, and
 * nothing waits for a slow reader but its own place.
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

/** The same, but for `return`: a generator of the language would first wait for what it waits for. */
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
