import { setTimeout as pause } from "node:timers/promises";
import type { DatabaseConnection } from "../database.ts";
import { type FeedPosition, isBefore } from "./place.ts";
import type { FeedPage, FeedStream } from "./stream.ts";
import { forkOf, lastKnown, type Timeline } from "./timelines.ts";

/** How often the log reads anyway, in case an announcement was lost. */
const LOOK_ANYWAY_MS = 5_000;

/** How long the log waits, so that items in quick succession are read together. */
const GATHER_MS = 10;

/** A follower has fallen behind the log. It can begin again after its last cursor. */
export class LaggingError extends Error {
  override readonly name = "LaggingError";
}

/** A page, and the place after which its items are new to a follower. */
export interface Continuation<Page> {
  page: Page;
  after: FeedPosition;
}

/** Reads the log from place to place. */
export interface Follower<Page> {
  /**
   * Returns the next page after a place, as soon as there is one; null after `leave`. If the place was lost in a failover, the
   * page follows the last place before it that is left. Rejects with LaggingError if the follower was up to date and has since
   * fallen behind the log, with LostPlaceError if no place is left, and with the errors of the database.
   */
  next(place: FeedPosition): Promise<Continuation<Page> | null>;
  leave(): void;
}

/** The latest items of a feed, which all followers in this process share. */
export interface Log<Page> {
  /** Adds a follower. @param now the place of the latest item, as just read with the timelines */
  join(now: FeedPosition, timelines: readonly Timeline[]): Follower<Page>;
  /** Tells whether the connection to the database may have failed since a moment (`performance.now`). */
  hasBrokenSince(moment: number): boolean;
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
  let brokenAt = Number.NEGATIVE_INFINITY;
  let timelines: readonly Timeline[] = [];
  // For a timeline that was lost as a whole, the last place before it that is left.
  const lost = new Map<string | undefined, FeedPosition>();

  /** Takes over the timelines that were just read. If the end of the log was lost, the log goes back to before that. */
  function adopt(read: readonly Timeline[]): void {
    const fork = forkOf(timelines, read);
    const known = timelines;
    timelines = read;
    if (fork === null) return;
    if (fork.timeline !== undefined)
      for (const { name } of known) if (!read.some((timeline) => timeline.name === name)) lost.set(name, fork);
    if (end.publication <= fork.publication) return;
    pages = pages.filter((page) => page.end.publication <= fork.publication);
    if (start.publication > fork.publication) start = fork;
    end = pages.at(-1)?.end ?? start;
    for (const { wake } of members) wake();
  }

  /** Returns the place, or the last one before it that was not lost. */
  function left(place: FeedPosition): FeedPosition {
    const isCurrent = timelines.some(({ name }) => name === place.timeline);
    const before = isCurrent ? undefined : lost.get(place.timeline);
    return before ? left(before) : lastKnown(timelines, place);
  }

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
        if (from === end) adopt(page.timelines);
        // Otherwise the place was lost in a failover.
        if (from === end) append(page);
        else isStale = true;
        if (!page.isLast) isStale = true;
      }
    } catch (error) {
      brokenAt = performance.now();
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

  function begin(now: FeedPosition, read: readonly Timeline[]): void {
    pages = [];
    [start, end, timelines] = [now, now, read];
    lost.clear();
    timer = setInterval(() => void readOn(), LOOK_ANYWAY_MS).unref();
    if (isListening) return;
    isListening = true;
    database.listen(channel, {
      onNotice: () => void readOn(),
      onState: (hears) => {
        if (hears) void readOn();
        else brokenAt = performance.now();
      },
    });
  }

  function leave(member: Member): void {
    member.hasLeft = true;
    member.wake();
    members.delete(member);
    if (members.size === 0) clearInterval(timer);
  }

  async function next(member: Member, place: FeedPosition): Promise<Continuation<Page> | null> {
    let after = left(place);
    while (!member.hasLeft && !isBefore(after, end)) {
      member.isLive = true;
      await new Promise<void>((resolve) => {
        member.wake = resolve;
      });
      after = left(place);
    }
    if (member.hasLeft) return null;
    if (isBefore(after, start)) {
      if (member.isLive) throw new LaggingError("The follower is further behind than the log goes back.");
      return readAfter(after);
    }
    // Most followers are at the end of the log.
    let found = pages.length - 1;
    while (found > 0 && isBefore(after, (pages[found - 1] as Page).end)) found -= 1;
    return { page: pages[found] as Page, after };
  }

  async function readAfter(place: FeedPosition): Promise<Continuation<Page>> {
    const page = await readPage(database, place);
    const after = lastKnown(page.timelines, place);
    return after === place ? { page, after } : readAfter(after);
  }

  return {
    join(now, read) {
      if (members.size === 0) begin(now, read);
      // What was read a moment ago may be older than what is known.
      else if (read.some(({ name }, i) => name !== timelines[i]?.name)) adopt(read);
      const member: Member = { wake: () => {}, isLive: false, hasLeft: false };
      members.add(member);
      void readOn();
      return { next: (place) => next(member, place), leave: () => leave(member) };
    },
    hasBrokenSince: (moment) => brokenAt >= moment,
    close() {
      for (const member of members) leave(member);
    },
  };
}

const NOWHERE: FeedPosition = { publication: 0, statement: 0 };
