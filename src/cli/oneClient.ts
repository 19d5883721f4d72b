import type pg from "pg";
import type { DatabaseConnection } from "../database.ts";
import { withArchive } from "./archive.ts";
import { INTERRUPTED, interruptible } from "./interrupt.ts";

/** What a command works on: the archive, and one connection to it. */
interface OneClient {
  client: pg.PoolClient;
  url: string;
  database: DatabaseConnection;
}

/** Opens the archive and one connection, which is closed at the signal, and does the work. */
export async function withClient<Result>(
  without: "REFUSE" | "MAKE",
  signal: AbortSignal,
  work: (open: OneClient) => Promise<Result>,
): Promise<Result> {
  return withArchive(async ({ url, database }) => {
    const client = await database.pool.connect();
    // A statement may wait long for a lock; when its connection is closed, it fails at once.
    const hangUp = (): void => void client.end().catch(() => {});
    signal.addEventListener("abort", hangUp);
    let failed = true;
    try {
      const result = await work({ client, url, database });
      failed = false;
      return result;
    } finally {
      signal.removeEventListener("abort", hangUp);
      // A connection in the midst of a COPY is of no more use.
      client.release(failed);
    }
  }, without);
}

/** Does work that Ctrl-C stops by the signal: the exit code is then 130, and no error is shown. */
export async function untilStopped(message: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  await interruptible(message, async (signal) => {
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      process.exitCode = INTERRUPTED;
    }
  });
}
