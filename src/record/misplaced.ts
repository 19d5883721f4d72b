import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { passageHolds, spanHolds } from "./passageRule.ts";

const { sql } = Prisma;

/** A passage that does not stand where it is said to. */
export interface Misplaced {
  id: number;
  articleId: number;
  exact: string;
  prefix: string;
  suffix: string;
  start: number | null;
  spans: { role: string; start: number; end: number; text: string }[];
}

/** The passages of the articles that do not hold in their stored bodies, or whose spans do not, each with all its spans. */
export function findMisplaced(database: Database, articleIds: readonly number[]): Promise<Misplaced[]> {
  return database.query(
    sql`
/* record.anchors.lost */
SELECT appearance.id, appearance.article_id AS "articleId", appearance.exact, appearance.prefix, appearance.suffix,
  appearance.start_offset AS start, COALESCE(spans.all, '[]') AS spans
FROM appearance
JOIN article ON article.id = appearance.article_id
CROSS JOIN LATERAL (
  SELECT bool_and(${spanHolds}) AS hold,
    jsonb_agg(jsonb_build_object('role', role, 'start', appearance_span.start_offset, 'end', appearance_span.end_offset, 'text', appearance_span.text)) AS all
  FROM appearance_span
  WHERE appearance_span.appearance_id = appearance.id
) AS spans
WHERE appearance.article_id = ANY (${articleIds}::int[]) AND NOT (${passageHolds} AND COALESCE(spans.hold, TRUE))
ORDER BY appearance.id`,
  );
}

/** Which of the passages have come to stand where another of the same words, by the same speaker, stands in the article. */
export async function findDoubled(database: Database, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await database.query<{ id: number }>(
    sql`
/* record.anchors.doubled */
SELECT moved.id
FROM appearance AS moved
JOIN statement ON statement.id = moved.statement_id
WHERE moved.id = ANY (${ids}::int[]) AND EXISTS (
  SELECT
  FROM appearance AS other
  JOIN statement AS others ON others.id = other.statement_id
  WHERE other.article_id = moved.article_id AND other.id <> moved.id
    AND (other.start_offset, other.exact) = (moved.start_offset, moved.exact)
    AND (others.speaker_id, others.speaker_status) IS NOT DISTINCT FROM (statement.speaker_id, statement.speaker_status)
)`,
  );
  return new Set(rows.map(({ id }) => id));
}
