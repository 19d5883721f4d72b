import type { Database } from "../database.ts";

/** The last work in each database's queue: all requests of a process share its Prisma client. */
const lastInLine = new WeakMap<Database["prisma"], Promise<unknown>>();

/**
 * Runs work after all earlier work of this process. Writers take turns anyway (record/turns.ts), but a writer that
 * waits in the database holds a connection, and fifty of them would leave no connection to readers.
 */
export function inLine<Result>(database: Database, work: () => Promise<Result>): Promise<Result> {
  const before = lastInLine.get(database.prisma) ?? Promise.resolve();
  const result = before.then(work);
  lastInLine.set(
    database.prisma,
    result.catch(() => {}),
  );
  return result;
}
