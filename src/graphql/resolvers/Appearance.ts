import { encodeGlobalId } from "../../archive/globalIds.ts";
import type { AppearanceResolvers } from "../../generated/graphql.ts";
import { connectHistory } from "../histories.ts";
import { statementThen } from "../nodes.ts";
import { required } from "../required.ts";

export const Appearance: AppearanceResolvers = {
  id: ({ id, asOf }) => encodeGlobalId("Appearance", id, asOf),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfAppearance.load(id)),
  statement: ({ statementId, asOf }, _, context) => required(statementThen(context, statementId, asOf)),
  article: ({ article, articleId }, _, { loaders }) => article ?? required(loaders.articleById.load(articleId)),
  passage: (appearance) => appearance,
  proposal: ({ id }, _, { loaders }) => loaders.proposalById.load(id),
  assertedBy: ({ originId }, _, { loaders }) => required(loaders.originById.load(originId)),
  asserters: ({ id }, _, { loaders }) => loaders.assertersOfAppearance.load(id),
  history: ({ id }, args, context) => connectHistory("Appearance", id, args, context),
};
