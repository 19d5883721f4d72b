import type { Publications } from "../../feed/feed.ts";
import type { SubscriptionStatementPublishedArgs } from "../../generated/graphql.ts";
import type { Context } from "../context.ts";

/** Begins to follow publications, after the cursor that the transport remembers, otherwise after the one given. */
export function follow(
  { following }: Context,
  { filter, after }: SubscriptionStatementPublishedArgs,
): Promise<Publications> {
  // Only subscriptions.ts begins subscriptions.
  if (!following) throw new Error("A subscription was begun without a feed.");
  return following.feed.follow(filter ?? {}, following.lastCursor ?? after);
}
