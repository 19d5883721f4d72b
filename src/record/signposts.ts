import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

// A speaker that was merged into another stays as a signpost: a row with its slug, and nothing of its own.

/** Gives statements that have come back to a speaker who was merged meanwhile to the one that stayed. */
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
