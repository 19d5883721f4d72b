import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

// What is taken back puts printings where they stood before, one row after the other, and others may stand there by now.

/** Lets two printings of an article have the same place till the end of the transaction. */
export async function deferPositions(database: Database): Promise<void> {
  await database.query(sql`/* positions.defer */ SET CONSTRAINTS appearance_article_id_position_key DEFERRED`);
}

/**
 * Moves printings that have the place of another behind all of their article.
 *
 * @param whose which revisions tell of the printings that are to give way, as a condition
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
  WHERE id IN (SELECT (key ->> 'id')::int FROM revision WHERE table_name = 'appearance' AND ${whose})
    AND EXISTS (
      SELECT
      FROM appearance AS other
      WHERE (other.article_id, other.position) = (own.article_id, own.position) AND other.id <> own.id
    )
) AS moved
WHERE appearance.id = moved.id`,
  );
}
