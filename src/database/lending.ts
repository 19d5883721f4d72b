import pg from "pg";
import { runCancellable } from "./cancel.ts";
import type { Gate, Share } from "./gate.ts";

/** The work for which statements run. */
export interface Task {
  signal?: AbortSignal | undefined;
  share?: Share | undefined;
}

/** Waits for the asker's turn and keeps the time that the work takes. The server's own work does not wait. */
export async function inTurn<Result>(
  gate: Gate,
  { share, signal }: Task,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!share) return work();
  const leave = await gate.enter(share, signal);
  const began = performance.now();
  try {
    return await work();
  } finally {
    share.heldMs += performance.now() - began;
    leave();
  }
}

/** Runs a statement, and cancels it in PostgreSQL when the signal aborts. Throws like `runCancellable`. */
export async function runStatement(
  client: pg.PoolClient,
  statement: pg.QueryConfig,
  signal?: AbortSignal,
): Promise<pg.QueryResult> {
  return signal ? runCancellable(client, statement, signal) : client.query(statement);
}

/**
 * Lends a connection of the pool for the work, and returns the work's result. A connection that an error has made useless is
 * closed instead of given back. Throws what the work throws, and the signal's reason.
 */
export async function lendOnce<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  signal?.throwIfAborted();
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(!(isOrdinaryError(error) || signal?.aborted === true));
    throw error;
  }
}

/** The server has become a standby: a pool that kept the connection would stay with it after another was promoted. */
const READ_ONLY = "25006";

/** Only an ordinary error of PostgreSQL leaves a connection usable: after "FATAL" the server closes it. */
function isOrdinaryError(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === "ERROR" && error.code !== READ_ONLY;
}
