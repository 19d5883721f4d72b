import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

/** Lifts the limit on how long a transaction may be idle, for transactions that a reader or writer of a file paces. */
export async function allowPauses(transaction: Database): Promise<void> {
  await transaction.query(Prisma.sql`/* patience */ SET LOCAL idle_in_transaction_session_timeout = 0`);
}
