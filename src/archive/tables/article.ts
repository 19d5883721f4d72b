import type { Article, RelatedArticle } from "../../generated/prisma/client.ts";
import type { Table } from "./table.ts";

/** The articles. */
export const articleTable = {
  table: "article",
  key: ["id"],
  parents: { source_id: "source", wire_id: "source" },
  fields: {
    id: "bigint",
    url: "text",
    originalUrl: "text",
    headline: "text",
    publishedAt: "timestamptz",
    publishedAtPrecision: '"DatePrecision"',
    language: "text",
    byline: "text",
    sourceId: "bigint",
    wireId: "bigint",
    body: "text",
    imageCaption: "text",
    imageCredit: "text",
    fictional: "boolean",
    createdAt: "timestamptz",
  },
} as const satisfies Table<Article>;

/** The links that articles print to others. */
export const relatedArticleTable = {
  table: "related_article",
  key: ["article_id", "position"],
  owner: "article_id",
  parents: { article_id: "article", related_id: "article" },
  fields: { articleId: "bigint", position: "int", headline: "text", url: "text", relatedId: "bigint" },
} as const satisfies Table<RelatedArticle>;
