import type { Database } from "../database.ts";
import { Prisma, type StancePosition } from "../generated/prisma/client.ts";
import type { Recorder } from "./assertions.ts";
import { distinct, rowsAsTable } from "./write.ts";

const { sql } = Prisma;

/** A stance to be written. */
export interface GivenStance {
  propositionId: number;
  position: StancePosition;
  note?: string | undefined;
  /** Who judged, if the origin passes on the judgement of another. */
  judge?: string | undefined;
  judgedAt?: Date | undefined;
}

/** A statement, and the stances that a document gives it; undefined if it says nothing about them. */
interface JudgedStatement {
  statementId: number;
  stances: readonly GivenStance[] | undefined;
}

const STANCE_FIELDS = {
  statementId: "bigint",
  propositionId: "bigint",
  position: '"StancePosition"',
  note: "text",
  judge: "text",
  judgedAt: "timestamptz",
} as const;

/**
 * Writes the stances that an origin takes or passes on. Of each judge it has one on each proposition: a later one replaces it,
 * also one of an earlier version of the origin. Stances that the origin no longer gives are deleted, unless the statement has
 * other printings, which may give them. Those of other origins stay.
 *
 * @param elsewhere the statements that have printings outside of this record
 * @returns the ids of the statements whose stances have changed
 */
export async function writeStances(
  database: Database,
  recorder: Recorder,
  statements: readonly JudgedStatement[],
  elsewhere: ReadonlyMap<number, unknown>,
): Promise<ReadonlySet<number>> {
  const told = statements.filter(({ stances }) => stances !== undefined);
  if (told.length === 0) return new Set();
  const given = distinct(
    ["statementId", "propositionId", "judge"],
    told.flatMap(({ statementId, stances = [] }) =>
      stances.map((stance) => ({ ...stance, statementId, judge: stance.judge ?? "" })),
    ),
  );
  const whole = told.flatMap(({ statementId }) => (elsewhere.has(statementId) ? [] : statementId));
  const gone = await removeStances(database, recorder, given, whole);
  return new Set([...gone, ...(await upsertStances(database, recorder, given))]);
}

/** Deletes the stances of the origin that are no longer given, and those that an earlier version of it gave and this one replaces. */
async function removeStances(
  database: Database,
  { originId, lineage }: Recorder,
  given: readonly object[],
  whole: readonly number[],
): Promise<number[]> {
  const rows = await database.query<{ id: number }>(
    sql`
/* record.stance.delete */
WITH given AS (SELECT statement_id, proposition_id, judge FROM ${rowsAsTable(STANCE_FIELDS, given)})
DELETE FROM stance
WHERE origin_id = ANY (${lineage}::bigint[])
  AND CASE WHEN (statement_id, proposition_id, judge) IN (SELECT * FROM given)
    THEN origin_id <> ${originId}::bigint
    ELSE statement_id = ANY (${whole}::bigint[])
  END
  AND statement_id IN (SELECT statement_id FROM given UNION SELECT unnest(${whole}::bigint[]))
RETURNING statement_id AS id`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Inserts stances, or corrects those of the same judge. One that changes nothing is not written, and neither is one on a
 * statement that has been retracted or rejected: a document that still has it is no reason to refuse the document.
 *
 * @returns the ids of the statements whose stances have changed
 */
export async function upsertStances(
  database: Database,
  { originId }: Pick<Recorder, "originId">,
  given: readonly (GivenStance & { statementId: number; judge: string })[],
): Promise<number[]> {
  if (given.length === 0) return [];
  const rows = await database.query<{ id: number }>(
    sql`
/* record.stance */
INSERT INTO stance (statement_id, proposition_id, position, note, judge, origin_id, created_at)
SELECT statement_id, proposition_id, position, note, judge, ${originId}::bigint, COALESCE(judged_at, CURRENT_TIMESTAMP)
FROM ${rowsAsTable(STANCE_FIELDS, given)}
WHERE EXISTS (SELECT FROM statement WHERE statement.id = statement_id AND status IN ('PUBLISHED', 'PROPOSED'))
ORDER BY row_place
ON CONFLICT (statement_id, proposition_id, origin_id, judge) DO UPDATE
SET position = EXCLUDED.position, note = EXCLUDED.note, created_at = EXCLUDED.created_at
WHERE (stance.position, stance.note) IS DISTINCT FROM (EXCLUDED.position, EXCLUDED.note)
RETURNING statement_id AS id`,
  );
  return rows.map(({ id }) => id);
}
