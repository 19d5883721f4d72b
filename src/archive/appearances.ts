import type { Database } from "../database.ts";
import { type Appearance, type AppearanceSpan, Prisma } from "../generated/prisma/client.ts";
import { type FieldColumns, type FlatRecord, flatRows } from "./lists/flatRows.ts";
import { groupedByKey, inKeyOrder } from "./lists/inKeyOrder.ts";
import { inSlice, type Keyset, limited, ordered, type PageArguments, readSlice } from "./lists/keyset.ts";
import { type List, parentKey } from "./lists/list.ts";

const { sql } = Prisma;

/** The fields of an appearance, each with its column. Of arrays the driver reads those of plain types only. */
export const columns: FieldColumns<Appearance> = {
  id: "id",
  statementId: "statement_id",
  articleId: "article_id",
  position: "position",
  text: "text",
  kind: "kind",
  attributionText: "attribution_text",
  cue: "cue",
  exact: "exact",
  prefix: "prefix",
  suffix: "suffix",
  startOffset: "start_offset",
  endOffset: "end_offset",
  originalKind: "original_kind",
  media: "media::text[]",
  addressee: "addressee",
  originId: "origin_id",
  createdAt: "created_at",
};

/** What stands after ORDER BY so that the printing in the article that was published first comes first; as in `byAge`. */
export const oldestFirst: Prisma.Sql = sql`article.published_at, appearance.id`;

const byAge: Keyset = {
  name: "appearances.PUBLISHED_AT",
  columns: [
    { sql: sql`article.published_at`, type: "timestamptz" },
    { sql: sql`appearance.id`, type: "int" },
  ],
  direction: "ASC",
};

/** A printing, with what its list is sorted by. */
export interface DatedAppearance extends Appearance {
  publishedAt: Date;
  /** The instant that it is shown as of; undefined for now. */
  asOf?: Date | undefined;
}

/**
 * Every printing of each parent, a statement; that of the oldest article first.
 *
 * @param asOf the instant of the view through which the list is read, if any
 */
export function listOfStatement(page: PageArguments, asOf?: Date): List<DatedAppearance> {
  const slice = readSlice(byAge, page);
  const { select, take } = flatRows<Appearance>("appearance", columns);
  const from = sql`FROM appearance JOIN article ON article.id = appearance.article_id WHERE appearance.statement_id = ${parentKey}`;
  return {
    name: "appearances.ofStatement",
    keyset: byAge,
    slice,
    prepared: true,
    select: sql`SELECT ${select}, article.published_at ${from} AND ${inSlice(byAge, slice)} ORDER BY ${ordered(byAge, slice)} ${limited(slice)}`,
    count: sql`SELECT count(*)::int AS count ${from}`,
    take: (record) => ({ ...(take(record) as Appearance), publishedAt: record.published_at as Date, asOf }),
    key: (appearance) => [appearance.publishedAt.toISOString(), appearance.id],
  };
}

/** Returns the appearances of these ids, in their order. */
export async function findByIds(database: Database, ids: readonly number[]): Promise<(Appearance | null)[]> {
  const { select, take } = flatRows<Appearance>("appearance", columns);
  const records = await database.query<FlatRecord>(
    sql`/* appearances.byId */ SELECT ${select} FROM appearance WHERE appearance.id = ANY (${ids}::int[])`,
  );
  return inKeyOrder(
    ids,
    records.map((record) => take(record) as Appearance),
    ({ id }) => id,
  );
}

/** The printing of each statement in the article that was published first. */
export async function findFirst(database: Database, statementIds: readonly number[]): Promise<(Appearance | null)[]> {
  const { select, take } = flatRows<Appearance>("appearance", columns);
  const records = await database.query<Record<string, unknown>>(
    sql`
/* appearances.firstOf */
SELECT DISTINCT ON (appearance.statement_id) ${select}
FROM appearance
JOIN article ON article.id = appearance.article_id
WHERE appearance.statement_id = ANY (${statementIds}::int[])
ORDER BY appearance.statement_id, ${oldestFirst}`,
  );
  const first = records.map((record) => take(record) as Appearance);
  return inKeyOrder(statementIds, first, (appearance) => appearance.statementId);
}

/** The spans of each appearance's passage, in reading order. */
export async function spansOf(database: Database, appearanceIds: readonly number[]): Promise<AppearanceSpan[][]> {
  const spans = await database.query<AppearanceSpan>(
    sql`
/* appearances.spans */
SELECT appearance_id AS "appearanceId", start_offset AS "startOffset", end_offset AS "endOffset", role, text
FROM appearance_span
WHERE appearance_id = ANY (${appearanceIds}::int[])
ORDER BY start_offset, role`,
  );
  return groupedByKey(appearanceIds, spans, (span) => span.appearanceId);
}

/** How many independent sources print each statement: an agency's story counts once, whoever carries it. */
export async function independentSourceCounts(database: Database, statementIds: readonly number[]): Promise<number[]> {
  const records = await database.query<{ id: number; count: number }>(
    sql`
/* appearances.independentSourceCounts */
SELECT appearance.statement_id AS id, count(DISTINCT COALESCE(article.wire_id, article.source_id))::int AS count
FROM appearance
JOIN article ON article.id = appearance.article_id
WHERE appearance.statement_id = ANY (${statementIds}::int[])
GROUP BY appearance.statement_id`,
  );
  return inKeyOrder(statementIds, records, ({ id }) => id).map((record) => record?.count ?? 0);
}
