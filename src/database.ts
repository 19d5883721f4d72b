import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import type { Database } from "./database/contract.ts";
import { openGate } from "./database/gate.ts";
import { inTurn, lendOnce } from "./database/lending.ts";
import { type Listener, openListener } from "./database/listening.ts";
import { noMemory, openMemory } from "./database/memory.ts";
import type { PoolOptions } from "./database/pool.ts";
import { CONNECTION_TIMEOUT_MS, openPool } from "./database/pool.ts";
import { databaseOf, type Scope, transactionScope } from "./database/scope.ts";
import { noteBorrowers } from "./database/transactions.ts";
import { PrismaClient } from "./generated/prisma/client.ts";

export type { Database, QueryOptions, Sql } from "./database/contract.ts";
export type { Share } from "./database/gate.ts";

/** How current a request's answers must be. */
export interface Freshness {
  /**
   * ANY: a replica that keeps up will do. CURRENT: the primary, and a replica only while the primary is away, for somebody who
   * has just written. PRIMARY: nothing else, for a mutation.
   */
  from: "ANY" | "CURRENT" | "PRIMARY";
  /** The place in the primary's log (LSN) that the replica must have reached. */
  after?: string | undefined;
}

/** A streaming replica of the database, from which requests read. */
export interface Replica {
  /** Returns the database for the reading of one request; `reading` may change until its first statement. */
  readFor(reading: Freshness): Database;
  /** The milliseconds by which the replica is behind; null if it cannot be reached. */
  lagMs(): number | null;
  /** Whether requests read from it at the moment. */
  isFit(): boolean;
  close(): Promise<void>;
}

export interface DatabaseConnection extends Database {
  pool: pg.Pool;
  /** Subscribes to announcements of the database, on one connection that the whole process shares. */
  listen: Listener["listen"];
  /** Waits for running statements, then closes every connection. */
  close(): Promise<void>;
}

/** By default Prisma ends a transaction after 5 s; here each statement has its own limit instead. */
const NO_TRANSACTION_TIMEOUT = 2 ** 31 - 1;

export interface ConnectOptions extends PoolOptions {
  /** Whether answers from the small tables are kept in memory: for servers. */
  remember?: boolean;
  /** The address of PostgreSQL itself, for announcements, if `url` is that of a connection pooler. */
  directUrl?: string | undefined;
  /** Whether sessions keep the plans of frequent statements; not through a pooler that pools transactions. */
  preparedStatements?: boolean;
}

/**
 * Opens the database for Prisma and hand-written SQL on one pool.
 *
 * It connects when first used. While the server is away, each statement fails; once it is back, the next statement succeeds.
 */
export function connect(options: ConnectOptions): DatabaseConnection {
  const pool = openPool(options);
  const withBorrower = noteBorrowers(pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: "minimal" });
  const { url, directUrl = url, applicationName, onError, preparedStatements = true } = options;
  const announce = async (channel: string, text: string) =>
    void (await pool.query("/* listening.announce */ SELECT pg_notify($1, $2)", [channel, text]));
  const listener = openListener({ url: directUrl, applicationName, onError, announce });
  const memory = options.remember ? openMemory(listener) : noMemory;
  const patienceMs = options.connectionTimeoutMs ?? CONNECTION_TIMEOUT_MS;
  const gate = openGate({ places: options.poolSize, patienceMs });
  const scope: Scope = {
    memory,
    prepares: preparedStatements,
    prisma,
    lend: async (work, task) => inTurn(gate, task, async () => lendOnce(pool, work, task.signal)),
    transact: async (work, task) =>
      inTurn(gate, task, async () =>
        withBorrower(async (borrower) =>
          prisma.$transaction(
            async (transaction) => work(transactionScope(transaction, borrower, preparedStatements)),
            {
              maxWait: patienceMs * 2,
              timeout: NO_TRANSACTION_TIMEOUT,
            },
          ),
        ),
      ),
  };
  const close = async (): Promise<void> => {
    await listener.close();
    await prisma.$disconnect();
    await pool.end();
  };
  return Object.assign(databaseOf(scope), { pool, listen: listener.listen, close });
}
