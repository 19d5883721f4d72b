import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { type CopiedRows, copyRows } from "./database/copy.ts";
import { openGate, type Share } from "./database/gate.ts";
import { inTurn, lendOnce, runStatement, type Task } from "./database/lending.ts";
import { type Listener, openListener } from "./database/listening.ts";
import { type Memory, noMemory, openMemory } from "./database/memory.ts";
import { planName } from "./database/plans.ts";
import type { PoolOptions } from "./database/pool.ts";
import { CONNECTION_TIMEOUT_MS, openPool } from "./database/pool.ts";
import { rowTypes, rowTypesWithText } from "./database/session.ts";
import type { Borrower } from "./database/transactions.ts";
import { noteBorrowers } from "./database/transactions.ts";
import type { Prisma } from "./generated/prisma/client.ts";
import { PrismaClient } from "./generated/prisma/client.ts";

export type { Share } from "./database/gate.ts";

/** A statement with its parameters kept apart, as the tagged template `Prisma.sql` makes it. */
export type Sql = Prisma.Sql;

export interface QueryOptions {
  prepare?: boolean;
  instants?: "text" | undefined;
}

/** The archive's database, or a transaction in it. */
export interface Database {
  /** Prisma's client for writes, look-ups by id and simple reads. Bounded by the statement timeout; signals do not cancel it. */
  readonly prisma: Prisma.TransactionClient;

  /**
   * Runs one hand-written statement. `int8` is returned as a number, `timestamptz` as a Date, and `date` and `numeric`
   * as text.
   *
   * @param options.instants "text" returns `timestamptz` as ISO 8601 text, for rows that are written out unchanged
   * @param options.prepare whether each connection keeps the statement's plan: only for statements with few shapes of text
   *   whose best plan does not depend on the parameters
   * @throws pg.DatabaseError of PostgreSQL, with code 57014 after the statement timeout; RangeError for an `int8` that a
   *   number would round (beyond 2^53); other errors if the server cannot be reached
   */
  query<Row>(sql: Sql, options?: QueryOptions): Promise<Row[]>;

  /** Inserts any number of new rows by COPY. Bounded like `prisma`; throws like `query`. */
  copy(rows: CopiedRows): Promise<void>;

  /**
   * Returns what `load` reads from the small tables (sources, speakers, topics, with their names, roles and hierarchy). If
   * the connection keeps a memory, the answer comes from there; every change of these tables empties it. Callers must not
   * alter the answer.
   */
  remembered<Answer>(key: string, load: () => Promise<Answer>): Promise<Answer>;

  /** Does the same for many keys of one kind: `load` reads the unknown ones and returns answers in their order. */
  rememberedEach<Key extends string | number, Answer>(
    kind: string,
    keys: readonly Key[],
    load: (missing: Key[]) => Promise<Answer[]>,
  ): Promise<Answer[]>;

  /** Empties that memory at once, before the announcement arrives: for callers that have just changed these tables. */
  forget(): void;

  /**
   * Runs the work in one transaction, to which `prisma` and `query` of the Database passed to it are bound. It is committed
   * when the work succeeds and rolled back when it throws. Within a transaction it opens a savepoint, which is rolled back
   * by itself.
   */
  transaction<Result>(work: (transaction: Database) => Promise<Result>): Promise<Result>;

  /**
   * Returns the same database for one task: when the signal aborts, a running statement of `query` is cancelled in
   * PostgreSQL, and it and all later ones reject with the signal's reason.
   */
  withSignal(signal: AbortSignal): Database;

  /**
   * Returns the same database for the work of one asker, whose statements take turns with those of others (`openGate`), and
   * for which the time is kept that they hold connections.
   */
  withShare(share: Share): Database;
}

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

/** The connections behind a Database: the pool, or the one connection of a transaction. */
interface Scope {
  memory: Memory;
  /** Whether the connections keep plans. */
  prepares: boolean;
  prisma: Prisma.TransactionClient;
  /** Lends a connection for one statement. */
  lend<Result>(work: (client: pg.PoolClient) => Promise<Result>, task: Task): Promise<Result>;
  transact<Result>(work: (scope: Scope) => Promise<Result>, task: Task): Promise<Result>;
}

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

function databaseOf(scope: Scope, task: Task = {}): Database {
  const { signal } = task;
  return {
    prisma: scope.prisma,
    query: async <Row>(sql: Sql, { prepare = false, instants }: QueryOptions = {}) => {
      const { text, values } = sql;
      const types = instants === "text" ? rowTypesWithText : rowTypes;
      const statement = { text, values, name: prepare && scope.prepares ? planName(text) : undefined, types };
      const { rows } = await scope.lend((client) => runStatement(client, statement, signal), task);
      return rows as Row[];
    },
    copy: async (rows) => scope.lend((client) => copyRows(client, rows), task),
    remembered: scope.memory.remember,
    rememberedEach: scope.memory.rememberEach,
    forget: scope.memory.forget,
    transaction: async (work) => scope.transact(async (inner) => work(databaseOf(inner, task)), task),
    withSignal: (next) => databaseOf(scope, { ...task, signal: signal ? AbortSignal.any([signal, next]) : next }),
    withShare: (share) => databaseOf(scope, { ...task, share }),
  };
}

/**
 * Runs hand-written SQL on the connection on which Prisma has begun the transaction. Prisma's `$queryRaw` would return other
 * types than `query`, is slower, and cannot be cancelled.
 */
function transactionScope(prisma: Prisma.TransactionClient, borrower: Borrower, prepares: boolean): Scope {
  // The driver takes one statement at a time on a connection; work that is asked for meanwhile waits for its turn.
  let last: Promise<unknown> = Promise.resolve();
  const lend: Scope["lend"] = (work, { signal }) => {
    const turn = last.then(() => {
      if (!borrower.client) throw new Error("This transaction is over.");
      signal?.throwIfAborted();
      return work(borrower.client);
    });
    last = turn.catch(() => {});
    return turn;
  };
  const execute = async (text: string) => lend((client) => client.query({ text }), {});
  const scope: Scope = {
    memory: noMemory,
    prepares,
    prisma,
    lend,
    transact: async (work) => {
      await execute("SAVEPOINT part");
      try {
        const result = await work(scope);
        await execute("RELEASE SAVEPOINT part");
        return result;
      } catch (error) {
        // A lost connection has rolled back everything already; the first error is the one that counts.
        await execute("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part").catch(() => {});
        throw error;
      }
    },
  };
  return scope;
}
