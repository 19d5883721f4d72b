import type { Database } from "../../database.ts";
import {
  Prisma,
  type Proposition,
  type Stance,
  type StancePosition,
  type StanceStatus,
} from "../../generated/prisma/client.ts";
import { type FlatRecord, flatRows } from "../lists/flatRows.ts";
import { groupedByKey } from "../lists/inKeyOrder.ts";
import { stanceTable } from "../tables/proposition.ts";

const { sql, raw } = Prisma;

/** What a statement says about a proposition, as somebody judges it. */
export interface StanceRow extends Stance {
  /** Whether a published stance of somebody else judges the same statement otherwise. */
  isDisputed: boolean;
}

/**
 * Returns SQL of the stances that a condition is true of, the latest of each judge: somebody's own judgement and the same one
 * passed on by an import are one judge's. In a past state a judge can have one of each status, on propositions that were merged since.
 */
function latestOfEachJudge(condition: Prisma.Sql): Prisma.Sql {
  const judge = raw("COALESCE(NULLIF(stance.judge, ''), origin.name)");
  return sql`
SELECT DISTINCT ON (stance.statement_id, stance.proposition_id, ${judge}, stance.status) stance.*
FROM stance
JOIN origin ON origin.id = stance.origin_id
WHERE ${condition}
ORDER BY stance.statement_id, stance.proposition_id, ${judge}, stance.status, stance.created_at DESC, stance.id DESC`;
}

/** Returns the condition that a stance has one of the statuses. Only published ones count, wherever statements are found or counted. */
export function hasStanceStatus(statuses: readonly StanceStatus[] = ["PUBLISHED"]): Prisma.Sql {
  return sql`stance.status::text = ANY (${[...new Set(statuses)]}::text[])`;
}

/**
 * Returns SQL of one stance for each statement and proposition (`position`, `note`, `is_disputed`), among the published ones that a
 * condition is true of: the one that most judges see; if as many see another, the one judged last.
 */
export function prevailingStances(condition: Prisma.Sql): Prisma.Sql {
  return sql`
SELECT DISTINCT ON (proposition_id, statement_id) proposition_id, statement_id, position, note,
  count(*) OVER (PARTITION BY proposition_id, statement_id) > 1 AS is_disputed
FROM (
  SELECT proposition_id, statement_id, position, count(*) AS judges, max(created_at) AS judged_at,
    (array_agg(note ORDER BY created_at DESC, id DESC) FILTER (WHERE note IS NOT NULL))[1] AS note
  FROM (${latestOfEachJudge(sql`${hasStanceStatus()} AND ${condition}`)}) AS opinion
  GROUP BY proposition_id, statement_id, position
) AS counted
ORDER BY proposition_id, statement_id, judges DESC, judged_at DESC, position`;
}

/** What a statement counts as saying about a proposition, whoever judges. */
export interface StandingStance {
  position: StancePosition;
  note: string | null;
  proposition: Pick<Proposition, "slug" | "name" | "wikidataId">;
}

/** Returns what each statement counts as saying, by the names of the propositions. */
export async function prevailingOf(database: Database, statementIds: readonly number[]): Promise<StandingStance[][]> {
  const rows = await database.query<
    Omit<StandingStance, "proposition"> & StandingStance["proposition"] & { key: number }
  >(
    sql`
/* stances.prevailing */
SELECT statement_id AS key, position::text AS position, note, slug, name, wikidata_id AS "wikidataId"
FROM (${prevailingStances(sql`stance.statement_id = ANY (${statementIds}::bigint[])`)}) AS prevailing
JOIN proposition ON proposition.id = proposition_id
ORDER BY name COLLATE "C", proposition_id`,
  );
  return groupedByKey(statementIds, rows, ({ key }) => key).map((ofOne) =>
    ofOne.map(({ position, note, slug, name, wikidataId }) => ({
      position,
      note,
      proposition: { slug, name, wikidataId },
    })),
  );
}

/** Returns the stances of each statement that have one of the statuses, one of each judge, by proposition, the oldest first. */
export async function judgementsOf(
  database: Database,
  statementIds: readonly number[],
  statuses: readonly StanceStatus[],
): Promise<StanceRow[][]> {
  const { select, take } = flatRows<Stance>("stance", stanceTable.fields);
  const records = await database.query<FlatRecord>(
    sql`
/* stances.judgements */
WITH opinion AS (${latestOfEachJudge(sql`stance.statement_id = ANY (${statementIds}::bigint[])`)})
SELECT ${select},
  EXISTS (
    SELECT
    FROM opinion AS other
    WHERE (other.statement_id, other.proposition_id) = (stance.statement_id, stance.proposition_id)
      AND other.position <> stance.position AND other.status = 'PUBLISHED'
  ) AS disputed
FROM opinion AS stance
WHERE ${hasStanceStatus(statuses)}
ORDER BY stance.proposition_id, stance.created_at, stance.id`,
  );
  const rows = records.map((record) => ({ ...(take(record) as Stance), isDisputed: record.disputed as boolean }));
  return groupedByKey(statementIds, rows, ({ statementId }) => statementId);
}
