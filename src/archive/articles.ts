import type { Database } from "../database.ts";
import { readAddress } from "../document/address.ts";
import { type Article, Prisma, type RelatedArticle } from "../generated/prisma/client.ts";
import { isFrom, quotes } from "./articles/conditions.ts";
import { type ArticleSelection, byPublication, countArticles, scanArticles } from "./articles/scan.ts";
import { type By, uniqueKey } from "./globalIds.ts";
import { halfOpen, inLanguage, inSpan, languageTags, type TimeRange } from "./lists/conditions.ts";
import { orByIds } from "./lists/fewIds.ts";
import { type FlatRecord, flatRows } from "./lists/flatRows.ts";
import { groupedByKey, inKeyOrder } from "./lists/inKeyOrder.ts";
import { InputError } from "./lists/inputError.ts";
import { ordered, type PageArguments, readSlice } from "./lists/keyset.ts";
import { type List, parentKey } from "./lists/list.ts";
import { bearerIds, type Matches, matchFilter } from "./meant.ts";
import { underSpeakers, withGroups } from "./speakers.ts";
import { articleTable } from "./tables/article.ts";
import { without } from "./tables/table.ts";

const { sql, empty } = Prisma;

/** An article without its body, which may be long and is rarely read. */
export type ArticleRow = Omit<Article, "body">;

/** The fields of an article row. */
export const articleRowFields = without(articleTable.fields, "body");

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

/** A list of articles. A list below a parent has no `matches`, because its filter takes no names. */
export interface ArticleList extends List<ArticleRow> {
  matches?: Matches;
}

const withoutBody = { body: true } as const;

/** Returns the list of articles, newest first by default. Throws InputError for a bad page or filter. */
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
    ...(typeof isFictional === "boolean"
      ? [await orById(database, "isFictional", sql`article.fictional = ${isFictional}`)]
      : []),
    ...(language
      ? [await orById(database, "language", await inLanguage(database, "article", languageTags(language)))]
      : []),
  ];
  const sourceIds = matches.source && bearerIds(matches.source);
  if (matches.speaker) {
    const isQuoting = await quotes(database, await underSpeakers(database, bearerIds(matches.speaker)));
    conditions.push(...(sourceIds ? [isFrom(sourceIds)] : []), isQuoting);
  }
  const driving = matches.speaker || !sourceIds ? null : sql`SELECT unnest(${sourceIds}::bigint[])`;
  return { ...listArticlesWhere({ conditions, sourceIds: driving, speakerIds: null }, order, page), matches };
}

/** Returns a condition on the columns of `article`, for which an index finds the articles; as `orByIds` does, by id if they are few. */
function orById(database: Database, field: string, condition: Prisma.Sql): Promise<Prisma.Sql> {
  const ids = sql`SELECT article.id FROM article WHERE ${condition}`;
  return orByIds(database, { name: `articles.few.${field}`, id: sql`article.id`, condition, ids });
}

/** Returns the list of articles in which each parent, a speaker, has a published statement, alone or in a group. */
export function listOfSpeaker(order: ArticleOrder | null | undefined, page: PageArguments): List<ArticleRow> {
  return listArticlesWhere({ conditions: [], sourceIds: null, speakerIds: withGroups(parentKey) }, order, page);
}

/** Returns the list of articles that each parent, a source, published or supplied. */
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
  const { select, take } = flatRows<ArticleRow>("article", articleRowFields);
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
    capped: true,
    take: (record) => take(record) as ArticleRow,
    key: (article) => [article.publishedAt.toISOString(), article.id],
  };
}

/** Returns an article by one of the unique keys; null if not found. */
export async function findBy(database: Database, by: By<"url">): Promise<ArticleRow | null> {
  const key = uniqueKey("Article", by);
  const find = (where: object) =>
    database.prisma.article.findUnique({ where: where as Prisma.ArticleWhereUniqueInput, omit: withoutBody });
  const found = key && (await find(key));
  if (found || !key || !("url" in key)) return found;
  // A reader's link may have tracking parameters or highlight words.
  const url = readAddress(key.url);
  return url === null || url === key.url ? null : find({ url });
}

/** Returns the articles of these ids, in their order. */
export async function findByIds(database: Database, ids: readonly number[]): Promise<(ArticleRow | null)[]> {
  const rows = await database.prisma.article.findMany({ where: { id: { in: [...ids] } }, omit: withoutBody });
  return inKeyOrder(ids, rows, (article) => article.id);
}

/** An article with the slugs of its publisher and its agency. */
export interface ArticleWithSlugs extends Article {
  source: string;
  wire: string | null;
}

/** Returns the articles of these ids, in their order; `body` is null unless bodies are asked for. */
export async function readWithSlugs(
  database: Database,
  ids: readonly number[],
  { bodies }: { bodies: boolean },
): Promise<(ArticleWithSlugs | null)[]> {
  const { select, take } = flatRows<ArticleRow>("article", articleRowFields);
  const records = await database.query<FlatRecord>(
    sql`
/* articles.withSlugs */
SELECT ${select}${bodies ? sql`, article.body` : empty}, source.slug AS source, wire.slug AS wire
FROM article
JOIN source ON source.id = article.source_id
LEFT JOIN source AS wire ON wire.id = article.wire_id
WHERE article.id = ANY (${ids}::bigint[])`,
  );
  const rows = records.map((record) => {
    const { body = null, source, wire } = record;
    return { ...take(record), body, source, wire } as ArticleWithSlugs;
  });
  return inKeyOrder(ids, rows, ({ id }) => id);
}

/** A part of a body, in code points. */
export interface BodyPart {
  start?: number | null | undefined;
  length?: number | null | undefined;
}

/** The most code points of a body that are read at once. */
const LONGEST_BODY_PART = 50_000;

/**
 * Returns a part of each article's body, in the order of the ids; null for an article without a body.
 *
 * @throws InputError if the part starts before the body, or has no length or too much of it
 */
export async function bodiesOf(
  database: Database,
  ids: readonly number[],
  { start, length }: BodyPart,
): Promise<(string | null)[]> {
  const [from, most] = [start ?? 0, length ?? LONGEST_BODY_PART];
  if (from < 0) throw new InputError("start", `\`start\` must be 0 or more, not ${from}.`);
  if (most < 0 || most > LONGEST_BODY_PART)
    throw new InputError("length", `\`length\` must be between 0 and ${LONGEST_BODY_PART}, not ${most}.`);
  const parts = await database.query<{ id: number; part: string | null }>(sql`
/* articles.bodies */
SELECT id, substr(body, ${from}::integer + 1, ${most}::integer) AS part
FROM article
WHERE id = ANY (${ids}::bigint[])`);
  return inKeyOrder(ids, parts, ({ id }) => id).map((found) => found?.part ?? null);
}

/** Returns the length of each article's body in code points, in the order of the ids; null for an article without a body. */
export async function bodyLengthsOf(database: Database, ids: readonly number[]): Promise<(number | null)[]> {
  const lengths = await database.query<{ id: number; length: number | null }>(sql`
/* articles.bodyLengths */
SELECT id, length(body) AS length
FROM article
WHERE id = ANY (${ids}::bigint[])`);
  return inKeyOrder(ids, lengths, ({ id }) => id).map((found) => found?.length ?? null);
}

/** Returns the links that each article prints to others, in its order. */
export async function relatedTo(database: Database, ids: readonly number[]): Promise<RelatedArticle[][]> {
  const links = await database.prisma.relatedArticle.findMany({
    where: { articleId: { in: [...ids] } },
    orderBy: { position: "asc" },
  });
  return groupedByKey(ids, links, (link) => link.articleId);
}
