import { relatedArticleTable } from "../archive/tables/article.ts";
import { without } from "../archive/tables/table.ts";
import type { Database } from "../database.ts";
import type { ReadArticle } from "../document/document.ts";
import { Prisma, type RelatedArticle } from "../generated/prisma/client.ts";
import { logInserted, type Recorder } from "./assertions.ts";
import { rowsAsTable, writeRows } from "./write.ts";

const { sql } = Prisma;

/** The ids of a record's articles by URL, and which of them it has inserted. */
interface ArticleIds {
  ids: ReadonlyMap<string, number>;
  madeIds: ReadonlySet<number>;
}

/** The article that a link leads to is found later, by the link's URL. */
const LINK = {
  table: "related_article",
  key: ["articleId", "position"],
  fields: without(relatedArticleTable.fields, "relatedId"),
  nulls: "keep",
} as const;

type Link = Omit<RelatedArticle, "relatedId" | "url"> & { url?: string | undefined };

/**
 * Records the links of articles, in their order, and connects every link with its article as soon as that is recorded.
 */
export async function recordRelated(
  database: Database,
  recorder: Recorder,
  articles: readonly Pick<ReadArticle, "url" | "related">[],
  { ids, madeIds }: ArticleIds,
): Promise<void> {
  const withLinks = articles.flatMap(({ url, related }) => (related ? [{ id: ids.get(url) as number, related }] : []));
  const links = withLinks.flatMap(({ id, related }) =>
    related.map((link, position): Link => ({ ...link, articleId: id, position })),
  );
  const owners = withLinks.map(({ id }) => id);
  const isOld = ({ articleId }: { articleId: number }) => !madeIds.has(articleId);
  const oldOwners = owners.filter((id) => !madeIds.has(id));
  await removeRelated(database, oldOwners, links.filter(isOld));
  const written = await writeRows(database, LINK, links, (link) => !isOld(link));
  await logInserted(database, recorder, relatedArticleTable, written.filter(isOld));
  const newUrls = [...ids].flatMap(([url, id]) => (madeIds.has(id) ? url : []));
  if (owners.length > 0 || newUrls.length > 0) await tieLinks(database, owners, newUrls);
}

async function removeRelated(database: Database, owners: readonly number[], links: readonly Link[]): Promise<void> {
  if (owners.length === 0) return;
  await database.query(
    sql`
/* record.related.delete */
DELETE FROM related_article
WHERE article_id = ANY (${owners}::bigint[])
  AND NOT EXISTS (
    SELECT
    FROM ${rowsAsTable(LINK.fields, links)}
    WHERE (given.article_id, given.position, given.headline, given.url)
      IS NOT DISTINCT FROM (related_article.article_id, related_article.position, related_article.headline, related_article.url)
  )`,
  );
}

/** Connects the links of the owners, and all links to the new addresses, with the articles at these addresses. */
export async function tieLinks(
  database: Database,
  owners: readonly number[],
  newUrls: readonly string[],
): Promise<void> {
  await database.query(
    sql`
/* record.related.tie */
UPDATE related_article
SET related_id = article.id
FROM article
WHERE article.url = related_article.url
  AND related_article.related_id IS DISTINCT FROM article.id
  AND (related_article.article_id = ANY (${owners}::bigint[]) OR related_article.url = ANY (${newUrls}::text[]))`,
  );
}
