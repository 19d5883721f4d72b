import type { Database } from "../database.ts";
import { Prisma, type Speaker } from "../generated/prisma/client.ts";
import { DEFAULT_PAGE, readPageSize } from "./lists/page.ts";
import { isStanding, standingId } from "./names/standing.ts";
import * as speakers from "./speakers.ts";

const { sql } = Prisma;

/** Two speakers that may be the same; the one with more statements comes first. */
export interface MergeSuggestion {
  speakers: Speaker[];
  reason: "SAME_NAME" | "LIKE_NAME";
  /** The similarity of their most similar names; 1 if they share a name. */
  likeness: number;
}

interface SpeakerPair {
  one: number;
  other: number;
  likeness: number;
}

/** A name borne by more speakers than this ("Smith") says nothing about any two of them. */
const MOST_BEARERS = 10;

/** Similar names are looked for only for the newest speakers, since each name costs a search of the index. */
const MOST_RECENT_SPEAKERS = 50;

/** In pg_trgm's similarity: "Recep Tayyip Erdogan" and "Tayyip Erdogan" (0.71) are similar, "Anna Weber" and "Anna Huber" (0.47) are not. */
const LEAST_NAME_LIKENESS = 0.6;

/**
 * Returns pairs of speakers of the same kind that may be the same: first pairs that share a name, the newest first, then the newest 50
 * speakers with those whose names are similar, the most similar first. Pairs that somebody has rejected are left out.
 *
 * @throws InputError for a number that no page has
 */
export async function suggestMerges(database: Database, most: number | null | undefined): Promise<MergeSuggestion[]> {
  const first = readPageSize("first", most) ?? DEFAULT_PAGE;
  const same = await database.query<SpeakerPair>(
    sql`/* speakers.sameNames */ ${pairsOf(sharedNames)} ORDER BY other DESC, one DESC LIMIT ${first}`,
  );
  const like = same.length < first ? await findLike(database, first - same.length, same) : [];
  return describeSuggestions(database, [
    ...same.map((pair) => ({ ...pair, reason: "SAME_NAME" as const })),
    ...like.map((pair) => ({ ...pair, reason: "LIKE_NAME" as const })),
  ]);
}

const sharedNames = sql`
SELECT own.speaker_id AS one, like_it.speaker_id AS other, 1::float8 AS likeness
FROM (
  SELECT normalized FROM speaker_name GROUP BY normalized HAVING count(*) BETWEEN 2 AND ${MOST_BEARERS}
) AS shared
JOIN speaker_name AS own ON own.normalized = shared.normalized
JOIN speaker_name AS like_it ON like_it.normalized = shared.normalized AND like_it.speaker_id > own.speaker_id`;

const likeNames = sql`
SELECT LEAST(own.speaker_id, like_it.speaker_id) AS one, GREATEST(own.speaker_id, like_it.speaker_id) AS other,
  similarity(own.normalized, like_it.normalized)::float8 AS likeness
FROM (SELECT id FROM speaker WHERE ${isStanding("speaker")} ORDER BY id DESC LIMIT ${MOST_RECENT_SPEAKERS}) AS newest
JOIN speaker_name AS own ON own.speaker_id = newest.id
CROSS JOIN LATERAL (
  SELECT speaker_id, normalized FROM speaker_name WHERE normalized % own.normalized AND speaker_id <> own.speaker_id
  OFFSET 0
) AS like_it`;

/** Runs in a transaction, because the operator % takes its threshold from a session variable. */
function findLike(database: Database, most: number, known: readonly SpeakerPair[]): Promise<SpeakerPair[]> {
  return database.transaction(async (transaction) => {
    await transaction.query(
      sql`/* speakers.likeness */ SELECT set_config('pg_trgm.similarity_threshold', ${String(LEAST_NAME_LIKENESS)}, TRUE)`,
    );
    const isKnown = sql`(pair.one, pair.other) IN (SELECT * FROM unnest(${known.map(({ one }) => one)}::bigint[], ${known.map(({ other }) => other)}::bigint[]))`;
    return transaction.query<SpeakerPair>(
      sql`/* speakers.likeNames */ ${pairsOf(likeNames)} HAVING max(pair.likeness) < 1 AND NOT ${isKnown} ORDER BY likeness DESC, other DESC, one DESC LIMIT ${most}`,
    );
  });
}

/** Keeps each pair once, if of one kind and not rejected. A rejection still holds after one of the two is merged into a third. */
function pairsOf(candidates: Prisma.Sql): Prisma.Sql {
  return sql`
WITH rejected AS (
  SELECT ${standingId("speaker", "one")} AS one, ${standingId("speaker", "other")} AS other
  FROM merge_rejection
  JOIN speaker AS one ON one.id = merge_rejection.speaker_id
  JOIN speaker AS other ON other.id = merge_rejection.other_id
)
SELECT pair.one, pair.other, max(pair.likeness) AS likeness
FROM (${candidates}) AS pair
JOIN speaker AS speaker_one ON speaker_one.id = pair.one
JOIN speaker AS speaker_other ON speaker_other.id = pair.other
WHERE speaker_one.kind = speaker_other.kind
  AND (speaker_one.wikidata_id IS NULL OR speaker_other.wikidata_id IS NULL)
  AND NOT EXISTS (
    SELECT FROM rejected WHERE (rejected.one, rejected.other) IN ((pair.one, pair.other), (pair.other, pair.one))
  )
GROUP BY pair.one, pair.other`;
}

async function describeSuggestions(
  database: Database,
  pairs: readonly (SpeakerPair & Pick<MergeSuggestion, "reason">)[],
): Promise<MergeSuggestion[]> {
  const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const rows = await speakers.findByIds(database, ids);
  const byId = new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  const counts = await countStatementsUpToLimit(database, ids);
  const more = (one: Speaker, other: Speaker) => (counts.get(other.id) ?? 0) - (counts.get(one.id) ?? 0);
  return pairs.map(({ one, other, reason, likeness }) => ({
    speakers: [one, other].flatMap((id) => byId.get(id) ?? []).sort(more),
    reason,
    likeness,
  }));
}

/** Counts the statements of each speaker, up to a thousand, which is enough to tell the larger from the smaller. */
async function countStatementsUpToLimit(database: Database, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await database.query<{ id: number; count: number }>(
    sql`
/* speakers.statementCounts */
SELECT given.id, counted.count::int
FROM unnest(${ids}::bigint[]) AS given (id)
CROSS JOIN LATERAL (
  SELECT count(*) FROM (SELECT FROM statement WHERE speaker_id = given.id LIMIT 1000) AS own
) AS counted`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
