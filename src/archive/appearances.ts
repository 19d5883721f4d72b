import type { Database } from "../database.ts";
import { type Appearance, type AppearanceSpan, Prisma } from "../generated/prisma/client.ts";
import { type FlatRecord, flatRows } from "./lists/flatRows.ts";
import { groupedByKey, inKeyOrder } from "./lists/inKeyOrder.ts";
import { inSlice, type Keyset, limited, ordered, type PageArguments, readSlice } from "./lists/keyset.ts";
import { type List, parentKey } from "./lists/list.ts";
import { appearanceTable } from "./tables/appearance.ts";
import { type Sight, statusSeenBy } from "./unchecked.ts";

const { sql } = Prisma;

/** The ORDER BY list that puts the printing in the oldest article first, as `byAge` does. */
export const oldestFirst: Prisma.Sql = sql`article.published_at, appearance.id`;

const byAge: Keyset = {
  name: "appearances.PUBLISHED_AT",
  columns: [
    { sql: sql`article.published_at`, type: "timestamptz" },
    { sql: sql`appearance.id`, type: "bigint" },
  ],
  direction: "ASC",
};

/** A printing with the value that its list is sorted by. */
export interface DatedAppearance extends Appearance {
  publishedAt: Date;
  /** The instant that the printing is shown as of; undefined for now. */
  asOf?: Date | undefined;
}

/**
 * Returns the list of all printings of each parent, a statement; the one in the oldest article comes first.
 *
 * @param asOf the instant of the view through which the list is read, if any
 */
export function listOfStatement(page: PageArguments, asOf?: Date): List<DatedAppearance> {
  const slice = readSlice(byAge, page);
  const { select, take } = flatRows<Appearance>("appearance", appearanceTable.fields);
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

/** Returns the appearances of these ids, in their order: null if somebody must not see its statement. */
export async function findByIds(
  database: Database,
  ids: readonly number[],
  sight: Sight,
): Promise<(Appearance | null)[]> {
  const { select, take } = flatRows<Appearance>("appearance", appearanceTable.fields);
  const status = sql`(SELECT status::text FROM statement WHERE statement.id = appearance.statement_id)`;
  const records = await database.query<FlatRecord>(
    sql`
/* appearances.byId */
SELECT ${select} FROM appearance WHERE appearance.id = ANY (${ids}::bigint[]) AND ${statusSeenBy(sight, status)}`,
  );
  return inKeyOrder(
    ids,
    records.map((record) => take(record) as Appearance),
    ({ id }) => id,
  );
}

/** Returns the printing of each statement in the article that was published first. */
export async function findFirst(database: Database, statementIds: readonly number[]): Promise<(Appearance | null)[]> {
  const { select, take } = flatRows<Appearance>("appearance", appearanceTable.fields);
  const records = await database.query<Record<string, unknown>>(
    sql`
/* appearances.firstOf */
SELECT DISTINCT ON (appearance.statement_id) ${select}
FROM appearance
JOIN article ON article.id = appearance.article_id
WHERE appearance.statement_id = ANY (${statementIds}::bigint[])
ORDER BY appearance.statement_id, ${oldestFirst}`,
  );
  const first = records.map((record) => take(record) as Appearance);
  return inKeyOrder(statementIds, first, (appearance) => appearance.statementId);
}

/** Returns every printing of each statement; that recorded first comes first. */
export async function printingsOf(database: Database, statementIds: readonly number[]): Promise<Appearance[][]> {
  const { select, take } = flatRows<Appearance>("appearance", appearanceTable.fields);
  const records = await database.query<Record<string, unknown>>(
    sql`/* appearances.printings */ SELECT ${select} FROM appearance WHERE statement_id = ANY (${statementIds}::bigint[]) ORDER BY id`,
  );
  const printings = records.map((record) => take(record) as Appearance);
  return groupedByKey(statementIds, printings, (appearance) => appearance.statementId);
}

/** Returns the spans of each appearance's passage, in reading order. */
export async function spansOf(database: Database, appearanceIds: readonly number[]): Promise<AppearanceSpan[][]> {
  const spans = await database.query<AppearanceSpan>(
    sql`
/* appearances.spans */
SELECT appearance_id AS "appearanceId", start_offset AS "startOffset", end_offset AS "endOffset", role, text
FROM appearance_span
WHERE appearance_id = ANY (${appearanceIds}::bigint[])
ORDER BY start_offset, role`,
  );
  return groupedByKey(appearanceIds, spans, (span) => span.appearanceId);
}

/** Counts the independent sources that print each statement: an agency's story counts once, however many outlets carry it. */
export async function independentSourceCounts(database: Database, statementIds: readonly number[]): Promise<number[]> {
  const records = await database.query<{ id: number; count: number }>(
    sql`
/* appearances.independentSourceCounts */
SELECT appearance.statement_id AS id, count(DISTINCT COALESCE(article.wire_id, article.source_id))::int AS count
FROM appearance
JOIN article ON article.id = appearance.article_id
WHERE appearance.statement_id = ANY (${statementIds}::bigint[])
GROUP BY appearance.statement_id`,
  );
  return inKeyOrder(statementIds, records, ({ id }) => id).map((record) => record?.count ?? 0);
}
