import pg from "pg";
import { rowTypes, utcAddress } from "./session.ts";

export interface PoolOptions {
  /** A `postgres://` address. */
  url: string;
  poolSize: number;
  /** The time after which PostgreSQL cancels a statement; 0 for never. */
  statementTimeoutMs: number;
  /** The time that a statement waits for a connection before the database counts as unavailable: 3 s by default. */
  connectionTimeoutMs?: number;
  /** The name of the sessions in `pg_stat_activity`. */
  applicationName: string;
  /** Called when an idle connection breaks. The pool replaces it. */
  onError: (error: Error) => void;
}

/** The default of `connectionTimeoutMs`. */
export const CONNECTION_TIMEOUT_MS = 3_000;

/** A server that has not even cancelled a statement this long after its timeout will not answer at all. */
const SILENCE_MS = 5_000;

/** The longest that a transaction may stand idle: one whose process has stopped must not keep its locks. */
const IDLE_TRANSACTION_MS = 60_000;

/** Opens the pool that Prisma and hand-written SQL share. It connects when first used. */
export function openPool({
  url,
  poolSize,
  statementTimeoutMs,
  connectionTimeoutMs = CONNECTION_TIMEOUT_MS,
  applicationName,
  onError,
}: PoolOptions): pg.Pool {
  // By default the driver writes instants in the computer's zone, and a column without a zone would keep that.
  pg.defaults.parseInputDatesAsUTC = true;
  const pool = new pg.Pool({
    connectionString: utcAddress(url),
    application_name: applicationName,
    max: poolSize,
    types: rowTypes,
    connectionTimeoutMillis: connectionTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs && statementTimeoutMs + SILENCE_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    keepAlive: true,
  });
  pool.on("error", onError);
  // When a lent connection breaks, its statement already fails with the same error.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}
