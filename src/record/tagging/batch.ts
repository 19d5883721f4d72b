import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql } = Prisma;

/** Takes up to `most` statements that have changed since they were searched off the list. */
export async function takeDue(database: Database, most: number): Promise<number[]> {
  const rows = await database.query<{ id: number }>(
    sql`
/* tags.due */
DELETE FROM tagging_due
WHERE statement_id IN (SELECT statement_id FROM tagging_due ORDER BY statement_id LIMIT ${most})
RETURNING statement_id AS id`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Adds and deletes tags by text and headline, so that these statements have those of these topics that they mention. A
 * topic that an editor has removed is not added again.
 */
export async function retag(
  database: Database,
  tagsOf: (text: string) => Set<number>,
  statementIds: readonly number[],
  topicIds: readonly number[],
): Promise<{ statements: number; added: number; removed: number }> {
  const tags = await findTags(database, tagsOf, statementIds, new Set(topicIds));
  const held = sql`
ROWS FROM (
  unnest(${tags.map(({ statementId }) => statementId)}::bigint[]),
  unnest(${tags.map(({ topicId }) => topicId)}::bigint[]),
  unnest(${tags.map(({ basis }) => basis)}::"TagBasis"[])
) AS held (statement_id, topic_id, basis)`;
  const [removed] = await database.query<{ count: number }>(
    sql`
/* tags.remove */
WITH removed AS (
  DELETE FROM statement_tag
  WHERE statement_id = ANY (${statementIds}::bigint[]) AND topic_id = ANY (${topicIds}::bigint[]) AND basis <> 'STATED'
    AND (statement_id, topic_id, basis) NOT IN (SELECT statement_id, topic_id, basis FROM ${held})
  RETURNING 1
)
SELECT count(*) AS count FROM removed`,
  );
  const [added] = await database.query<{ count: number }>(
    sql`
/* tags.add */
WITH added AS (
  INSERT INTO statement_tag (statement_id, topic_id, basis)
  SELECT statement_id, topic_id, basis
  FROM ${held}
  WHERE (statement_id, topic_id) NOT IN (
    SELECT statement_id, topic_id FROM tag_removal WHERE statement_id = ANY (${statementIds}::bigint[])
  )
  ON CONFLICT DO NOTHING
  RETURNING 1
)
SELECT count(*) AS count FROM added`,
  );
  return { statements: statementIds.length, added: added?.count ?? 0, removed: removed?.count ?? 0 };
}

interface FoundTag {
  statementId: number;
  topicId: number;
  basis: "TEXT" | "HEADLINE";
}

async function findTags(
  database: Database,
  tagsOf: (text: string) => Set<number>,
  statementIds: readonly number[],
  topicIds: ReadonlySet<number>,
): Promise<FoundTag[]> {
  const texts = await database.query<{ id: number; text: string }>(
    sql`/* tags.texts */ SELECT id, text FROM statement WHERE id = ANY (${statementIds}::bigint[]) ORDER BY id`,
  );
  const headlines = await database.query<{ headline: string; statementIds: number[] }>(
    sql`
/* tags.headlines */
SELECT headline, array_agg(DISTINCT statement_id) AS "statementIds"
FROM appearance
JOIN article ON article.id = article_id
WHERE statement_id = ANY (${statementIds}::bigint[])
GROUP BY headline`,
  );
  const mentioned = (text: string) => [...tagsOf(text)].filter((topicId) => topicIds.has(topicId));
  const ofTexts = texts.flatMap(({ id, text }) =>
    mentioned(text).map((topicId) => ({ statementId: id, topicId, basis: "TEXT" as const })),
  );
  const ofHeadlines = headlines.flatMap(({ headline, statementIds: ids }) =>
    mentioned(headline).flatMap((topicId) =>
      ids.map((statementId) => ({ statementId, topicId, basis: "HEADLINE" as const })),
    ),
  );
  // Two articles of one statement can have the same headline: it is one tag.
  return [...ofTexts, ...new Map(ofHeadlines.map((tag) => [`${tag.statementId} ${tag.topicId}`, tag])).values()];
}
