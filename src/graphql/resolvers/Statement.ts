import * as appearances from "../../archive/appearances.ts";
import { encodeGlobalId } from "../../archive/globalIds.ts";
import type { StatementResolvers } from "../../generated/graphql.ts";
import { connectBelow } from "../connections.ts";
import { connectHistory } from "../histories.ts";
import { required } from "../required.ts";

// What the page brought is taken as it is; undefined means that it did not, so a loader is asked.
export const Statement: StatementResolvers = {
  id: ({ id }) => encodeGlobalId("Statement", id),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfStatement.load(id)),
  speaker: ({ speaker, speakerId }, _, { loaders }) =>
    speaker === undefined && speakerId !== null ? loaders.speakerById.load(speakerId) : (speaker ?? null),
  speakerRole: ({ speakerRole, speakerId, saidAt }, _, { loaders }) =>
    speakerRole === undefined && speakerId !== null
      ? loaders.roleOn.load({ speakerId, instant: saidAt })
      : (speakerRole ?? null),
  topics: ({ id, topics }, _, { loaders }) => topics ?? loaders.topicsOfStatement.load(id),
  tags: ({ id }, _, { loaders }) => loaders.tagsOfStatement.load(id),
  firstAppearance: ({ id, firstAppearance }, _, { loaders }) =>
    firstAppearance ?? required(loaders.firstAppearance.load(id)),
  appearances: ({ id }, args, context) =>
    connectBelow(context, `appearances:${JSON.stringify(args)}`, id, () => appearances.listOfStatement(args)),
  independentSourceCount: ({ id }, _, { loaders }) => loaders.independentSourceCount.load(id),
  snippet: ({ id, searchedText }, _, { loaders }) =>
    searchedText === undefined ? null : loaders.snippet.load({ statementId: id, text: searchedText }),
  assertedBy: ({ originId }, _, { loaders }) => required(loaders.originById.load(originId)),
  history: ({ id }, args, context) => connectHistory("Statement", id, args, context),
};
