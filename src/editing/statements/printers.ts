import type { Database } from "../../database.ts";
import { printingKey, type SpeakerColumns, whoOf } from "../../document/printingKey.ts";
import { type DatePrecision, Prisma } from "../../generated/prisma/client.ts";
import { type Anchored, type Body, openBody } from "../../text/anchor.ts";

const { sql } = Prisma;

/** An article to which printings are added: its fields in a document, its body and the keys of its printings. */
export interface PrintingArticle {
  id: number;
  url: string;
  headline: string;
  publishedAt: Date;
  publishedAtPrecision: DatePrecision;
  language: string;
  /** The publisher's slug. */
  source: string;
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
  const articles = await database.query<Omit<PrintingArticle, "body" | "printed"> & { body: string | null }>(
    sql`
/* editing.printers */
SELECT article.id, article.url, headline, published_at AS "publishedAt", published_at_precision AS "publishedAtPrecision",
  language, source.slug AS source, body
FROM article
JOIN source ON source.id = source_id
WHERE article.id = ANY (${ids}::int[])`,
  );
  const printings = await database.query<StoredKey>(
    sql`
/* editing.printed */
SELECT article_id AS "articleId", speaker_id AS "speakerId", speaker_status AS "speakerStatus",
  exact, prefix, suffix, start_offset AS start
FROM appearance
JOIN statement ON statement.id = statement_id
WHERE article_id = ANY (${ids}::int[])`,
  );
  const printers = articles.map(({ body, ...article }): [number, PrintingArticle] => [
    article.id,
    { ...article, body: body === null ? null : openBody(body), printed: new Set() },
  ]);
  const byId = new Map(printers);
  for (const printing of printings) {
    byId.get(printing.articleId)?.printed.add(printingKey({ ...printing, who: whoOf(printing) }));
  }
  return byId;
}
