import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** The most ids that cost less to pass on and to sort than a walk past all other statements. */
const FEW = 2000;

/**
 * Returns a condition on the table `statement`. If only a few statements meet it, lists them by id; otherwise returns it
 * unchanged. Checked row by row in the order of the page, a rare condition takes a walk through all statements (half a second
 * for 300,000), and PostgreSQL cannot know beforehand how rare it is, so the ids are looked up first.
 *
 * @param ids the SQL that selects the `statement_id`s that meet the condition, by an index of its own
 */
export async function orByIds(
  database: Database,
  name: string,
  condition: Prisma.Sql,
  ids: Prisma.Sql,
): Promise<Prisma.Sql> {
  const found = await database.query<{ statement_id: number }>(
    sql`/* statements.few.${raw(name)} */ ${ids} ${raw(`LIMIT ${FEW + 1}`)}`,
  );
  return found.length > FEW ? condition : sql`statement.id = ANY (${found.map((row) => row.statement_id)}::bigint[])`;
}
