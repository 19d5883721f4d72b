import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { type StatementRow, wholeStatements } from "../statements/rows.ts";

const { sql } = Prisma;

/** Whose statements are looked at; null for everybody's. */
export type SpeakerIds = readonly number[] | null;

/** The most statements that are read to be compared. */
const MOST_READ = 200;

/** The most that are looked at for words in a row, if their pairs of words alone do not say that they stand in a row. */
const MOST_WITH_PAIRS = 2000;

/** The most that a run of words finds; a run that finds more is common, and others tell which statement is meant. */
const MOST_EACH = 200;

/** The index `statement_wording_idx` knows which statements have these numbers. */
const grams = sql`wording_grams(wording(statement.text))`;

function publishedBy(speakerIds: SpeakerIds): Prisma.Sql {
  return speakerIds === null
    ? sql`statement.status = 'PUBLISHED'`
    : sql`statement.status = 'PUBLISHED' AND statement.speaker_id = ANY (${speakerIds}::bigint[])`;
}

/** Finds the published statements that have the words in a row, but for their writing; the newest first. */
export async function findVerbatim(database: Database, quote: string, speakerIds: SpeakerIds): Promise<StatementRow[]> {
  const words = sql`wording(${quote}::text)`;
  const records = await database.query<Record<string, unknown>>(
    sql`
/* verification.verbatim */
SELECT ${wholeStatements.select}
FROM (
  SELECT *
  FROM statement
  WHERE ${publishedBy(speakerIds)} AND ${words} <> '' AND ${grams} @> run_grams(ARRAY[${words}])
  ORDER BY said_at DESC, id DESC
  LIMIT ${MOST_WITH_PAIRS}
) AS statement
WHERE strpos(' ' || wording(statement.text) || ' ', ' ' || ${words} || ' ') > 0
LIMIT ${MOST_READ}`,
  );
  return records.map(wholeStatements.take);
}

/** The words of a quotation as the index has them, which runs of them are looked for. */
export async function indexedWords(database: Database, quote: string): Promise<string[]> {
  const [record] = await database.query<{ words: string[] }>(
    sql`/* verification.words */ SELECT string_to_array(wording(${quote}::text), ' ') AS words`,
  );
  return record?.words ?? [];
}

/**
 * Finds the published statements that have all runs of words of one of the lists; first those that the rarest lists find. With
 * `inRow`, the words of each run must stand in a row; otherwise their pairs, which are nearly as good and cost less.
 */
export async function findByRuns(
  database: Database,
  lists: readonly (readonly string[])[],
  speakerIds: SpeakerIds,
  { inRow }: { inRow: boolean },
): Promise<StatementRow[]> {
  if (lists.length === 0) return [];
  const places = lists.flatMap((runs, place) => runs.map(() => place));
  const withPairs = sql`SELECT id, text FROM statement WHERE ${publishedBy(speakerIds)} AND ${grams} @> list.grams`;
  const few = inRow
    ? sql`
SELECT id
FROM (${withPairs} LIMIT ${MOST_WITH_PAIRS}) AS likely
WHERE (SELECT bool_and(strpos(' ' || wording(likely.text) || ' ', ' ' || run || ' ') > 0) FROM unnest(list.runs) AS run)`
    : withPairs;
  const records = await database.query<Record<string, unknown>>(
    sql`
/* verification.byRuns */
WITH list AS MATERIALIZED (
  SELECT array_agg(run) AS runs, run_grams(array_agg(run)) AS grams
  FROM unnest(${places}::bigint[], ${lists.flat()}::text[]) AS given (place, run)
  GROUP BY place
), likest AS (
  SELECT found.id, sum(1.0 / found.count) AS rarity
  FROM list
  CROSS JOIN LATERAL (SELECT id, count(*) OVER () AS count FROM (${few} LIMIT ${MOST_EACH}) AS few) AS found
  GROUP BY found.id
  ORDER BY rarity DESC, found.id DESC
  LIMIT ${MOST_READ}
)
SELECT ${wholeStatements.select}
FROM likest
JOIN statement ON statement.id = likest.id
ORDER BY likest.rarity DESC, statement.id DESC`,
  );
  return records.map(wholeStatements.take);
}
