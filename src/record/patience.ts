import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

/** Lets a transaction pause for as long as it has to, for whoever reads from it or feeds it. */
export async function allowPauses(transaction: Database): Promise<void> {
  await transaction.query(Prisma.sql`/* patience */ SET LOCAL idle_in_transaction_session_timeout = 0`);
}
