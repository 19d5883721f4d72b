import { setTimeout as pause } from "node:timers/promises";
import type { DatabaseConnection } from "../database.ts";
import { type PublicationPage, readFeedPage } from "./pages.ts";
import { type FeedPosition, isBefore } from "./place.ts";

/** The channel on which the function `publish` tells that there is something to read. */
const PUBLICATION_CHANNEL = "onrecord_published";

/** The net under announcements that get lost on their way. */
const LOOK_ANYWAY_MS = 5_000;

/** What is published in quick succession is read together. */
const GATHER_MS = 10;

/** A follower is further behind than the log goes. It may begin again by its last cursor. */
export class LaggingError extends Error {
  override readonly name = "LaggingError";
}

/** One that reads on, from place to place. */
export interface Follower {
  /**
   * What comes next behind a place, as soon as there is something; null after `leave`. Rejects with LaggingError where the
   * follower was up to date once and has fallen behind the log, and with the database's errors.
   */
  next(place: FeedPosition): Promise<PublicationPage | null>;
  leave(): void;
}

/** The latest publications, which all followers in this process share. */
export interface Log {
  /** @param now the place of the latest publication, as just read */
  join(now: FeedPosition): Follower;
  close(): void;
}

export interface LogOptions {
  /** So many statements are kept at least. */
  backlog: number;
  /** Told of what kept the log from reading on, which it tries again. */
  onError: (error: unknown) => void;
}

interface Member {
  wake: () => void;
  /** Whether it has been up to date. */
  isLive: boolean;
  hasLeft: boolean;
}

/**
 * Opens the log. It reads nothing, and listens to nothing, before somebody joins. Whoever is behind it reads from the
 * database, a page at a time.
 */
export function openLog(database: DatabaseConnection, { backlog, onError }: LogOptions): Log {
  const members = new Set<Member>();
  let pages: PublicationPage[] = [];
  // The log holds what is behind the one place, up to the other.
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
        const page = await readFeedPage(database, from);
        // Unless all have left meanwhile, and others begun elsewhere.
        if (from === end) append(page);
        if (!page.isLast) isStale = true;
      }
    } catch (error) {
      onError(error);
    } finally {
      isReading = false;
    }
  }

  function append(page: PublicationPage): void {
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
    database.listen(PUBLICATION_CHANNEL, {
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

  async function next(member: Member, place: FeedPosition): Promise<PublicationPage | null> {
    while (!member.hasLeft && !isBefore(place, end)) {
      member.isLive = true;
      await new Promise<void>((resolve) => {
        member.wake = resolve;
      });
    }
    if (member.hasLeft) return null;
    if (isBefore(place, start)) {
      if (member.isLive) throw new LaggingError("Further behind than what is kept ready.");
      return readFeedPage(database, place);
    }
    // Most are at the log's end.
    let found = pages.length - 1;
    while (found > 0 && isBefore(place, (pages[found - 1] as PublicationPage).end)) found -= 1;
    return pages[found] as PublicationPage;
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
