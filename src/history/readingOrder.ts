import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

// Undoing a change puts printings back in their former positions, one row after the other, and others may have those positions now.

/** Allows two printings of an article to have the same position until the end of the transaction. */
export async function deferPositions(database: Database): Promise<void> {
  await database.query(sql`/* positions.defer */ SET CONSTRAINTS appearance_article_id_position_key DEFERRED`);
}

/**
 * Moves printings that have the position of another behind all other printings of their article.
 *
 * @param whose the condition for the revisions whose printings are moved
 */
export async function partPositions(database: Database, whose: Prisma.Sql): Promise<void> {
  await database.query(
    sql`
/* positions.part */
UPDATE appearance
SET position = moved.position
FROM (
  SELECT own.id,
    (SELECT max(position) FROM appearance WHERE article_id = own.article_id)
      + row_number() OVER (PARTITION BY own.article_id ORDER BY own.position, own.id) AS position
  FROM appearance AS own
  WHERE id IN (SELECT (key ->> 'id')::bigint FROM revision WHERE table_name = 'appearance' AND ${whose})
    AND EXISTS (
      SELECT
      FROM appearance AS other
      WHERE (other.article_id, other.position) = (own.article_id, own.position) AND other.id <> own.id
    )
) AS moved
WHERE appearance.id = moved.id`,
  );
}
