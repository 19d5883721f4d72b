import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { passageHolds, spanHolds } from "../passageRule.ts";

const { sql } = Prisma;

/** A passage with the place that it had in its article's body. */
export interface StoredPlace {
  id: number;
  articleId: number;
  exact: string;
  prefix: string;
  suffix: string;
  start: number | null;
  spans: { role: string; start: number; end: number; text: string }[];
  /** Whether the passage and its spans are at their places in the article's stored body. */
  holds: boolean;
  /** The names by which the article may call its speaker: none if nobody is known. */
  names: string[];
  /** Null if the speaker is not known, or is no person. */
  personId: number | null;
}

/** Reads the passages of articles, except for those told. */
export function findPassages(
  database: Database,
  articleIds: readonly number[],
  told: readonly number[],
): Promise<StoredPlace[]> {
  return database.query(
    sql`
/* record.anchors.passages */
SELECT appearance.id, appearance.article_id AS "articleId", appearance.exact, appearance.prefix, appearance.suffix,
  appearance.start_offset AS start, COALESCE(spans.all, '[]') AS spans,
  (${passageHolds} AND COALESCE(spans.hold, TRUE)) AS holds,
  CASE WHEN statement.speaker_id IS NULL THEN array_remove(ARRAY[appearance.attribution_text], NULL)
  ELSE ARRAY(
    SELECT name FROM speaker WHERE id = statement.speaker_id
    UNION ALL
    SELECT name FROM speaker_name WHERE speaker_id = statement.speaker_id
  ) END AS names,
  (SELECT id FROM speaker WHERE id = statement.speaker_id AND kind = 'PERSON') AS "personId"
FROM appearance
JOIN article ON article.id = appearance.article_id
JOIN statement ON statement.id = appearance.statement_id
CROSS JOIN LATERAL (
  SELECT bool_and(${spanHolds}) AS hold,
    jsonb_agg(jsonb_build_object('role', role, 'start', appearance_span.start_offset, 'end', appearance_span.end_offset, 'text', appearance_span.text)) AS all
  FROM appearance_span
  WHERE appearance_span.appearance_id = appearance.id
) AS spans
WHERE appearance.article_id = ANY (${articleIds}::bigint[]) AND appearance.id <> ALL (${told}::bigint[])
ORDER BY appearance.id`,
  );
}

/** A person who speaks in an article, with all their names. */
export interface PersonSpeaking {
  articleId: number;
  personId: number;
  names: string[];
}

/** Reads the people who speak in articles. */
export function findPeopleSpeaking(database: Database, articleIds: readonly number[]): Promise<PersonSpeaking[]> {
  return database.query(
    sql`
/* record.anchors.people */
SELECT speaking.article_id AS "articleId", speaking.speaker_id AS "personId", array_agg(speaker_name.name) AS names
FROM (
  SELECT DISTINCT appearance.article_id, statement.speaker_id
  FROM appearance
  JOIN statement ON statement.id = appearance.statement_id
  JOIN speaker ON speaker.id = statement.speaker_id
  WHERE appearance.article_id = ANY (${articleIds}::bigint[]) AND speaker.kind = 'PERSON'
) AS speaking
JOIN speaker_name ON speaker_name.speaker_id = speaking.speaker_id
GROUP BY speaking.article_id, speaking.speaker_id`,
  );
}
