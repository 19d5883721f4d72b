import type { Publications } from "../../feed/feed.ts";
import type { SubscriptionStatementPublishedArgs } from "../../generated/graphql.ts";
import type { Context } from "../context.ts";

/** Begins to follow what is published, behind the cursor that the transport remembers, else the one that was given. */
export function follow(
  { following }: Context,
  { filter, after }: SubscriptionStatementPublishedArgs,
): Promise<Publications> {
  // subscriptions.ts is the only one that begins subscriptions.
  if (!following) throw new Error("A subscription was begun by a way that has no feed.");
  return following.feed.follow(filter ?? {}, following.lastCursor ?? after);
}
