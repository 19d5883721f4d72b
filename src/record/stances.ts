import type { Database } from "../database.ts";
import { Prisma, type StancePosition, type StanceStatus } from "../generated/prisma/client.ts";
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
  /** PROPOSED for an extractor and PUBLISHED for anybody else, if left out. */
  status?: StanceStatus | undefined;
}

/** A stance with everything that identifies it. */
type KeyedStance = GivenStance & { statementId: number; judge: string; status: StanceStatus };

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
  status: '"StanceStatus"',
} as const;

const isOfSameJudge = sql`(stance.statement_id, stance.proposition_id) = (given.statement_id, given.proposition_id)
  AND stance_judge(stance.judge, stance.origin_id) = stance_judge(given.judge, given.origin_id)`;

/**
 * Writes the stances that an origin takes or passes on. Of each judge it has one on each proposition: a later one replaces it,
 * also one of an earlier version of the origin. Stances that the origin no longer gives are deleted, unless the statement has
 * other printings, which may give them. Those of other origins stay.
 *
 * A proposal leaves no trace if something by the same judge on the same proposition is published or was rejected, and neither does
 * anything that contradicts what an editor has decided on this judge's stance.
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
  const byDefault = recorder.kind === "EXTRACTOR" ? "PROPOSED" : "PUBLISHED";
  const given = distinct(
    ["statementId", "propositionId", "judge"],
    told.flatMap(({ statementId, stances = [] }) =>
      stances.map((stance) => ({
        ...stance,
        statementId,
        judge: stance.judge ?? "",
        status: stance.status ?? byDefault,
      })),
    ),
  );
  const decided = await findDecided(database, recorder, given);
  const whole = told.flatMap(({ statementId }) => (elsewhere.has(statementId) ? [] : statementId));
  const gone = await removeStances(database, recorder, { given, decided }, whole);
  const open = given.filter((stance) => !decided.has(stance));
  return new Set([...gone, ...(await upsertStances(database, recorder, open))]);
}

/** Finds the given stances of judges on whose stance somebody has decided otherwise: these are not written. */
async function findDecided(
  database: Database,
  { originId, lineage }: Recorder,
  given: readonly KeyedStance[],
): Promise<ReadonlySet<KeyedStance>> {
  if (given.length === 0) return new Set();
  const rows = await database.query<{ place: number }>(
    sql`
/* record.stance.decided */
SELECT row_place::int - 1 AS place
FROM (SELECT *, ${originId}::bigint AS origin_id FROM ${rowsAsTable(STANCE_FIELDS, given)}) AS given
WHERE EXISTS (
  SELECT
  FROM stance
  WHERE ${isOfSameJudge} AND stance.status NOT IN ('PROPOSED', given.status)
    AND (given.status = 'PROPOSED' OR stance.origin_id <> ALL (${lineage}::bigint[]))
)`,
  );
  return new Set(rows.map(({ place }) => given[place] as KeyedStance));
}

/**
 * Deletes the stances of the origin that are no longer given, and those that an earlier version of it gave and this one replaces. What
 * was decided stays.
 */
async function removeStances(
  database: Database,
  { originId, lineage }: Recorder,
  { given, decided }: { given: readonly KeyedStance[]; decided: ReadonlySet<KeyedStance> },
  whole: readonly number[],
): Promise<number[]> {
  const rows = await database.query<{ id: number }>(
    sql`
/* record.stance.delete */
WITH given AS (SELECT statement_id, proposition_id, judge FROM ${rowsAsTable(STANCE_FIELDS, given)}),
  decided AS (SELECT statement_id, proposition_id, judge FROM ${rowsAsTable(STANCE_FIELDS, [...decided])})
DELETE FROM stance
WHERE origin_id = ANY (${lineage}::bigint[])
  AND CASE WHEN (statement_id, proposition_id, judge) IN (SELECT * FROM given)
    THEN origin_id <> ${originId}::bigint
    ELSE statement_id = ANY (${whole}::bigint[])
  END
  AND (statement_id, proposition_id, judge) NOT IN (SELECT * FROM decided)
  AND statement_id IN (SELECT statement_id FROM given UNION SELECT unnest(${whole}::bigint[]))
RETURNING statement_id AS id`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Inserts stances, or corrects those of the same judge. One that changes nothing is not written, and neither is one on a
 * statement that has been retracted or rejected: a document that still has it is no reason to refuse the document. What waits of the
 * same judge elsewhere goes if this one is published or rejected.
 *
 * @returns the ids of the statements whose stances have changed
 */
export async function upsertStances(
  database: Database,
  { originId }: Pick<Recorder, "originId">,
  given: readonly KeyedStance[],
): Promise<number[]> {
  if (given.length === 0) return [];
  const rows = await database.query<{ id: number }>(
    sql`
/* record.stance */
WITH given AS MATERIALIZED (
  SELECT *, ${originId}::bigint AS origin_id
  FROM ${rowsAsTable(STANCE_FIELDS, given)}
  WHERE EXISTS (SELECT FROM statement WHERE statement.id = statement_id AND statement.status IN ('PUBLISHED', 'PROPOSED'))
), waiting AS (
  DELETE FROM stance
  USING given
  WHERE ${isOfSameJudge} AND stance.status = 'PROPOSED' AND given.status <> 'PROPOSED' AND stance.origin_id <> given.origin_id
  RETURNING stance.statement_id AS id
), written AS (
  INSERT INTO stance (statement_id, proposition_id, position, note, judge, status, origin_id, created_at)
  SELECT statement_id, proposition_id, position, note, judge, status, origin_id, COALESCE(judged_at, CURRENT_TIMESTAMP)
  FROM given
  ORDER BY row_place
  ON CONFLICT (statement_id, proposition_id, origin_id, judge) DO UPDATE
  SET position = EXCLUDED.position, note = EXCLUDED.note, status = EXCLUDED.status, created_at = EXCLUDED.created_at
  WHERE (stance.position, stance.note, stance.status) IS DISTINCT FROM (EXCLUDED.position, EXCLUDED.note, EXCLUDED.status)
  RETURNING statement_id AS id
)
SELECT id FROM waiting UNION ALL SELECT id FROM written`,
  );
  return rows.map(({ id }) => id);
}
