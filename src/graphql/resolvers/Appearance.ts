import { encodeGlobalId } from "../../archive/globalIds.ts";
import type { AppearanceResolvers } from "../../generated/graphql.ts";
import { connectHistory } from "../histories.ts";
import { required } from "../required.ts";

export const Appearance: AppearanceResolvers = {
  id: ({ id }) => encodeGlobalId("Appearance", id),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfAppearance.load(id)),
  statement: ({ statementId }, _, { loaders }) => required(loaders.statementById.load(statementId)),
  article: ({ article, articleId }, _, { loaders }) => article ?? required(loaders.articleById.load(articleId)),
  passage: (appearance) => appearance,
  assertedBy: ({ originId }, _, { loaders }) => required(loaders.originById.load(originId)),
  asserters: ({ id }, _, { loaders }) => loaders.assertersOfAppearance.load(id),
  history: ({ id }, args, context) => connectHistory("Appearance", id, args, context),
};
