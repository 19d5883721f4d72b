import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

/**
 * Waits until no other transaction writes to the archive; then this one is the only writer until it ends. Two writers
 * who both find the same words new would each insert a statement.
 */
export async function waitForTurn(database: Database): Promise<void> {
  await database.query(Prisma.sql`/* record.wait */ SELECT pg_advisory_xact_lock(hashtext('onrecord.record'))`);
}
