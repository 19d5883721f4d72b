import type { Database } from "../../../database.ts";
import { refuse } from "../problems.ts";
import { resolveReferences } from "../references.ts";

/** An article as an update finds it, its nouns by their slugs. */
export type StoredArticle = Awaited<ReturnType<typeof readStored>>;

/** Reads an article that is there. */
export async function readStored(database: Database, id: number) {
  const { source, wire, relatedArticles, fictional, ...article } = await database.prisma.article.findUniqueOrThrow({
    where: { id },
    omit: { id: true, sourceId: true, wireId: true, createdAt: true },
    include: {
      source: { select: { slug: true } },
      wire: { select: { slug: true } },
      relatedArticles: { orderBy: { position: "asc" }, select: { headline: true, url: true } },
    },
  });
  return {
    ...article,
    isFictional: fictional,
    source: source.slug,
    wire: wire?.slug ?? null,
    related: relatedArticles.map((link) => ({ ...link, url: link.url ?? undefined })),
  };
}

/** The slugs of the sources that an input names, as far as it does. Refuses `NOT_FOUND`. */
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

/** Refuses (`TAKEN`) an address that another article has. */
export async function expectFreeUrl(database: Database, url: string, ownId?: number): Promise<void> {
  const holder = await database.prisma.article.findUnique({ where: { url }, select: { id: true, headline: true } });
  if (holder && holder.id !== ownId) refuse("TAKEN", "url", `\`url\` is that of “${holder.headline}” already.`);
}
