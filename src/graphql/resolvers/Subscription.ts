import type { Publication } from "../../feed/feed.ts";
import type { SubscriptionResolvers } from "../../generated/graphql.ts";
import { follow } from "../subscriptions/follow.ts";

export const Subscription: SubscriptionResolvers = {
  statementPublished: {
    subscribe: (_, args, context) => follow(context, args),
    resolve: (publication: Publication) => publication,
  },
};
