import type { Database } from "../database.ts";
import { type Article, Prisma, type RelatedArticle } from "../generated/prisma/client.ts";
import { type ArticleSelection, byPublication, countArticles, scanArticles } from "./articles/scan.ts";
import { type By, uniqueKey } from "./globalIds.ts";
import { halfOpen, inLanguage, inSpan, languageTags, type TimeRange } from "./lists/conditions.ts";
import { type FieldColumns, flatRows } from "./lists/flatRows.ts";
import { groupedByKey, inKeyOrder } from "./lists/inKeyOrder.ts";
import { ordered, type PageArguments, readSlice } from "./lists/keyset.ts";
import { type List, parentKey } from "./lists/list.ts";
import { bearerIds, type Matches, matchFilter } from "./meant.ts";
import { underSpeakers, withGroups } from "./speakers.ts";

const { sql } = Prisma;

/** An article without its body, which only the passage rule reads. */
export type ArticleRow = Omit<Article, "body">;

/** The fields of an article, each with its column. */
export const columns: FieldColumns<ArticleRow> = {
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
  published?: TimeRange | null | undefined;
  language?: readonly string[] | null | undefined;
  isFictional?: boolean | null | undefined;
}

export interface ArticleOrder {
  field: "PUBLISHED_AT";
  direction?: "ASC" | "DESC" | null | undefined;
}

/** A list of articles; of one below a parent no names were asked. */
export interface ArticleList extends List<ArticleRow> {
  matches?: Matches;
}

const withoutBody = { body: true } as const;

/** Articles, newest first unless told. Throws InputError for a bad page or filter. */
export async function list(
  database: Database,
  filter: ArticleFilter,
  order: ArticleOrder | null | undefined,
  page: PageArguments,
): Promise<ArticleList> {
  const { source, speaker, published, language, isFictional } = filter;
  const matches = await matchFilter(database, { source, speaker });
  const conditions = [
    ...(published ? [inSpan(sql`article.published_at`, halfOpen("filter.published", published))] : []),
    ...(typeof isFictional === "boolean" ? [sql`article.fictional = ${isFictional}`] : []),
    ...(language ? [inLanguage(sql`article.language`, languageTags(language))] : []),
  ];
  const sourceIds = matches.source && anyOf(bearerIds(matches.source));
  const speakerIds = matches.speaker && anyOf(await underSpeakers(database, bearerIds(matches.speaker)));
  return { ...listArticlesWhere({ conditions, sourceIds, speakerIds }, order, page), matches };
}

function anyOf(ids: number[]): Prisma.Sql {
  return sql`SELECT unnest(${ids}::int[])`;
}

/** The articles that each parent, a speaker, has a published statement in, alone or in a group. */
export function listOfSpeaker(order: ArticleOrder | null | undefined, page: PageArguments): List<ArticleRow> {
  return listArticlesWhere({ conditions: [], sourceIds: null, speakerIds: withGroups(parentKey) }, order, page);
}

/** The articles that each parent, a source, published or supplied. */
export function listOfSource(order: ArticleOrder | null | undefined, page: PageArguments): List<ArticleRow> {
  return listArticlesWhere({ conditions: [], sourceIds: sql`SELECT ${parentKey}`, speakerIds: null }, order, page);
}

function listArticlesWhere(
  selection: ArticleSelection,
  order: ArticleOrder | null | undefined,
  page: PageArguments,
): List<ArticleRow> {
  const direction = order?.direction ?? "DESC";
  const keyset = byPublication(direction);
  const slice = readSlice(keyset, page);
  const { select, take } = flatRows<ArticleRow>("article", columns);
  return {
    name: "articles.list",
    keyset,
    slice,
    prepared: false,
    select: sql`
SELECT ${select}
FROM (${scanArticles(selection, direction, slice)}) AS place
JOIN article ON article.id = place.id
ORDER BY ${ordered(keyset, slice)}`,
    count: countArticles(selection),
    take: (record) => take(record) as ArticleRow,
    key: (article) => [article.publishedAt.toISOString(), article.id],
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
