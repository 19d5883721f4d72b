import type { Database } from "../../../database.ts";
import { Prisma } from "../../../generated/prisma/client.ts";
import { orByIds } from "../../lists/fewIds.ts";

const { sql } = Prisma;

/**
 * Returns a condition on the columns of `statement`, for which an index finds the statements that meet it; as `orByIds` does, by id if
 * only a few meet it.
 *
 * @param field the field of the filter, for the name in database logs
 */
export function hasOwnColumn(database: Database, field: string, condition: Prisma.Sql): Promise<Prisma.Sql> {
  return orByIds(database, {
    name: `statements.few.${field}`,
    id: sql`statement.id`,
    condition,
    ids: sql`SELECT statement.id FROM statement WHERE ${condition}`,
  });
}
