import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Recorder } from "./assertions.ts";

const { sql } = Prisma;

/**
 * Finds or inserts the row of an origin. Until the end of the transaction, triggers log what is overwritten under it.
 */
export async function openRecorder(database: Database, { kind, name, version = "" }: Asserter): Promise<Recorder> {
  const lineage = await database.query<{ id: number; isOwn: boolean }>(
    sql`
/* record.origin */
WITH known AS (
  SELECT id, version FROM origin WHERE kind = ${kind}::"OriginKind" AND name = ${name}
), made AS (
  INSERT INTO origin (kind, name, version)
  SELECT ${kind}::"OriginKind", ${name}, ${version}
  WHERE NOT EXISTS (SELECT FROM known WHERE version = ${version})
  RETURNING id, version
), own AS (
  SELECT id, set_config('onrecord.origin', id::text, TRUE)
  FROM (SELECT * FROM known UNION ALL SELECT * FROM made) AS lineage
  WHERE version = ${version}
)
SELECT id, FALSE AS "isOwn" FROM known WHERE version <> ${version}
UNION ALL
SELECT id, TRUE FROM own`,
  );
  const originId = lineage.find(({ isOwn }) => isOwn)?.id as number;
  return { originId, lineage: lineage.map(({ id }) => id), pending: { ofInserted: [], ofExisting: [] } };
}
