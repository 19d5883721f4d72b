import { groupedByKey } from "../archive/lists/inKeyOrder.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

/** A stretch of a body in code points. */
type PlacePair = [start: number, end: number];

/** A statement in an article's body, as training reads it (docs/extraction.md). */
export interface ReviewedAttribution {
  content: PlacePair[];
  cue: PlacePair[];
  source: PlacePair[];
  /** The speaker's name; null if nobody is known. */
  speaker: string | null;
  /** What an editor has decided of a proposal; RECORDED if nobody had to decide. */
  review: "ACCEPTED" | "CORRECTED" | "REJECTED" | "RECORDED";
  /** What proposed it, and how sure it was; null if nothing did. */
  extractor: string | null;
  confidence: number | null;
}

/** An article of which proposals were reviewed. */
export interface ReviewedArticle {
  /** Its address. */
  id: string;
  text: string;
  /** Whether none of its proposals still waits for an editor, so that its attributions are complete. */
  isWhole: boolean;
  attributions: ReviewedAttribution[];
  rejected: ReviewedAttribution[];
}

/** A body may have two million characters. */
const REVIEWED_AT_ONCE = 20;

/**
 * Yields the articles whose body is on record and of which an editor has decided on a proposal, in the order of their recording: with
 * every published statement that has a place in the body, and the rejected proposals apart.
 */
export async function* readReviewed(database: Database): AsyncGenerator<ReviewedArticle> {
  let last = 0;
  while (true) {
    const articles = await readReviewedArticles(database, last);
    const ids = articles.map(({ key }) => key);
    const printings = groupedByKey(ids, await readReviewedPrintings(database, ids), ({ articleId }) => articleId);
    for (const [i, { key: _key, ...article }] of articles.entries()) {
      const own = (printings[i] ?? []).map(({ articleId: _id, ...printing }) => printing);
      yield {
        ...article,
        attributions: own.filter(({ review }) => review !== "REJECTED"),
        rejected: own.filter(({ review }) => review === "REJECTED"),
      };
    }
    const next = ids.at(-1);
    if (next === undefined) return;
    last = next;
  }
}

function readReviewedArticles(
  database: Database,
  after: number,
): Promise<(Pick<ReviewedArticle, "id" | "text" | "isWhole"> & { key: number })[]> {
  return database.query(
    sql`
/* reviewed.articles */
SELECT id AS key, url AS id, body AS text,
  NOT EXISTS (SELECT FROM proposal WHERE article_id = article.id AND pending) AS "isWhole"
FROM article
WHERE id > ${after}::bigint AND body IS NOT NULL
  AND id IN (SELECT article_id FROM proposal WHERE NOT pending AND article_id > ${after}::bigint)
ORDER BY id
LIMIT ${REVIEWED_AT_ONCE}`,
  );
}

function readReviewedPrintings(
  database: Database,
  articleIds: readonly number[],
): Promise<(ReviewedAttribution & { articleId: number })[]> {
  const spans = (...roles: string[]) => sql`COALESCE((
    SELECT jsonb_agg(jsonb_build_array(start_offset, end_offset) ORDER BY start_offset)
    FROM appearance_span
    WHERE appearance_id = appearance.id AND role = ANY (${roles}::text[]::"SpanRole"[])
  ), '[]')`;
  return database.query(
    sql`
/* reviewed.printings */
SELECT appearance.article_id AS "articleId",
  CASE WHEN EXISTS (SELECT FROM appearance_span WHERE appearance_id = appearance.id AND role = 'CONTENT')
    THEN ${spans("CONTENT")}
    ELSE jsonb_build_array(jsonb_build_array(appearance.start_offset, appearance.end_offset))
  END AS content,
  ${spans("CUE")} AS cue, ${spans("SPEAKER")} AS source, COALESCE(speaker.name, speaker_name) AS speaker,
  CASE
    WHEN statement.status = 'REJECTED' THEN 'REJECTED'
    WHEN proposal.appearance_id IS NULL THEN 'RECORDED'
    WHEN corrected THEN 'CORRECTED'
    ELSE 'ACCEPTED'
  END AS review,
  extractor, confidence
FROM appearance
JOIN statement ON statement.id = appearance.statement_id
LEFT JOIN proposal ON proposal.appearance_id = appearance.id
LEFT JOIN speaker ON speaker.id = statement.speaker_id
WHERE appearance.article_id = ANY (${articleIds}::bigint[]) AND appearance.start_offset IS NOT NULL
  AND (statement.status = 'PUBLISHED' OR statement.status = 'REJECTED' AND proposal.appearance_id IS NOT NULL)
ORDER BY appearance.article_id, appearance.start_offset, appearance.id`,
  );
}
