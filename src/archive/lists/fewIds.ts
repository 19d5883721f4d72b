import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** The most ids that cost less to pass on and to sort than a walk past all other rows. */
const FEW = 2000;

/** A condition on the rows of a list, in two forms. */
export interface EitherForm {
  /** The name in database logs: `statements.few.text`. */
  name: string;
  /** The column of the list's ids: `statement.id`. */
  id: Prisma.Sql;
  /** The condition, to be checked row by row. */
  condition: Prisma.Sql;
  /** The SQL that selects as `id` the ids of the rows that meet it, by an index of its own. */
  ids: Prisma.Sql;
}

/**
 * Returns a condition. If only a few rows meet it, lists them by id; otherwise returns it unchanged. Checked row by row in the
 * order of the page, a rare condition takes a walk through all rows (half a second for 300,000 statements), and PostgreSQL cannot
 * know beforehand how rare it is, so the ids are looked up first.
 */
export async function orByIds(database: Database, { name, id, condition, ids }: EitherForm): Promise<Prisma.Sql> {
  const found = await database.query<{ id: number }>(sql`/* ${raw(name)} */ ${ids} ${raw(`LIMIT ${FEW + 1}`)}`);
  return found.length > FEW ? condition : sql`${id} = ANY (${found.map((row) => row.id)}::bigint[])`;
}
