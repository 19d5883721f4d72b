import type { RelatedArticleResolvers } from "../../generated/graphql.ts";

export const RelatedArticle: RelatedArticleResolvers = {
  article: ({ relatedId }, _, { loaders }) => (relatedId === null ? null : loaders.articleById.load(relatedId)),
};
