import type { Database } from "../database.ts";
import type { Origin } from "../generated/prisma/client.ts";
import { inKeyOrder } from "./batches.ts";

/** The origins of these ids, in their order. */
export async function findByIds(database: Database, ids: readonly number[]): Promise<(Origin | null)[]> {
  return inKeyOrder(ids, await database.prisma.origin.findMany({ where: { id: { in: [...ids] } } }), ({ id }) => id);
}
