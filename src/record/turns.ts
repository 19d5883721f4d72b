import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

/**
 * Waits, in a transaction, until no other writer of the archive is under way, and is the one writer until it ends: two that
 * find the same words new would both make a statement of them.
 */
export async function waitForTurn(database: Database): Promise<void> {
  await database.query(Prisma.sql`/* record.wait */ SELECT pg_advisory_xact_lock(hashtext('onrecord.record'))`);
}
