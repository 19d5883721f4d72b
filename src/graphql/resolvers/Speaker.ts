import * as articles from "../../archive/articles.ts";
import { encodeGlobalId } from "../../archive/globalIds.ts";
import * as topics from "../../archive/topics.ts";
import type { SpeakerResolvers } from "../../generated/graphql.ts";
import { connectBelow } from "../connections.ts";
import { loadPositions } from "../heldPositions.ts";
import { connectHistory } from "../histories.ts";
import { required } from "../required.ts";
import { connectStatementsBelow } from "../statementLists.ts";

export const Speaker: SpeakerResolvers = {
  id: ({ id }) => encodeGlobalId("Speaker", id),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfSpeaker.load(id)),
  isFictional: ({ fictional }) => fictional,
  isReviewed: ({ reviewed }) => reviewed,
  names: ({ id }, _, { loaders }) => loaders.namesOfSpeaker.load(id),
  roles: ({ id }, _, { loaders }) => loaders.rolesOfSpeaker.load(id),
  members: ({ id }, _, { loaders }) => loaders.membersOfSpeaker.load(id),
  groups: ({ id }, _, { loaders }) => loaders.groupsOfSpeaker.load(id),
  statements: ({ id }, args, context, info) => connectStatementsBelow("speaker", id, args, context, info),
  articles: ({ id }, args, context) =>
    connectBelow(context, `articles:speaker:${JSON.stringify(args)}`, id, () =>
      articles.listOfSpeaker(args.orderBy, args),
    ),
  topics: ({ id }, args, context) =>
    connectBelow(context, `topics:speaker:${JSON.stringify(args)}`, id, () => topics.listOfSpeaker(args, args.direct)),
  positions: ({ id }, args, context) => loadPositions(context, "speaker", id, args),
  history: ({ id }, args, context) => connectHistory("Speaker", id, args, context),
};
