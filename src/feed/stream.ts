import type { Database } from "../database.ts";
import type { Beginning } from "./beginning.ts";
import type { FeedPosition } from "./place.ts";
import type { Timeline } from "./timelines.ts";

/** Something that happened to a statement. */
export interface FeedItem {
  place: FeedPosition;
  cursor: string;
  /** The statement. */
  id: number;
}

/** A run of items, in order. */
export interface FeedPage<Item extends FeedItem = FeedItem> {
  items: Item[];
  /** The place after everything that was read, including what is left out. */
  end: FeedPosition;
  /** Whether nothing followed when the page was read. */
  isLast: boolean;
  /** When the page was read (`performance.now`). */
  readAt: number;
  /** The archive's timelines as they were then: if the place before the page is not in them, the page does not follow it. */
  timelines: Timeline[];
}

/** The number of items that are read at once. */
export const FEED_PAGE = 500;

/** A kind of events that can be followed: where they are, and what may be asked of them. */
export interface FeedStream<Item extends FeedItem, Page extends FeedPage<Item>, Wish> {
  /** The channel on which the database announces new ones. */
  channel: string;
  cursorOf(place: FeedPosition): string;
  /** Finds where to begin: after the cursor, or from now on without one. Throws InputError for one that cannot be used. */
  findBeginning(database: Database, cursor: string | null | undefined): Promise<Beginning>;
  /** Reads the timelines as they are now. */
  readTimelines(database: Database): Promise<Timeline[]>;
  /** Reads what follows a place by its numbers, in order: at most `FEED_PAGE` items. */
  readPage(database: Database, place: FeedPosition): Promise<Page>;
  /** Returns the function that takes from a page what a follower wishes. Throws InputError for a wish that cannot be used. */
  choose(database: Database, wish: Wish): Promise<(page: Page) => Promise<Item[]>>;
  /** Tells whether an item is still worth telling, by its statement as it is now; null if it is gone. */
  isDue(statement: { status: string } | null): boolean;
}
