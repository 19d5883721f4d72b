import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { type Body, openBody } from "../../text/anchor.ts";
import { type PrintingKey, writeKey } from "../passages.ts";

const { sql } = Prisma;

/** An article to which printings are added: what a document says of it, its body, and what it prints already. */
export interface PrintingArticle {
  id: number;
  url: string;
  headline: string;
  publishedAt: Date;
  publishedAtPrecision: "YEAR" | "MONTH" | "DAY" | "TIME";
  language: string;
  /** The publisher's slug. */
  source: string;
  body: Body | null;
  /** The keys of its printings (`writeKey`). */
  printed: Set<string>;
}

/** Reads articles by their ids, which must be there. */
export async function readPrinters(database: Database, ids: readonly number[]): Promise<Map<number, PrintingArticle>> {
  const articles = await database.query<Omit<PrintingArticle, "body" | "printed"> & { body: string | null }>(
    sql`
/* editing.printers */
SELECT article.id, article.url, headline, published_at AS "publishedAt", published_at_precision AS "publishedAtPrecision",
  language, source.slug AS source, body
FROM article
JOIN source ON source.id = source_id
WHERE article.id = ANY (${ids}::int[])`,
  );
  const printings = await database.query<Omit<PrintingKey, "passage"> & PrintingKey["passage"]>(
    sql`
/* editing.printed */
SELECT article_id AS "articleId", speaker_id AS "speakerId", speaker_status AS "speakerStatus",
  exact, prefix, suffix, start_offset AS start, end_offset AS "end"
FROM appearance
JOIN statement ON statement.id = statement_id
WHERE article_id = ANY (${ids}::int[])`,
  );
  const printers = articles.map(({ body, ...article }): [number, PrintingArticle] => [
    article.id,
    { ...article, body: body === null ? null : openBody(body), printed: new Set() },
  ]);
  const byId = new Map(printers);
  for (const { articleId, speakerId, speakerStatus, ...passage } of printings) {
    byId.get(articleId)?.printed.add(writeKey({ articleId, speakerId, speakerStatus, passage }));
  }
  return byId;
}
