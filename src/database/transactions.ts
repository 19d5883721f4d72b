import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";

/** The connection of one of Prisma's transactions; empty once the transaction has ended. */
export interface Borrower {
  client?: pg.PoolClient;
}

/**
 * Lets the caller know on which connection a transaction of Prisma runs, which Prisma itself does not reveal.
 *
 * @returns a function that calls its argument with a borrower, in which the first connection taken from the pool during
 *   that call is noted
 */
export function noteBorrowers(
  pool: pg.Pool,
): <Result>(work: (borrower: Borrower) => Promise<Result>) => Promise<Result> {
  type Callback = Parameters<typeof pool.connect>[0];
  const borrowers = new AsyncLocalStorage<Borrower>();
  const take = pool.connect.bind(pool) as (callback?: Callback) => Promise<pg.PoolClient>;
  const takeNoted = async (): Promise<pg.PoolClient> => {
    const client = await take();
    const borrower = borrowers.getStore();
    if (borrower) {
      borrower.client ??= client;
    }
    return client;
  };
  pool.connect = ((callback?: Callback) => (callback ? take(callback) : takeNoted())) as typeof pool.connect;
  return async (work) => {
    const borrower: Borrower = {};
    try {
      return await borrowers.run(borrower, work, borrower);
    } finally {
      delete borrower.client;
    }
  };
}
