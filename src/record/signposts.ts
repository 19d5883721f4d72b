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
