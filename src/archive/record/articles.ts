import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";
import { type Body, openBody } from "./anchor.ts";
import { assertRows, noteMade, type Recorder } from "./assertions.ts";
import type { ReadArticle } from "./document.ts";
import { resolve } from "./nouns.ts";
import { given, type Target, upsert } from "./rows.ts";

const { sql } = Prisma;

/** An article as it stands in the archive now, ready for its statements. */
export interface RecordedArticle {
  id: number;
  /** Null where the archive does not hold the text. */
  body: Body | null;
  /** Whether the archive did not have the article. */
  isNew: boolean;
  /** Whether the archive held the article with another text, or with none, before. */
  isReworded: boolean;
  /** Whether the archive held the article with another headline before. */
  isRetitled: boolean;
}

const COLUMNS = {
  url: "text",
  original_url: "text",
  headline: "text",
  published_at: "timestamptz",
  published_at_precision: '"DatePrecision"',
  language: "text",
  byline: "text",
  source_id: "int",
  wire_id: "int",
  body: "text",
  image_caption: "text",
  image_credit: "text",
  fictional: "boolean",
};

/**
 * Records articles, each by its URL; what the document leaves out stays as it was.
 *
 * @returns them in the document's order
 */
export async function recordArticles(
  database: Database,
  recorder: Recorder,
  articles: readonly ReadArticle[],
): Promise<RecordedArticle[]> {
  const references = articles.flatMap(({ source, wire }, i) => [
    { path: `articles[${i}].source`, slug: source },
    ...(wire ? [{ path: `articles[${i}].wire`, slug: wire }] : []),
  ]);
  const sourceIds = await resolve(database, recorder, "source", references);
  const before = await readTexts(database, articles);
  // A part of an article that is there already has only statements to add: other parts may tell of it otherwise.
  const isTold = ({ url, isPartial }: ReadArticle) => !(isPartial && before.has(url));
  const rows = articles.filter(isTold).map((article) => toRow(article, sourceIds));
  await upsert(database, { table: "article", key: ["url"], columns: COLUMNS, nulls: "keep" }, rows);
  const ids = await readIds(database, articles);
  await assertRows(database, recorder, "ARTICLE", ids.values());
  const known = new Set([...before.keys()].map((url) => ids.get(url) as number));
  await recordRelated(database, recorder, articles, ids, known);
  return articles.map((article) => {
    const stored = before.get(article.url);
    const oldBody = stored?.body;
    const { headline = stored?.headline, body = oldBody ?? null } = isTold(article) ? article : {};
    return {
      id: ids.get(article.url) as number,
      body: body === null ? null : openBody(body),
      isNew: stored === undefined,
      isReworded: oldBody !== undefined && oldBody !== body,
      isRetitled: stored !== undefined && stored.headline !== headline,
    };
  });
}

function toRow(article: ReadArticle, sourceIds: ReadonlyMap<string, number>) {
  return {
    url: article.url,
    original_url: article.originalUrl,
    headline: article.headline,
    published_at: article.publishedAt.at,
    published_at_precision: article.publishedAt.precision,
    language: article.language,
    byline: article.byline,
    source_id: sourceIds.get(article.source),
    wire_id: article.wire && sourceIds.get(article.wire),
    body: article.body,
    image_caption: article.imageCaption,
    image_credit: article.imageCredit,
    fictional: article.fictional,
  };
}

/** The headlines and bodies that are stored, by URL. */
async function readTexts(
  database: Database,
  articles: readonly ReadArticle[],
): Promise<Map<string, { headline: string; body: string | null }>> {
  const rows = await database.query<{ url: string; headline: string; body: string | null }>(
    named("record.articles.texts", sql`SELECT url, headline, body FROM article WHERE url = ANY (${urlsOf(articles)})`),
  );
  return new Map(rows.map((row) => [row.url, row]));
}

async function readIds(database: Database, articles: readonly ReadArticle[]): Promise<Map<string, number>> {
  const rows = await database.query<{ url: string; id: number }>(
    named("record.articles.ids", sql`SELECT url, id FROM article WHERE url = ANY (${urlsOf(articles)})`),
  );
  return new Map(rows.map(({ url, id }) => [url, id]));
}

function urlsOf(articles: readonly ReadArticle[]): string[] {
  return articles.map(({ url }) => url);
}

/** Records the links that the articles print, in their order, and ties every link to its article once that is there. */
async function recordRelated(
  database: Database,
  recorder: Recorder,
  articles: readonly ReadArticle[],
  ids: ReadonlyMap<string, number>,
  before: ReadonlySet<number>,
): Promise<void> {
  const withLinks = articles.filter(({ related }) => related !== undefined);
  const links = withLinks.flatMap(({ url, related = [] }) =>
    related.map((link, position) => ({ ...link, article_id: ids.get(url), position })),
  );
  const columns = { article_id: "int", position: "int", headline: "text", url: "text" };
  const owners = withLinks.map(({ url }) => ids.get(url));
  await database.query(
    named(
      "record.related.delete",
      sql`
DELETE FROM related_article
WHERE article_id = ANY (${owners}::int[])
  AND NOT EXISTS (
    SELECT
    FROM ${given(columns, links)}
    WHERE (given.article_id, given.position, given.headline, given.url)
      IS NOT DISTINCT FROM (related_article.article_id, related_article.position, related_article.headline, related_article.url)
  )`,
    ),
  );
  const target: Target = { table: "related_article", key: ["article_id", "position"], columns, nulls: "keep" };
  const written = await upsert<{ article_id: number }>(database, target, links);
  const added = written.filter((link) => before.has(link.article_id));
  await noteMade(database, recorder, "related_article", added);
  await database.query(
    named(
      "record.related.tie",
      sql`
UPDATE related_article
SET related_id = article.id
FROM article
WHERE article.url = related_article.url
  AND related_article.related_id IS DISTINCT FROM article.id
  AND (related_article.article_id = ANY (${owners}::int[]) OR related_article.url = ANY (${urlsOf(articles)}))`,
    ),
  );
}
