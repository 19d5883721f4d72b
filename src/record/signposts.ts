import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

// A speaker who was merged into another stays as a signpost: a row with its slug and without names, roles or
// statements.

/** Gives the statements of merged speakers, which an undo can bring back, to the speakers that stayed. */
export async function followSignposts(database: Database): Promise<void> {
  await database.query(
    sql`
/* signposts.follow */
UPDATE statement
SET speaker_id = speaker.merged_into_id
FROM speaker
WHERE speaker.id = statement.speaker_id AND speaker.merged_into_id IS NOT NULL`,
  );
}

/** Returns the ids of those speakers that were merged into others, by slug. */
export async function findSignposts(
  database: Database,
  speakers: readonly { slug: string }[],
): Promise<Map<string, number>> {
  const rows = await database.query<{ id: number; slug: string }>(
    sql`
/* signposts.bySlug */
SELECT id, slug
FROM speaker
WHERE merged_into_id IS NOT NULL AND slug = ANY (${speakers.map(({ slug }) => slug)}::text[])`,
  );
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}
