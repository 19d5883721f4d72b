import type { Database } from "../../../database.ts";
import { Prisma } from "../../../generated/prisma/client.ts";
import { orByIds } from "../../lists/fewIds.ts";

const { sql, raw } = Prisma;

/** A table whose rows are about a statement, by its column `statement_id`. */
type OwnTable = "stance" | "statement_link" | "statement_party" | "statement_topic";

/**
 * Returns the condition that a statement has a row of its own, in such a table, for which `isMeant` holds; as `orByIds` does, by id if
 * only a few statements have one.
 *
 * @param field the field of the filter, for the name in database logs
 */
export async function hasOwnRow(
  database: Database,
  field: string,
  table: OwnTable,
  isMeant: Prisma.Sql,
): Promise<Prisma.Sql> {
  const own = raw(table);
  return orByIds(database, {
    name: `statements.few.${field}`,
    id: sql`statement.id`,
    // OFFSET 0 makes PostgreSQL run the subquery for each row of a page; otherwise it would first join the whole archive.
    condition: sql`EXISTS (
  SELECT FROM ${own} WHERE ${own}.statement_id = statement.id AND ${isMeant} OFFSET 0
)`,
    // Not DISTINCT: that would read all rows before the first comes.
    ids: sql`SELECT statement_id AS id FROM ${own} WHERE ${isMeant}`,
  });
}
