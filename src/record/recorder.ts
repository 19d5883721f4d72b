import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Recorder } from "./assertions.ts";

const { sql } = Prisma;

/**
 * Finds or inserts the row of an origin. Until the end of the transaction, triggers log what is overwritten under it.
 */
export async function openRecorder(database: Database, asserter: Asserter): Promise<Recorder> {
  const { kind, name, version = "" } = asserter;
  const lineage = await database.query<{ id: number; isOwn: boolean }>(
    sql`
/* record.origin */
WITH RECURSIVE ${lineageOf(asserter)}, known AS (
  SELECT id FROM origin WHERE kind = ${kind}::"OriginKind" AND name = ${name} AND version = ${version}
), made AS (
  INSERT INTO origin (kind, name, version)
  SELECT ${kind}::"OriginKind", ${name}, ${version}
  WHERE NOT EXISTS (SELECT FROM known)
  RETURNING id
), own AS (
  SELECT id, set_config('onrecord.origin', id::text, TRUE)
  FROM (SELECT * FROM known UNION ALL SELECT * FROM made) AS either
)
SELECT id, FALSE AS "isOwn" FROM lineage WHERE id NOT IN (SELECT id FROM known)
UNION ALL
SELECT id, TRUE FROM own`,
  );
  const originId = lineage.find(({ isOwn }) => isOwn)?.id as number;
  return { originId, kind, lineage: lineage.map(({ id }) => id), pending: { ofInserted: [], ofExisting: [] } };
}

/**
 * Returns SQL of a table `lineage (id)` for WITH RECURSIVE: the origins of which this one is a version. They have its kind and
 * name, or are files of an import that it replaces, or that one of them has replaced.
 */
export function lineageOf({ kind, name, replaces }: Asserter): Prisma.Sql {
  const replaced = (importId: Prisma.Sql) => sql`
  SELECT earlier.id
  FROM import_file
  JOIN origin ON origin.id = import_file.origin_id
  JOIN origin AS earlier ON (earlier.kind, earlier.name) = (origin.kind, origin.name)
  WHERE import_file.import_id = ${importId}`;
  return sql`lineage (id) AS (
  (SELECT id FROM origin WHERE kind = ${kind}::"OriginKind" AND name = ${name}
  UNION ${replaced(sql`${replaces ?? null}::bigint`)})
  UNION
  SELECT earlier.id
  FROM lineage
  JOIN import_file AS file ON file.origin_id = lineage.id
  JOIN import ON import.id = file.import_id
  CROSS JOIN LATERAL (${replaced(sql`import.replaces_id`)}) AS earlier
)`;
}
