import type { ChangeRow, PublicationRow } from "../../feed/feeds.ts";
import type { SubscriptionResolvers } from "../../generated/graphql.ts";
import { follow } from "../subscriptions/follow.ts";

export const Subscription: SubscriptionResolvers = {
  statementPublished: {
    subscribe: (_, { filter, after }, context) => follow(context, ({ published }) => published, filter ?? {}, after),
    resolve: (publication: PublicationRow) => publication,
  },
  statementChanged: {
    subscribe: (_, { after, ...wish }, context) =>
      follow(context, ({ changed }) => changed, { ...wish, ...context.sight }, after),
    resolve: (change: ChangeRow) => change,
  },
};
