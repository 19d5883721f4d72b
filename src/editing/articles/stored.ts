import type { Database } from "../../database.ts";
import { type DatePrecision, Prisma } from "../../generated/prisma/client.ts";
import { refuse } from "../problems.ts";
import { resolveReferences } from "../references.ts";

const { sql } = Prisma;

/** An article before an update, with the slugs of its sources. */
export interface EditedArticle {
  url: string;
  originalUrl: string | null;
  headline: string;
  publishedAt: Date;
  publishedAtPrecision: DatePrecision;
  language: string;
  byline: string | null;
  source: string;
  wire: string | null;
  body: string | null;
  imageCaption: string | null;
  imageCredit: string | null;
  isFictional: boolean;
  related: { headline: string; url: string | undefined }[];
}

/** Reads an article, which must exist. */
export async function readStoredArticle(database: Database, id: number): Promise<EditedArticle> {
  const [stored] = await database.query<EditedArticle>(
    sql`
/* editing.article */
SELECT article.url, original_url AS "originalUrl", headline, published_at AS "publishedAt",
  published_at_precision AS "publishedAtPrecision", language, byline, source.slug AS source, wire.slug AS wire, body,
  image_caption AS "imageCaption", image_credit AS "imageCredit", article.fictional AS "isFictional",
  (
    SELECT COALESCE(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('headline', headline, 'url', url)) ORDER BY position), '[]')
    FROM related_article
    WHERE article_id = article.id
  ) AS related
FROM article
JOIN source ON source.id = source_id
LEFT JOIN source AS wire ON wire.id = wire_id
WHERE article.id = ${id}::int`,
  );
  return stored as EditedArticle;
}

/** Returns the slugs of the sources that an input refers to. Refuses `NOT_FOUND`. */
export async function findSlugs(
  database: Database,
  given: { source?: string | undefined; wire?: string | null | undefined },
): Promise<{ source?: string; wire?: string }> {
  const references = (["source", "wire"] as const).flatMap((field) => {
    const value = given[field];
    return typeof value === "string" ? { field, value } : [];
  });
  const found = await resolveReferences(database, "Source", references);
  return Object.fromEntries(references.map(({ field }, i) => [field, found[i]?.key]));
}

/** Refuses (`TAKEN`) the address of another article. */
export async function expectFreeUrl(database: Database, url: string, ownId?: number): Promise<void> {
  const holder = await database.prisma.article.findUnique({ where: { url }, select: { id: true, headline: true } });
  if (holder && holder.id !== ownId) refuse("TAKEN", "url", `\`url\` already belongs to “${holder.headline}”.`);
}
