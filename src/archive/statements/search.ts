import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { searchAlternatives, searchable } from "../../text/webSearch.ts";
import { groupedByKey, inKeyOrder } from "../lists/inKeyOrder.ts";
import { hasCommonPhrase, idsWithCommonPhrases } from "./commonPhrases.ts";
import { orByIds } from "./fewIds.ts";
import { tsquery, usedConfigurations } from "./searchConfigurations.ts";

const { sql, raw } = Prisma;

/** Control characters, which no stored text contains (`is_clean_text`), so a text cannot forge the marks. */
const [START, STOP, SEAM] = ["\u0002", "\u0003", "\u001f"];

/** A text of up to this many characters is its own snippet; cutting it would save nothing. */
const LONGEST_UNCUT = 300;

/** A piece of a snippet, and whether it matches the search. */
export interface SnippetPart {
  text: string;
  isMatch: boolean;
}

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
  const ids = sql`SELECT statement_id FROM statement_search AS search WHERE ${matching}`;
  return orByIds(database, "text", condition, ids);
}

/** Returns which of a few statements have the words of each text, as `matchesText` finds them, in one SQL for nearly all texts. */
export async function idsWithTexts(
  database: Database,
  texts: readonly string[],
  ids: readonly number[],
): Promise<Set<number>[]> {
  const alternatives = texts.map(searchAlternatives);
  const configurations = await usedConfigurations(database, alternatives.flat(2));
  const records = await database.query<{ place: number; statement_id: number }>(
    sql`
/* statements.withTexts */
SELECT given.place, search.statement_id
FROM unnest(${texts.map(searchable)}::text[]) WITH ORDINALITY AS given (text, place)
JOIN statement_search AS search
  ON search.statement_id = ANY (${ids}::int[])
  AND search.search @@ websearch_to_tsquery(search.configuration::regconfig, given.text)`,
  );
  const byPlace = groupedByKey(
    texts.map((_, i) => i + 1),
    records,
    (record) => record.place,
  );
  const isCommon = (i: number) => configurations.some((each) => hasCommonPhrase(each, alternatives[i] ?? []));
  const found = byPlace.map(async (rows, i) =>
    isCommon(i) ? idsOf(database, texts[i] ?? "", ids) : new Set(rows.map((row) => row.statement_id)),
  );
  return Promise.all(found);
}

async function idsOf(database: Database, text: string, ids: readonly number[]): Promise<Set<number>> {
  const records = await database.query<{ id: number }>(
    sql`/* statements.withText */ SELECT id FROM statement WHERE id = ANY (${ids}::int[]) AND ${await matchesText(database, text)}`,
  );
  return new Set(records.map(({ id }) => id));
}

/** Returns the SQL for how well a row of `statement_search` matches: whole millionths, so that a cursor carries them exactly. */
export function rank(text: string): Prisma.Sql {
  const query = sql`websearch_to_tsquery(search.configuration::regconfig, ${searchable(text)})`;
  return sql`(1000000 * ts_rank_cd(search.search, ${query}))::int`;
}

/** Returns the text around the matches, in parts, for each statement in the order of the ids. */
export async function snippetsOf(
  database: Database,
  text: string,
  statementIds: readonly number[],
): Promise<(SnippetPart[] | null)[]> {
  const marks = `StartSel=${START}, StopSel=${STOP}`;
  const options = sql`CASE
    WHEN length(text) <= ${LONGEST_UNCUT} THEN ${`${marks}, HighlightAll=true`}
    ELSE ${`${marks}, MaxWords=40, MinWords=20, ShortWord=0`}
  END`;
  const records = await database.query<{ id: number; snippet: string }>(
    sql`
/* statements.snippets */
SELECT statement.id, ts_headline(configuration::regconfig, spaced(text), websearch_to_tsquery(configuration::regconfig, ${searchable(text)}), ${options}) AS snippet
FROM statement
JOIN statement_search ON statement_search.statement_id = statement.id
WHERE statement.id = ANY (${statementIds}::int[])`,
  );
  return inKeyOrder(statementIds, records, ({ id }) => id).map((record) => record && splitMarks(record.snippet));
}

/** Joins letters that the search had set apart again, and their marks with them. */
function splitMarks(marked: string): SnippetPart[] {
  return marked
    .replaceAll(SEAM, "")
    .replaceAll(`${STOP}${START}`, "")
    .split(START)
    .flatMap((piece, i) => {
      const [first = "", rest] = piece.split(STOP);
      return i === 0
        ? [{ text: first, isMatch: false }]
        : [
            { text: first, isMatch: true },
            { text: rest ?? "", isMatch: false },
          ];
    })
    .filter((part) => part.text !== "");
}
