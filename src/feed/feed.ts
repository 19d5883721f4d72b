import { setTimeout as pause } from "node:timers/promises";
import type { DatabaseConnection } from "../database.ts";
import { type Follower, LaggingError, type LogOptions, openLog } from "./log.ts";
import { type FeedPosition, isBefore } from "./place.ts";
import type { FeedItem, FeedPage, FeedStream } from "./stream.ts";
import { isIn, type Timeline } from "./timelines.ts";

export { LaggingError };

/** Something that happened to a statement, as a follower hears of it. */
export interface Told<Item extends FeedItem = FeedItem> {
  /** A follower that continues after it misses nothing and hears nothing twice. */
  cursor: string;
  statementId: number;
  item: Item;
  /** When it was read (`performance.now`): whatever is read of the statement must not be older. */
  readAt: number;
}

/**
 * An endless stream of items, in order. Those that are ready come together, so that their statements can be read together.
 * `return` ends the stream at once, even while it waits for the next.
 */
export interface Following<Item extends FeedItem = FeedItem> extends AsyncIterable<readonly Told<Item>[]> {
  /** The cursor of the place where it begins. */
  begin: string;
  isDue: FeedStream<never, never, never>["isDue"];
  /**
   * Tells whether an item that was read is still part of the archive's history: a failover may lose it, and give its numbers and
   * ids to others. Asks the database if a connection broke since then, or if `isSuspect`. Rejects while it is unreachable.
   */
  isKept(told: Told, isSuspect: boolean): Promise<boolean>;
  next(): Promise<IteratorResult<readonly Told<Item>[], void>>;
  return(): Promise<IteratorResult<readonly Told<Item>[], void>>;
}

/** What is new in a stream, for all followers in this process. */
export interface Feed<Item extends FeedItem, Wish> {
  /**
   * Follows what a follower wishes, in order: after the cursor, or from now on without one. Throws InputError for a wish or a
   * cursor that cannot be used. `next` rejects with LaggingError if the follower is too slow.
   */
  follow(wish: Wish, after?: string | null): Promise<Following<Item>>;
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
export function openFeed<Item extends FeedItem, Page extends FeedPage<Item>, Wish>(
  database: DatabaseConnection,
  stream: FeedStream<Item, Page, Wish>,
  options: FeedOptions,
): Feed<Item, Wish> {
  const log = openLog(database, stream, options);

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
    follower: Follower<Page>,
    begin: FeedPosition,
    choose: (page: Page) => Promise<Item[]>,
    signal: AbortSignal,
  ): AsyncGenerator<readonly Told<Item>[], void> {
    for (let place = begin; ; ) {
      const continuation = await persist(() => follower.next(place), signal);
      if (continuation === null) return;
      const { page, after } = continuation;
      const found = (await persist(() => choose(page), signal)).filter((item) => isBefore(after, item.place));
      if (found.length > 0)
        yield found.map((item) => ({ cursor: item.cursor, statementId: item.id, item, readAt: page.readAt }));
      place = page.end;
    }
  }

  // All who ask at the same time ask once.
  let asking: Promise<Timeline[]> | undefined;
  const timelinesNow = async (): Promise<Timeline[]> => {
    asking ??= stream.readTimelines(database).finally(() => {
      asking = undefined;
    });
    return asking;
  };

  const isKept: Following["isKept"] = async ({ item, readAt }, isSuspect) =>
    (!isSuspect && !log.hasBrokenSince(readAt)) || isIn(await timelinesNow(), item.place);

  return {
    async follow(wish, after) {
      const choose = await stream.choose(database, wish);
      const { now, after: begin, timelines } = await stream.findBeginning(database, after);
      const follower = log.join(now, timelines);
      const ended = new AbortController();
      const end = () => {
        follower.leave();
        ended.abort();
      };
      const place = { begin: stream.cursorOf(begin), isDue: stream.isDue, isKept };
      return endable(place, read(follower, begin, choose, ended.signal), end);
    },
    cursor: async () => stream.cursorOf((await stream.findBeginning(database, null)).now),
    close: log.close,
  };
}

/** Wraps a generator so that `return` ends it at once; on its own it would first wait for its pending `next`. */
function endable<Item extends FeedItem>(
  place: Pick<Following, "begin" | "isDue" | "isKept">,
  reading: AsyncGenerator<readonly Told<Item>[], void>,
  end: () => void,
): Following<Item> {
  let isOver = false;
  const done = { done: true, value: undefined } as const;
  const finish = () => {
    isOver = true;
    end();
  };
  const following: Following<Item> = {
    ...place,
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
    [Symbol.asyncIterator]: () => following,
  };
  return following;
}
