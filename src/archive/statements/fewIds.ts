import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** So many ids cost less to hand over and to sort than what walking past all others would. */
const FEW = 2000;

/**
 * A condition on the table `statement`: by their ids where it is true of few, else as it stands. Asked row by row in the order
 * of the page, what few statements have takes a walk through all of them (of 300,000, half a second); PostgreSQL cannot
 * know beforehand how few they are, so they are looked up first.
 *
 * @param ids the SQL of the `statement_id`s that the condition is true of, which has an index of its own
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
  return found.length > FEW ? condition : sql`statement.id = ANY (${found.map((row) => row.statement_id)}::int[])`;
}
