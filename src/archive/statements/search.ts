import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { searchAlternatives, searchable } from "../../text/webSearch.ts";
import { orByIds } from "../lists/fewIds.ts";
import { groupedByKey } from "../lists/inKeyOrder.ts";
import { hasCommonPhrase, idsWithCommonPhrases } from "./commonPhrases.ts";
import { tsquery, usedConfigurations } from "./searchConfigurations.ts";

const { sql, raw } = Prisma;

/**
 * Returns the condition, on the table `statement`, that the text has the words, in web-search syntax. Words are compared by
 * their stems in the language of each statement: one branch for each configuration that the archive uses, so that "not this
 * word" means the same in all. The SQL is planned anew each time: with a generic plan a common word took a thousand times longer.
 * Phrases of words that a configuration leaves out, as all of "to be or not to be", are looked up by the wording.
 */
export async function matchesText(database: Database, text: string): Promise<Prisma.Sql> {
  const alternatives = searchAlternatives(text);
  const configurations = await usedConfigurations(database, alternatives.flat());
  if (configurations.some((each) => hasCommonPhrase(each, alternatives))) {
    return sql`statement.id IN (${idsWithCommonPhrases(configurations, alternatives)})`;
  }
  const branches = configurations.map(
    ({ configuration }) =>
      sql`(search.configuration = ${raw(`'${configuration}'`)} AND search.search @@ ${tsquery(configuration, searchable(text))})`,
  );
  if (branches.length === 0) return sql`FALSE`;
  const matching = Prisma.join(branches, " OR ");
  const condition = sql`EXISTS (
  SELECT FROM statement_search AS search WHERE search.statement_id = statement.id AND (${matching})
)`;
  const ids = sql`SELECT statement_id AS id FROM statement_search AS search WHERE ${matching}`;
  return orByIds(database, { name: "statements.few.text", id: sql`statement.id`, condition, ids });
}

/** Returns which of a few statements have the words of each text, as `matchesText` finds them, in one SQL for nearly all texts. */
export async function idsWithTexts(
  database: Database,
  texts: readonly string[],
  ids: readonly number[],
): Promise<Set<number>[]> {
  const alternatives = texts.map(searchAlternatives);
  const configurations = await usedConfigurations(database, alternatives.flat(2));
  // Each text is read once in each configuration, not once for each statement.
  const records = await database.query<{ place: number; statement_id: number }>(
    sql`
/* statements.withTexts */
WITH search AS MATERIALIZED (SELECT * FROM statement_search WHERE statement_id = ANY (${ids}::bigint[])),
asked AS MATERIALIZED (
  SELECT given.place, used.configuration, search_query(used.configuration, given.text) AS query
  FROM unnest(${texts.map(searchable)}::text[]) WITH ORDINALITY AS given (text, place)
  CROSS JOIN (SELECT DISTINCT configuration FROM search) AS used
)
SELECT asked.place, search.statement_id
FROM asked
JOIN search ON search.configuration = asked.configuration AND search.search @@ asked.query`,
  );
  const byPlace = groupedByKey(
    texts.map((_, i) => i + 1),
    records,
    (record) => record.place,
  );
  const isCommon = (i: number) => configurations.some((each) => hasCommonPhrase(each, alternatives[i] ?? []));
  const found = byPlace.map(async (rows, i) =>
    isCommon(i) ? statementsWithText(database, texts[i] ?? "", ids) : new Set(rows.map((row) => row.statement_id)),
  );
  return Promise.all(found);
}

async function statementsWithText(database: Database, text: string, ids: readonly number[]): Promise<Set<number>> {
  const records = await database.query<{ id: number }>(
    sql`/* statements.withText */ SELECT id FROM statement WHERE id = ANY (${ids}::bigint[]) AND ${await matchesText(database, text)}`,
  );
  return new Set(records.map(({ id }) => id));
}

/**
 * Returns the SQL for how well rows with an id match: whole millionths, so that a cursor carries them exactly. The text is read once
 * in each configuration.
 */
export function ranked(rows: Prisma.Sql, text: string): Prisma.Sql {
  return sql`
WITH search AS MATERIALIZED (
  SELECT found.id, configuration, search FROM (${rows}) AS found JOIN statement_search ON statement_id = found.id
), asked AS MATERIALIZED (
  SELECT configuration, search_query(configuration, ${searchable(text)}) AS query
  FROM (SELECT DISTINCT configuration FROM search) AS used
)
SELECT search.id, (1000000 * ts_rank_cd(search.search, asked.query))::int AS rank
FROM search
JOIN asked ON asked.configuration = search.configuration`;
}
