import type { Feed, Following } from "../../feed/feed.ts";
import type { Feeds } from "../../feed/feeds.ts";
import type { FeedItem } from "../../feed/stream.ts";
import type { Context } from "../context.ts";

/** Begins to follow a feed, after the cursor that the transport remembers, otherwise after the one given. */
export function follow<Item extends FeedItem, Wish>(
  { following }: Context,
  feedOf: (feeds: Feeds) => Feed<Item, Wish>,
  wish: Wish,
  after: string | null | undefined,
): Promise<Following<Item>> {
  // Only subscriptions.ts begins subscriptions.
  if (!following) throw new Error("A subscription was begun without a feed.");
  return feedOf(following).follow(wish, following.lastCursor ?? after);
}
