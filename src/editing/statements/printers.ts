import { type ArticleWithSlugs, readWithSlugs } from "../../archive/articles.ts";
import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { type Body, openBody } from "../../text/anchor.ts";
import { type PrintingKey, writeKey } from "../passages.ts";

const { sql } = Prisma;

/** An article to which printings are added, with its body and what it prints already. */
export interface PrintingArticle extends Omit<ArticleWithSlugs, "body"> {
  body: Body | null;
  /** The keys of its printings (`writeKey`). */
  printed: Set<string>;
}

/** Reads articles by their ids, which must be there. */
export async function readPrinters(database: Database, ids: readonly number[]): Promise<Map<number, PrintingArticle>> {
  const articles = await readWithSlugs(database, ids, { bodies: true });
  const printings = await database.query<Omit<PrintingKey, "passage"> & PrintingKey["passage"]>(
    sql`
/* editing.printed */
SELECT article_id AS "articleId", speaker_id AS "speakerId", speaker_status AS "speakerStatus",
  exact, prefix, suffix, start_offset AS start, end_offset AS "end"
FROM appearance
JOIN statement ON statement.id = statement_id
WHERE article_id = ANY (${ids}::int[])`,
  );
  const byId = new Map<number, PrintingArticle>();
  for (const article of articles) {
    const body = article?.body == null ? null : openBody(article.body);
    if (article) byId.set(article.id, { ...article, body, printed: new Set() });
  }
  for (const { articleId, speakerId, speakerStatus, ...passage } of printings) {
    byId.get(articleId)?.printed.add(writeKey({ articleId, speakerId, speakerStatus, passage }));
  }
  return byId;
}
