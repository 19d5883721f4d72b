import { type ArticleWithSlugs, readWithSlugs, relatedTo } from "../../archive/articles.ts";
import type { Database } from "../../database.ts";
import { writeWhen } from "../../document/dates.ts";
import type { ArticleEntry, CompleteEntry } from "../../document/document.ts";
import { type ArticleParts, type Refer, readPrinted } from "./printed.ts";
import type { NounReference, Roster } from "./roster.ts";

/** Returns the articles of these ids, in their order, as a document describes them, with the nouns that must stand before them. */
export async function describeArticles(
  database: Database,
  ids: readonly number[],
  parts: ArticleParts,
  roster: Roster,
): Promise<{ entries: ArticleEntry[]; needs: NounReference[] }> {
  const needs: NounReference[] = [];
  const refer: Refer = (noun, row) => {
    needs.push({ noun, id: row.id });
    return roster.slugOf(noun, row);
  };
  const articles = await readWithSlugs(database, ids, parts);
  const present = articles.flatMap((article) => article ?? []);
  const related = await relatedTo(database, ids);
  const printed = await readPrinted(database, present, parts, refer);
  const entries = articles.flatMap((article, i): CompleteEntry<ArticleEntry>[] => {
    if (!article) return [];
    const links = (related[i] ?? []).map(({ headline, url }) => ({ headline, url: url ?? undefined }));
    return [
      {
        ...describeArticle(article, refer),
        related: links.length > 0 ? links : undefined,
        isPartial: parts.statementIds ? true : undefined,
        statements: printed.get(article.id) ?? [],
      },
    ];
  });
  return { entries, needs };
}

function describeArticle(article: ArticleWithSlugs, refer: Refer) {
  const { sourceId, source, wireId, wire } = article;
  return {
    url: article.url,
    originalUrl: article.originalUrl ?? undefined,
    headline: article.headline,
    publishedAt: writeWhen(article.publishedAt, article.publishedAtPrecision),
    language: article.language,
    byline: article.byline ?? undefined,
    source: refer("source", { id: sourceId, slug: source }),
    wire: wireId !== null && wire !== null ? refer("source", { id: wireId, slug: wire }) : undefined,
    fictional: article.fictional || undefined,
    imageCaption: article.imageCaption ?? undefined,
    imageCredit: article.imageCredit ?? undefined,
    body: article.body ?? undefined,
  };
}
