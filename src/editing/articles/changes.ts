import { without } from "../../archive/tables/table.ts";
import type { Database } from "../../database.ts";
import type { ReadArticle } from "../../document/document.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { toRow, writtenArticleFields } from "../../record/articles.ts";
import { vouchFor } from "../../record/assertions.ts";
import { resolve } from "../../record/references.ts";
import { recordRelated, tieLinks } from "../../record/relatedArticles.ts";
import { upsert } from "../../record/write.ts";
import type { Edit } from "../edit.ts";
import type { EditedArticle } from "./stored.ts";

const { sql } = Prisma;

/** An article before and after an update. */
interface ArticleChange {
  before: EditedArticle;
  after: ReadArticle;
}

/** Writes an article's row without its body. */
export async function writeArticle({ database, recorder }: Edit, id: number, after: ReadArticle): Promise<void> {
  const references = [after.source, after.wire].flatMap((slug) => (slug ? { path: "source", slug } : []));
  const sourceIds = await resolve(database, recorder, "source", references);
  const fields = { id: "bigint", ...without(writtenArticleFields, "body") };
  const row = { ...toRow(after, sourceIds), id };
  await upsert(database, { table: "article", key: ["id"], fields, nulls: "store" }, [row]);
  vouchFor(recorder, "ARTICLE", [id]);
}

/**
 * Writes an article's links if they have changed. If its address has changed, links from other articles to the old
 * address still lead to it, because they mean this article; links to the new address are connected with it.
 */
export async function writeLinks(
  { database, recorder }: Edit,
  id: number,
  { before, after }: ArticleChange,
): Promise<void> {
  if (JSON.stringify(after.related) !== JSON.stringify(before.related)) {
    await recordRelated(database, recorder, [after], { ids: new Map([[after.url, id]]), madeIds: new Set() });
  }
  if (after.url !== before.url) await tieLinks(database, [], [after.url]);
}

/**
 * Gives the article's new date to the statements that had its old one, unless another article of that date prints them.
 */
export async function redateStatements(
  database: Database,
  id: number,
  { before, after }: ArticleChange,
): Promise<void> {
  const { at, precision } = after.publishedAt;
  if (at.getTime() === before.publishedAt.getTime() && precision === before.publishedAtPrecision) return;
  const isDated = sql`(article.published_at, article.published_at_precision) =
      (${before.publishedAt}::timestamptz, ${before.publishedAtPrecision}::"DatePrecision")`;
  await database.query(
    sql`
/* editing.article.redate */
UPDATE statement
SET said_at = ${at}::timestamptz, said_at_precision = ${precision}::"DatePrecision"
WHERE said_at_basis = 'PUBLICATION'
  AND (said_at, said_at_precision) = (${before.publishedAt}::timestamptz, ${before.publishedAtPrecision}::"DatePrecision")
  AND EXISTS (SELECT FROM appearance WHERE statement_id = statement.id AND article_id = ${id}::bigint)
  AND NOT EXISTS (
    SELECT
    FROM appearance
    JOIN article ON article.id = appearance.article_id
    WHERE appearance.statement_id = statement.id AND article.id <> ${id}::bigint AND ${isDated}
  )`,
  );
}
