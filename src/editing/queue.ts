import type { Database } from "../database.ts";

/** The last in line at each database: all requests of a process share its Prisma client. */
const lastInLine = new WeakMap<Database["prisma"], Promise<unknown>>();

/**
 * Does work after all that came before it in this process. Writers take turns anyway (record/turns.ts); one that waits for its turn
 * in the database holds a connection, and fifty that do would leave none to readers.
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
