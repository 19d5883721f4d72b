import { encodeGlobalId } from "../../archive/globalIds.ts";
import * as statements from "../../archive/statements.ts";
import { writeDate } from "../../document/dates.ts";
import type { ArticleResolvers } from "../../generated/graphql.ts";
import { connectBelow } from "../connections.ts";
import { connectHistory } from "../histories.ts";
import { required } from "../required.ts";

export const Article: ArticleResolvers = {
  id: ({ id }) => encodeGlobalId("Article", id),
  version: ({ id }, _, { loaders }) => required(loaders.versionOfArticle.load(id)),
  publishedOn: ({ publishedAt, publishedAtPrecision }) => writeDate(publishedAt, publishedAtPrecision),
  isFictional: ({ fictional }) => fictional,
  source: ({ source, sourceId }, _, { loaders }) => source ?? required(loaders.sourceById.load(sourceId)),
  wire: ({ wire, wireId }, _, { loaders }) =>
    wire === undefined && wireId !== null ? loaders.sourceById.load(wireId) : (wire ?? null),
  body: ({ id }, part, { loaders, seesBodies }) => (seesBodies ? loaders.bodyOfArticle.load({ id, ...part }) : null),
  bodyLength: ({ id }, _, { loaders, seesBodies }) => (seesBodies ? loaders.bodyLengthOfArticle.load(id) : null),
  relatedArticles: ({ id }, _, { loaders }) => loaders.relatedArticles.load(id),
  statements: ({ id }, args, context) =>
    connectBelow(context, `statements:article:${JSON.stringify(args)}`, id, () => statements.listOfArticle(args)),
  history: ({ id }, args, context) => connectHistory("Article", id, args, context),
};
