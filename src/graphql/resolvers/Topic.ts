import { encodeGlobalId } from "../../archive/globalIds.ts";
import * as topics from "../../archive/topics.ts";
import type { TopicResolvers } from "../../generated/graphql.ts";
import { connectBelow } from "../connections.ts";
import { connectHistory } from "../histories.ts";
import { required } from "../required.ts";
import { connectStatementsBelow } from "../statementLists.ts";

export const Topic: TopicResolvers = {
  id: ({ id }) => encodeGlobalId("Topic", id),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfTopic.load(id)),
  isFictional: ({ fictional }) => fictional,
  names: ({ id }, _, { loaders }) => loaders.namesOfTopic.load(id),
  broader: ({ id }, _, { loaders }) => loaders.broaderOfTopic.load(id),
  narrower: ({ id }, args, context) =>
    connectBelow(context, `narrower:${JSON.stringify(args)}`, id, () => topics.listNarrower(args)),
  statements: ({ id }, args, context, info) => connectStatementsBelow("topic", id, args, context, info),
  speakers: ({ id }, args, context) =>
    connectBelow(context, `speakers:topic:${JSON.stringify(args)}`, id, () => topics.listSpeakersOn(args)),
  history: ({ id }, args, context) => connectHistory("Topic", id, args, context),
};
