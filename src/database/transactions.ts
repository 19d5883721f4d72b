import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";

/** The connection that one of Prisma's transactions runs on, as long as it runs. */
export interface Borrower {
  client?: pg.PoolClient;
}

/**
 * Makes the pool tell which connection each transaction of Prisma runs on, since Prisma does not.
 *
 * @returns a function that calls its argument with a borrower, which notes the first connection taken from the pool in
 *   the course of that call
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
