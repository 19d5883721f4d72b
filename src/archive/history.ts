import type { Database } from "../database.ts";
import type { Change } from "../generated/prisma/client.ts";
import { inKeyOrder } from "./batches.ts";

/** A change as the API shows it. */
export type RevisionRow = Change;

/** The changes of these ids, in their order. */
export async function findByIds(database: Database, ids: readonly number[]): Promise<(RevisionRow | null)[]> {
  const rows = await database.prisma.change.findMany({ where: { id: { in: [...ids] } } });
  return inKeyOrder(ids, rows, ({ id }) => id);
}
