import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { nounRules } from "../../record/check/nouns.ts";
import type { SqlRule } from "../../record/check/sqlRule.ts";
import { statementRules } from "../../record/check/statements.ts";

const { sql, raw } = Prisma;

/** The rules that an undo can break. Values derived by triggers need no check. */
const RULES = [...nounRules, ...statementRules].filter(
  ({ rule }) => !["topic_ancestor", "statement_topic", "statement_printing", "search"].includes(rule),
);

/**
 * Returns a rule that the change in progress breaks in a noun it affects, among the rules that the tables do not enforce; null if it
 * breaks none. Rows that can each be restored may still not fit a noun that others have changed since.
 */
export async function findBrokenRule(database: Database): Promise<string | null> {
  const touched = await database.query<{ table: string; ids: number[] }>(
    sql`
/* undo.touched */
SELECT lower(node::text) AS table, array_agg(DISTINCT node_id) AS ids
FROM revision
WHERE change_id = current_setting('onrecord.change')::bigint AND node_id IS NOT NULL
GROUP BY node
UNION ALL
SELECT 'statement', array_agg(DISTINCT statement_id)
FROM appearance
WHERE id IN (SELECT node_id FROM revision WHERE change_id = current_setting('onrecord.change')::bigint AND node = 'APPEARANCE')
HAVING count(*) > 0`,
  );
  for (const { table, ids } of touched) {
    for (const rule of RULES.filter((known) => known.table === table)) {
      const [broken] = await database.query<{ id: number; message: string }>(
        sql`/* undo.check.${raw(rule.rule)} */ ${checking(rule, ids)}`,
      );
      if (broken) return `a ${table} ${broken.message}`;
    }
  }
  return null;
}

function checking({ broken }: SqlRule, ids: readonly number[]): Prisma.Sql {
  return broken((id) => sql`${id} = ANY (${ids}::bigint[])`);
}
