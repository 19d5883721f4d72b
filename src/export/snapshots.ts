import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { allowPauses } from "../record/patience.ts";

const { sql } = Prisma;

/** Reads one part of an export: everything that the work reads is of one moment. */
export type ReadPart = <Result>(work: (transaction: Database) => Promise<Result>) => Promise<Result>;

/** Makes a transaction read one state of the archive throughout, however slowly. Must be its first statement. */
export async function keepStill(transaction: Database): Promise<void> {
  await transaction.query(sql`/* dump.snapshot */ SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
  await allowPauses(transaction);
}

/** Returns how the parts of an export are read from a transaction that keeps still: all at the same moment. */
export function atOneMoment(transaction: Database): ReadPart {
  return async (work) => work(transaction);
}

/** Returns how the parts of an export are read one by one, each at a moment of its own, so that no moment has to be kept for long. */
export function momentByMoment(database: Database): ReadPart {
  return async (work) =>
    database.transaction(async (transaction) => {
      await keepStill(transaction);
      return work(transaction);
    });
}
