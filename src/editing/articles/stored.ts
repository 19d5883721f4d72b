import { type ArticleWithSlugs, readWithSlugs, relatedTo } from "../../archive/articles.ts";
import { without } from "../../archive/tables/table.ts";
import type { Database } from "../../database.ts";
import { refuse } from "../problems.ts";
import { resolveReferences } from "../references.ts";

/** An article before an update, with the slugs of its sources. */
export interface EditedArticle extends Omit<ArticleWithSlugs, (typeof UNEDITED)[number]> {
  isFictional: boolean;
  related: { headline: string; url: string | undefined }[];
}

const UNEDITED = ["id", "sourceId", "wireId", "fictional", "createdAt"] as const;

/** Reads an article, which must exist. */
export async function readStoredArticle(database: Database, id: number): Promise<EditedArticle> {
  const [article] = await readWithSlugs(database, [id], { bodies: true });
  const [links = []] = await relatedTo(database, [id]);
  const related = links.map(({ headline, url }) => ({ headline, url: url ?? undefined }));
  const stored = article as ArticleWithSlugs;
  return { ...without(stored, ...UNEDITED), isFictional: stored.fictional, related };
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
