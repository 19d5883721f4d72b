import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql } = Prisma;

/** A revision that a later change builds on: it changed the same row, and the same columns or all of them. */
export interface Overtaken {
  id: number;
  action: string;
  at: Date;
  by: string;
}

/**
 * Returns the revisions of a change that later changes build on, each with the first of those. A change that was undone since does not
 * count, and neither does its undo: together they did nothing. Assertions do not count, because each origin's are its own.
 */
export async function findOvertaken(database: Database, changeId: number): Promise<Overtaken[]> {
  const idle = await findIdle(database, changeId);
  return database.query<Overtaken>(
    sql`
/* undo.overtaken */
SELECT DISTINCT ON (own.id) own.id, change.action, change.at, origin.name AS by
FROM revision AS own
JOIN revision AS later ON later.table_name = own.table_name AND later.key = own.key AND later.id > own.id
JOIN change ON change.id = later.change_id
JOIN origin ON origin.id = change.origin_id
WHERE own.change_id = ${changeId}
  AND own.table_name <> 'assertion'
  AND later.change_id <> own.change_id
  AND later.change_id <> ALL (${idle}::bigint[])
  AND (
    own.before = '{}' OR own.after IS NULL OR later.before = '{}' OR later.after IS NULL
    OR later.before ?| ARRAY(SELECT jsonb_object_keys(own.before))
  )
ORDER BY own.id, later.id`,
  );
}

/** The later changes that cancel each other: those that were undone, and those that undid them. */
async function findIdle(database: Database, changeId: number): Promise<number[]> {
  const undoings = await database.query<{ id: number; undoes: number }>(
    sql`/* undo.undoings */ SELECT id, undoes_id AS undoes FROM change WHERE undoes_id > ${changeId} ORDER BY id`,
  );
  const undoneBy = new Map(undoings.map(({ id, undoes }) => [undoes, id]));
  const stands = (id: number): boolean => {
    const undoing = undoneBy.get(id);
    return undoing === undefined || !stands(undoing);
  };
  return undoings.flatMap(({ id, undoes }) => (stands(id) ? [id, undoes] : [id]));
}
