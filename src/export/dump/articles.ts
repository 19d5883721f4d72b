import { columns, relatedTo } from "../../archive/articles.ts";
import { flatRows } from "../../archive/lists/flatRows.ts";
import { inKeyOrder } from "../../archive/lists/inKeyOrder.ts";
import type { Database } from "../../database.ts";
import { writeWhen } from "../../document/dates.ts";
import type { ArticleEntry } from "../../document/document.ts";
import { type Article, Prisma } from "../../generated/prisma/client.ts";
import { type ArticleParts, readPrinted } from "./printed.ts";

const { sql, empty } = Prisma;

/** The articles of these ids, in their order, as a document describes them. */
export async function describeArticles(
  database: Database,
  ids: readonly number[],
  parts: ArticleParts,
): Promise<ArticleEntry[]> {
  const articles = await readArticleRows(database, ids, parts.bodies);
  const [related, printed] = await Promise.all([
    relatedTo(database, ids),
    readPrinted(
      database,
      articles.flatMap((article) => article ?? []),
      parts,
    ),
  ]);
  return articles.flatMap((article, i) => {
    if (!article) return [];
    const links = (related[i] ?? []).map(({ headline, url }) => ({ headline, url: url ?? undefined }));
    return {
      ...articleEntry(article),
      related: links.length > 0 ? links : undefined,
      isPartial: parts.statementIds ? true : undefined,
      statements: printed.get(article.id) ?? [],
    };
  });
}

/** An article with the slugs of its publisher and agency. */
type ArticleWithSlugs = Omit<Article, "body"> & { body: string | null; source: string; wire: string | null };

async function readArticleRows(
  database: Database,
  ids: readonly number[],
  bodies: boolean,
): Promise<(ArticleWithSlugs | null)[]> {
  const { select, take } = flatRows("article", columns);
  const records = await database.query<Record<string, unknown>>(
    sql`
/* dump.articles */
SELECT ${select}${bodies ? sql`, article.body` : empty}, source.slug AS source, wire.slug AS wire
FROM article
JOIN source ON source.id = article.source_id
LEFT JOIN source AS wire ON wire.id = article.wire_id
WHERE article.id = ANY (${ids}::int[])`,
  );
  const rows = records.map((record) => ({ ...take(record), ...record, body: record.body ?? null }) as ArticleWithSlugs);
  return inKeyOrder(ids, rows, ({ id }) => id);
}

function articleEntry(article: ArticleWithSlugs) {
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
