import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql } = Prisma;

/**
 * Passes what these origins recorded and others assert too to the oldest of the others. A statement follows its oldest printing, so one
 * whose oldest printing is gone takes the words of the next and, unless a date is stated, the date of that article.
 */
export async function releadStatements(database: Database, originIds: readonly number[]): Promise<void> {
  await relead(database, originIds);
  await database.query(
    sql`
/* imports.undo.inherit */
UPDATE appearance
SET origin_id = heir.origin_id
FROM (
  SELECT subject_id AS id, min(origin_id) AS origin_id
  FROM assertion
  WHERE subject = 'APPEARANCE' AND origin_id <> ALL (${originIds}::bigint[])
    AND subject_id IN (SELECT id FROM appearance WHERE origin_id = ANY (${originIds}::bigint[]))
  GROUP BY subject_id
) AS heir
WHERE appearance.id = heir.id`,
  );
  await database.query(
    sql`
/* imports.undo.pass */
UPDATE statement
SET origin_id = (SELECT origin_id FROM appearance WHERE statement_id = statement.id ORDER BY id LIMIT 1)
WHERE origin_id = ANY (${originIds}::bigint[])`,
  );
}

/** If the oldest printing still belongs to these origins, others assert the same words, and nothing needs to change. */
async function relead(database: Database, originIds: readonly number[]): Promise<void> {
  await database.query(
    sql`
/* imports.undo.relead */
UPDATE statement
SET text = leader.text, kind = leader.kind, language = leader.language,
  (said_at, said_at_precision) = (
    SELECT CASE said_at_basis WHEN 'STATED' THEN statement.said_at ELSE leader.published_at END,
      CASE said_at_basis WHEN 'STATED' THEN statement.said_at_precision ELSE leader.published_at_precision END
  )
FROM (
  SELECT DISTINCT ON (statement_id) statement_id, appearance.text, appearance.kind, appearance.origin_id,
    article.language, article.published_at, article.published_at_precision
  FROM appearance
  JOIN article ON article.id = appearance.article_id
  WHERE statement_id IN (SELECT id FROM statement WHERE origin_id = ANY (${originIds}::bigint[]))
  ORDER BY statement_id, appearance.id
) AS leader
WHERE statement.id = leader.statement_id AND leader.origin_id <> ALL (${originIds}::bigint[])`,
  );
}
