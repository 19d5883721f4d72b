import type { Database } from "../database.ts";
import { Prisma, type Stance } from "../generated/prisma/client.ts";
import { type FlatRecord, flatRows } from "./lists/flatRows.ts";
import { groupedByKey } from "./lists/inKeyOrder.ts";
import { stanceTable } from "./tables/proposition.ts";

const { sql } = Prisma;

/** What a statement says about a proposition, as somebody judges it. */
export interface StanceRow extends Stance {
  /** Whether somebody else judges the same statement otherwise. */
  isDisputed: boolean;
}

/** Returns the stances of each statement, by proposition, the oldest first. */
export async function ofStatements(database: Database, statementIds: readonly number[]): Promise<StanceRow[][]> {
  const { select, take } = flatRows<Stance>("stance", stanceTable.fields);
  const records = await database.query<FlatRecord>(
    sql`
/* stances.ofStatements */
SELECT ${select},
  EXISTS (
    SELECT
    FROM stance AS other
    WHERE (other.statement_id, other.proposition_id) = (stance.statement_id, stance.proposition_id)
      AND other.position <> stance.position
  ) AS disputed
FROM stance
WHERE stance.statement_id = ANY (${statementIds}::int[])
ORDER BY stance.proposition_id, stance.created_at, stance.id`,
  );
  const rows = records.map((record) => ({ ...(take(record) as Stance), isDisputed: record.disputed as boolean }));
  return groupedByKey(statementIds, rows, ({ statementId }) => statementId);
}
