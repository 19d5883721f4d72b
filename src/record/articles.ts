import { articleTable } from "../archive/tables/article.ts";
import { without } from "../archive/tables/table.ts";
import type { Database } from "../database.ts";
import type { ReadArticle } from "../document/document.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type Body, openBody } from "../text/anchor/body.ts";
import { type Recorder, vouchFor } from "./assertions.ts";
import { resolve } from "./references.ts";
import { recordRelated } from "./relatedArticles.ts";
import { insert, takeIds, upsert } from "./write.ts";

const { sql } = Prisma;

/** An article as the archive has it now, ready for its statements. */
export interface RecordedArticle {
  id: number;
  /** Null if the archive does not hold the text. */
  body: Body | null;
  /** Whether this record has inserted the article. */
  isNew: boolean;
  /** Whether the archive had the article before, with another text or without one. */
  isReworded: boolean;
  /** The text that the archive had before. */
  bodyBefore: string | null;
  /** Whether the archive had the article before, with another headline. */
  isRetitled: boolean;
}

/** The fields of an article that are written. */
export const writtenArticleFields = without(articleTable.fields, "id", "createdAt");

/**
 * Records articles, each by its URL. Fields that the document leaves out stay as they were.
 *
 * @returns the articles in the document's order
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
  const before = await readStoredByUrl(database, articles);
  // A part of an article that exists already only adds statements: other parts may describe the article differently.
  const isTold = ({ url, isPartial }: ReadArticle) => !(isPartial && before.has(url));
  const isNew = ({ url }: ReadArticle) => !before.has(url);
  const known = articles.filter((article) => isTold(article) && !isNew(article));
  const rows = known.map((article) => toRow(article, sourceIds));
  await upsert(database, { table: "article", key: ["url"], fields: writtenArticleFields, nulls: "keep" }, rows);
  const made = articles.filter(isNew);
  const newIds = await takeIds(database, "article", made.length);
  const newRows = made.map((article, i) => ({ ...toRow(article, sourceIds), id: newIds[i] }));
  await insert(database, { table: "article", fields: { id: "bigint", ...writtenArticleFields } }, newRows);
  const ids = new Map([...before].map(([url, { id }]) => [url, id]));
  for (const [i, { url }] of made.entries()) ids.set(url, newIds[i] as number);
  const madeIds = new Set(newIds);
  vouchFor(recorder, "ARTICLE", ids.values(), (id) => madeIds.has(id as number));
  await recordRelated(database, recorder, articles, { ids, madeIds });
  return articles.map((article) => {
    const stored = before.get(article.url);
    const oldBody = stored?.body;
    const { headline = stored?.headline, body = oldBody ?? null } = isTold(article) ? article : {};
    return {
      id: ids.get(article.url) as number,
      body: body === null ? null : openBody(body),
      isNew: stored === undefined,
      isReworded: oldBody !== undefined && oldBody !== body,
      bodyBefore: oldBody ?? null,
      isRetitled: stored !== undefined && stored.headline !== headline,
    };
  });
}

/** Returns the article as a row, given the ids of its sources by slug. */
export function toRow(article: ReadArticle, sourceIds: ReadonlyMap<string, number>) {
  return {
    ...article,
    publishedAt: article.publishedAt.at,
    publishedAtPrecision: article.publishedAt.precision,
    sourceId: sourceIds.get(article.source),
    wireId: article.wire && sourceIds.get(article.wire),
  };
}

/** An article before it is recorded again. */
interface StoredArticle {
  id: number;
  headline: string;
  body: string | null;
}

/** Reads the articles that exist already, by URL. */
async function readStoredByUrl(
  database: Database,
  articles: readonly ReadArticle[],
): Promise<ReadonlyMap<string, StoredArticle>> {
  const urls = articles.map(({ url }) => url);
  if (urls.length === 0) return new Map();
  const rows = await database.query<StoredArticle & { url: string }>(
    sql`/* record.articles.stored */ SELECT id, url, headline, body FROM article WHERE url = ANY (${urls})`,
  );
  return new Map(rows.map((row) => [row.url, row]));
}
