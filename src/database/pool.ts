import pg from "pg";
import { rowTypes, utcAddress } from "./session.ts";

export interface PoolOptions {
  /** A `postgres://` address. */
  url: string;
  poolSize: number;
  /** After so long PostgreSQL cancels a statement; 0 for never. */
  statementTimeoutMs: number;
  /** What the sessions are called in `pg_stat_activity`. */
  applicationName: string;
  /** Told of connections that broke while nobody used them; they are replaced by themselves. */
  onError: (error: Error) => void;
}

/** How long a statement waits for a connection, new or free, before the database counts as unavailable. */
export const CONNECTION_TIMEOUT_MS = 3_000;

/** A server that has not even cancelled a statement this long after its timeout will not answer any more. */
const SILENCE_MS = 5_000;

/** A transaction whose own process has stopped working on it must not keep its locks for ever. */
const IDLE_TRANSACTION_MS = 60_000;

/** The connections that Prisma and hand-written SQL share; the first is made when first needed. */
export function openPool({ url, poolSize, statementTimeoutMs, applicationName, onError }: PoolOptions): pg.Pool {
  // The driver writes instants in the computer's zone unless told, and a column without a zone would keep that.
  pg.defaults.parseInputDatesAsUTC = true;
  const pool = new pg.Pool({
    connectionString: utcAddress(url),
    application_name: applicationName,
    max: poolSize,
    types: rowTypes,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs && statementTimeoutMs + SILENCE_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    keepAlive: true,
  });
  pool.on("error", onError);
  // A connection that breaks while it is lent fails the statement under way with the same error.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}
