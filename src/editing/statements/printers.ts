import { type ArticleWithSlugs, readWithSlugs } from "../../archive/articles.ts";
import type { Database } from "../../database.ts";
import { printingKey, type SpeakerColumns, whoOf } from "../../document/printingKey.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { type Body, openBody } from "../../text/anchor/body.ts";
import type { Anchored } from "../../text/anchor.ts";

const { sql } = Prisma;

/** An article to which printings are added, with its body and the keys of its printings. */
export interface PrintingArticle extends Omit<ArticleWithSlugs, "body"> {
  body: Body | null;
  /** The keys of its printings (`printingKey`). */
  printed: Set<string>;
}

interface StoredKey extends SpeakerColumns, Pick<Anchored, "exact" | "prefix" | "suffix"> {
  articleId: number;
  start: number | null;
}

/** Reads articles by their ids, which must exist. */
export async function readPrinters(database: Database, ids: readonly number[]): Promise<Map<number, PrintingArticle>> {
  const articles = await readWithSlugs(database, ids, { bodies: true });
  const printings = await database.query<StoredKey>(
    sql`
/* editing.printed */
SELECT article_id AS "articleId", speaker_id AS "speakerId", speaker_status AS "speakerStatus",
  exact, prefix, suffix, start_offset AS start
FROM appearance
JOIN statement ON statement.id = statement_id
WHERE article_id = ANY (${ids}::bigint[])`,
  );
  const byId = new Map<number, PrintingArticle>();
  for (const article of articles) {
    const body = article?.body == null ? null : openBody(article.body);
    if (article) byId.set(article.id, { ...article, body, printed: new Set() });
  }
  for (const printing of printings) {
    byId.get(printing.articleId)?.printed.add(printingKey({ ...printing, who: whoOf(printing) }));
  }
  return byId;
}
