import { type ArticleWithSlugs, readWithSlugs, relatedTo } from "../../archive/articles.ts";
import type { Database } from "../../database.ts";
import { writeWhen } from "../../document/dates.ts";
import type { ArticleEntry, CompleteEntry } from "../../document/document.ts";
import { type ArticleParts, readPrinted } from "./printed.ts";

/** Returns the articles of these ids, in their order, as a document describes them. */
export async function describeArticles(
  database: Database,
  ids: readonly number[],
  parts: ArticleParts,
): Promise<ArticleEntry[]> {
  const articles = await readWithSlugs(database, ids, parts);
  const present = articles.flatMap((article) => article ?? []);
  const related = await relatedTo(database, ids);
  const printed = await readPrinted(database, present, parts);
  return articles.flatMap((article, i): CompleteEntry<ArticleEntry>[] => {
    if (!article) return [];
    const links = (related[i] ?? []).map(({ headline, url }) => ({ headline, url: url ?? undefined }));
    return [
      {
        ...describeArticle(article),
        related: links.length > 0 ? links : undefined,
        isPartial: parts.statementIds ? true : undefined,
        statements: printed.get(article.id) ?? [],
      },
    ];
  });
}

function describeArticle(article: ArticleWithSlugs) {
  return {
    url: article.url,
    originalUrl: article.originalUrl ?? undefined,
    headline: article.headline,
    publishedAt: writeWhen(article.publishedAt, article.publishedAtPrecision),
    language: article.language,
    byline: article.byline ?? undefined,
    source: article.source,
    wire: article.wire ?? undefined,
    fictional: article.fictional || undefined,
    imageCaption: article.imageCaption ?? undefined,
    imageCredit: article.imageCredit ?? undefined,
    body: article.body ?? undefined,
  };
}
