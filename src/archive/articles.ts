import type { Database } from "../database.ts";
import { type Article, Prisma, type RelatedArticle } from "../generated/prisma/client.ts";
import { groupedByKey, inKeyOrder } from "./batches.ts";
import { inLanguage, inSpan, type Span } from "./filters.ts";
import { type By, uniqueKey } from "./globalIds.ts";
import { type Keyset, limited, ordered, type PageArguments, readSlice, within } from "./keyset.ts";
import { type List, parentKey } from "./lists.ts";
import { bearerIds, matchNames } from "./matching.ts";
import { type Columns, rowsOf } from "./rows.ts";
import { sources } from "./sources.ts";
import { speakers, underSpeakers, withGroups } from "./speakers.ts";

const { sql } = Prisma;

/** An article without its body, which only the passage rule reads. */
export type ArticleRow = Omit<Article, "body">;

/** The fields of an article, each with its column. */
export const columns: Columns<ArticleRow> = {
  id: "id",
  url: "url",
  originalUrl: "original_url",
  headline: "headline",
  publishedAt: "published_at",
  publishedAtPrecision: "published_at_precision",
  language: "language",
  byline: "byline",
  sourceId: "source_id",
  wireId: "wire_id",
  imageCaption: "image_caption",
  imageCredit: "image_credit",
  fictional: "fictional",
  createdAt: "created_at",
};

export interface ArticleFilter {
  source?: readonly string[] | null | undefined;
  speaker?: readonly string[] | null | undefined;
  publishedAt?: Span | null | undefined;
  language?: readonly string[] | null | undefined;
}

export interface ArticleOrder {
  field: "PUBLISHED_AT";
  direction?: "ASC" | "DESC" | null | undefined;
}

const withoutBody = { body: true } as const;

/** Articles, newest first unless told. Throws InputError for a bad page or filter. */
export async function list(
  database: Database,
  filter: ArticleFilter,
  order: ArticleOrder | null | undefined,
  page: PageArguments,
): Promise<List<ArticleRow>> {
  const [bySource, bySpeaker] = await Promise.all([
    filter.source ? matchNames(database, sources, "filter.source", filter.source) : null,
    filter.speaker ? matchNames(database, speakers, "filter.speaker", filter.speaker) : null,
  ]);
  const conditions = [
    ...(bySource ? [ofSources(sql`SELECT unnest(${bearerIds(bySource)}::int[])`)] : []),
    ...(bySpeaker
      ? [ofSpeakers(sql`SELECT unnest(${await underSpeakers(database, bearerIds(bySpeaker))}::int[])`)]
      : []),
    ...(filter.publishedAt ? [inSpan(sql`article.published_at`, "filter.publishedAt", filter.publishedAt)] : []),
    ...(filter.language ? [inLanguage(sql`article.language`, filter.language)] : []),
  ];
  return listWhere(conditions, order, page);
}

/** The articles that each parent, a speaker, has a published statement in, alone or in a group. */
export function listOfSpeaker(order: ArticleOrder | null | undefined, page: PageArguments): List<ArticleRow> {
  return listWhere([ofSpeakers(withGroups(parentKey))], order, page);
}

/** The articles that each parent, a source, published or supplied. */
export function listOfSource(order: ArticleOrder | null | undefined, page: PageArguments): List<ArticleRow> {
  return listWhere([ofSources(sql`SELECT ${parentKey}`)], order, page);
}

/** The articles that meet all conditions, which may refer to a parent's key. */
function listWhere(
  conditions: Prisma.Sql[],
  order: ArticleOrder | null | undefined,
  page: PageArguments,
): List<ArticleRow> {
  const keyset = byPublication(order?.direction ?? "DESC");
  const slice = readSlice(keyset, page);
  const { select, take } = rowsOf<ArticleRow>("article", columns);
  const from = sql`FROM article WHERE ${conditions.length > 0 ? Prisma.join(conditions, " AND ") : sql`TRUE`}`;
  return {
    name: "articles.list",
    keyset,
    slice,
    prepared: false,
    select: sql`SELECT ${select} ${from} AND ${within(keyset, slice)} ORDER BY ${ordered(keyset, slice)} ${limited(slice)}`,
    count: sql`SELECT count(*)::int AS count ${from}`,
    take: (record) => take(record) as ArticleRow,
    key: (article) => [article.publishedAt.toISOString(), article.id],
  };
}

/** Published or supplied by one of the sources that the subquery gives. */
function ofSources(sourceIds: Prisma.Sql): Prisma.Sql {
  return sql`(article.source_id IN (${sourceIds}) OR article.wire_id IN (${sourceIds}))`;
}

/** With a published statement under one of the speaker ids that the subquery gives. */
function ofSpeakers(speakerIds: Prisma.Sql): Prisma.Sql {
  return sql`EXISTS (
  SELECT
  FROM appearance
  JOIN statement ON statement.id = appearance.statement_id
  WHERE appearance.article_id = article.id
    AND statement.status = 'PUBLISHED'
    AND statement.speaker_id IN (${speakerIds})
)`;
}

function byPublication(direction: "ASC" | "DESC"): Keyset {
  return {
    name: `articles.PUBLISHED_AT.${direction}`,
    columns: [
      { sql: sql`article.published_at`, type: "timestamptz" },
      { sql: sql`article.id`, type: "int" },
    ],
    direction,
  };
}

/** One article by one of the unique keys; null where there is none. */
export async function findBy(database: Database, by: By<"url">): Promise<ArticleRow | null> {
  const key = uniqueKey("Article", by);
  return key && database.prisma.article.findUnique({ where: key as Prisma.ArticleWhereUniqueInput, omit: withoutBody });
}

/** The articles of these ids, in their order. */
export async function findByIds(database: Database, ids: readonly number[]): Promise<(ArticleRow | null)[]> {
  const rows = await database.prisma.article.findMany({ where: { id: { in: [...ids] } }, omit: withoutBody });
  return inKeyOrder(ids, rows, (article) => article.id);
}

/** The articles that each refers its readers to, in its order. */
export async function relatedTo(database: Database, ids: readonly number[]): Promise<RelatedArticle[][]> {
  const links = await database.prisma.relatedArticle.findMany({
    where: { articleId: { in: [...ids] } },
    orderBy: { position: "asc" },
  });
  return groupedByKey(ids, links, (link) => link.articleId);
}
