import pg from "pg";

/** The advisory lock by which processes that share an embedded server know of each other ("lease" in ASCII). */
const LOCK = 0x6c65617365;

/** A session that keeps the embedded server running for this process. */
export interface Lease {
  /** Ends the session; when no other process holds a lease, `halt` is called to stop the server first. */
  leave(halt: () => Promise<void>): Promise<void>;
}

/**
 * Takes a lease on an embedded server: a session of its own that shares one advisory lock with every other lease.
 *
 * Whoever leaves and can then have the lock alone is the last and stops the server; a newcomer waits for the lock
 * meanwhile and is turned away by the stopping server. PostgreSQL drops the lock of a killed process by itself.
 *
 * @param onLost called once when the session ends without our leaving
 * @throws Error of the server or the socket when no lease can be had
 */
export async function takeLease(url: string, onLost: () => void): Promise<Lease> {
  const session = new pg.Client({
    connectionString: url,
    application_name: "onrecord lease",
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  let left = false;
  // Without a listener the error ends the process; "end" follows it and says all that matters.
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
    // The server is gone already: nothing is left to stop.
    return false;
  }
}
