import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { passageHolds, spanHolds } from "./passageRule.ts";

const { sql } = Prisma;

/** A passage that is not at its stored place. */
export interface Misplaced {
  id: number;
  articleId: number;
  exact: string;
  prefix: string;
  suffix: string;
  start: number | null;
  spans: { role: string; start: number; end: number; text: string }[];
}

/** Finds the passages that are not, or whose spans are not, at their places in the articles' stored bodies. */
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
