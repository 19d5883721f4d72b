import type { Database } from "../database.ts";
import { Prisma, type Stance } from "../generated/prisma/client.ts";
import { type FlatRecord, flatRows } from "./lists/flatRows.ts";
import { groupedByKey } from "./lists/inKeyOrder.ts";
import { stanceTable } from "./tables/proposition.ts";

const { sql, raw } = Prisma;

/** What a statement says about a proposition, as somebody judges it. */
export interface StanceRow extends Stance {
  /** Whether somebody else judges the same statement otherwise. */
  isDisputed: boolean;
}

/**
 * Returns SQL of the stances that a condition is true of, the latest of each judge: somebody's own judgement and the same one
 * passed on by an import are one judge's.
 */
export function latestOfEachJudge(condition: Prisma.Sql): Prisma.Sql {
  const judge = raw("COALESCE(NULLIF(stance.judge, ''), origin.name)");
  return sql`
SELECT DISTINCT ON (stance.statement_id, stance.proposition_id, ${judge}) stance.*
FROM stance
JOIN origin ON origin.id = stance.origin_id
WHERE ${condition}
ORDER BY stance.statement_id, stance.proposition_id, ${judge}, stance.created_at DESC, stance.id DESC`;
}

/** Returns the stances of each statement, one of each judge, by proposition, the oldest first. */
export async function ofStatements(database: Database, statementIds: readonly number[]): Promise<StanceRow[][]> {
  const { select, take } = flatRows<Stance>("stance", stanceTable.fields);
  const records = await database.query<FlatRecord>(
    sql`
/* stances.ofStatements */
WITH opinion AS (${latestOfEachJudge(sql`stance.statement_id = ANY (${statementIds}::int[])`)})
SELECT ${select},
  EXISTS (
    SELECT
    FROM opinion AS other
    WHERE (other.statement_id, other.proposition_id) = (stance.statement_id, stance.proposition_id)
      AND other.position <> stance.position
  ) AS disputed
FROM opinion AS stance
ORDER BY stance.proposition_id, stance.created_at, stance.id`,
  );
  const rows = records.map((record) => ({ ...(take(record) as Stance), isDisputed: record.disputed as boolean }));
  return groupedByKey(statementIds, rows, ({ statementId }) => statementId);
}
