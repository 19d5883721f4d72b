import { setTimeout as pause } from "node:timers/promises";
import type { DatabaseConnection } from "../database.ts";
import { type FeedPosition, isBefore } from "./place.ts";
import type { FeedPage, FeedStream } from "./stream.ts";

/** How often the log reads anyway, in case an announcement was lost. */
const LOOK_ANYWAY_MS = 5_000;

/** How long the log waits, so that items in quick succession are read together. */
const GATHER_MS = 10;

/** A follower has fallen behind the log. It can begin again after its last cursor. */
export class LaggingError extends Error {
  override readonly name = "LaggingError";
}

/** Reads the log from place to place. */
export interface Follower<Page> {
  /**
   * Returns the next page after a place, as soon as there is one; null after `leave`. Rejects with LaggingError if the follower
   * was up to date and has since fallen behind the log, and with the errors of the database.
   */
  next(place: FeedPosition): Promise<Page | null>;
  leave(): void;
}

/** The latest items of a feed, which all followers in this process share. */
export interface Log<Page> {
  /** Adds a follower. @param now the place of the latest item, as just read */
  join(now: FeedPosition): Follower<Page>;
  close(): void;
}

export interface LogOptions {
  /** The number of statements that the log keeps at least. */
  backlog: number;
  /** Receives the errors that kept the log from reading; it tries again by itself. */
  onError: (error: unknown) => void;
}

interface Member {
  wake: () => void;
  /** Whether it has been up to date. */
  isLive: boolean;
  hasLeft: boolean;
}

/**
 * Opens the log. It neither reads nor listens before the first follower joins. A follower that is behind the log reads from the
 * database, a page at a time.
 */
export function openLog<Page extends FeedPage>(
  database: DatabaseConnection,
  {
    channel,
    readPage,
  }: Pick<FeedStream<never, never, never>, "channel"> & {
    readPage: (database: DatabaseConnection, place: FeedPosition) => Promise<Page>;
  },
  { backlog, onError }: LogOptions,
): Log<Page> {
  const members = new Set<Member>();
  let pages: Page[] = [];
  // The log holds everything after `start`, up to `end`.
  let [start, end]: [FeedPosition, FeedPosition] = [NOWHERE, NOWHERE];
  let isStale = false;
  let isReading = false;
  let isListening = false;
  let timer: NodeJS.Timeout | undefined;

  async function readOn(): Promise<void> {
    isStale = true;
    if (isReading) return;
    isReading = true;
    try {
      while (isStale && members.size > 0) {
        await pause(GATHER_MS);
        isStale = false;
        const from = end;
        const page = await readPage(database, from);
        // Otherwise all followers have left in the meantime, and others have begun at another place.
        if (from === end) append(page);
        if (!page.isLast) isStale = true;
      }
    } catch (error) {
      onError(error);
    } finally {
      isReading = false;
    }
  }

  function append(page: Page): void {
    if (!isBefore(end, page.end)) return;
    pages.push(page);
    end = page.end;
    let kept = pages.reduce((sum, { items }) => sum + items.length, 0);
    while (pages[0] && pages.length > 1 && kept - pages[0].items.length >= backlog) {
      kept -= pages[0].items.length;
      start = pages[0].end;
      pages.shift();
    }
    for (const { wake } of members) wake();
  }

  function begin(now: FeedPosition): void {
    pages = [];
    [start, end] = [now, now];
    timer = setInterval(() => void readOn(), LOOK_ANYWAY_MS).unref();
    if (isListening) return;
    isListening = true;
    database.listen(channel, {
      onNotice: () => void readOn(),
      onState: (hears) => void (hears && readOn()),
    });
  }

  function leave(member: Member): void {
    member.hasLeft = true;
    member.wake();
    members.delete(member);
    if (members.size === 0) clearInterval(timer);
  }

  async function next(member: Member, place: FeedPosition): Promise<Page | null> {
    while (!member.hasLeft && !isBefore(place, end)) {
      member.isLive = true;
      await new Promise<void>((resolve) => {
        member.wake = resolve;
      });
    }
    if (member.hasLeft) return null;
    if (isBefore(place, start)) {
      if (member.isLive) throw new LaggingError("The follower is further behind than the log goes back.");
      return readPage(database, place);
    }
    // Most followers are at the end of the log.
    let found = pages.length - 1;
    while (found > 0 && isBefore(place, (pages[found - 1] as Page).end)) found -= 1;
    return pages[found] as Page;
  }

  return {
    join(now) {
      if (members.size === 0) begin(now);
      const member: Member = { wake: () => {}, isLive: false, hasLeft: false };
      members.add(member);
      void readOn();
      return { next: (place) => next(member, place), leave: () => leave(member) };
    },
    close() {
      for (const member of members) leave(member);
    },
  };
}

const NOWHERE: FeedPosition = { publication: 0, statement: 0 };
