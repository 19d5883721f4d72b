import pg from "pg";

/** The advisory lock that shows processes sharing an embedded server whether there are others ("lease" in ASCII). */
const LOCK = 0x6c65617365;

/** A session that keeps the embedded server running for this process. */
export interface Lease {
  /** Ends the session. If no other process holds a lease, first calls `halt` to stop the server. */
  leave(halt: () => Promise<void>): Promise<void>;
}

/**
 * Takes a lease on an embedded server: a separate session that shares one advisory lock with all other leases.
 *
 * A process that leaves and can then take the lock alone is the last one, and stops the server. A newcomer waits for
 * the lock in the meantime, until the stopping server ends its session. PostgreSQL releases a killed process's lock.
 *
 * @param onLost called once if the session ends before `leave` was called
 * @throws Error of the server or the socket if the lease fails
 */
export async function takeLease(url: string, onLost: () => void): Promise<Lease> {
  const session = new pg.Client({
    connectionString: url,
    application_name: "onrecord lease",
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  let left = false;
  // Without a listener the error would end the process. The event "end" follows it, and that is the one we handle.
  session.on("error", () => {});
  try {
    await session.connect();
    await session.query("SELECT pg_advisory_lock_shared($1)", [LOCK]);
  } catch (error) {
    await session.end();
    throw error;
  }
  session.once("end", () => {
    if (!left) {
      onLost();
    }
  });
  return {
    leave: async (halt) => {
      left = true;
      try {
        if (await isLast(session)) {
          await halt();
        }
      } finally {
        await session.end();
      }
    },
  };
}

async function isLast(session: pg.Client): Promise<boolean> {
  try {
    await session.query("SELECT pg_advisory_unlock_shared($1)", [LOCK]);
    const { rows } = await session.query<{ last: boolean }>("SELECT pg_try_advisory_lock($1) AS last", [LOCK]);
    return rows[0]?.last === true;
  } catch {
    // The server has already ended: nothing is left to stop.
    return false;
  }
}
