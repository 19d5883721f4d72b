import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { runCancellable } from "./database/cancel.ts";
import { type CopiedRows, copyRows } from "./database/copy.ts";
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

/** A statement with its parameters apart: what the tagged template `Prisma.sql` makes. */
export type Sql = Prisma.Sql;

export interface QueryOptions {
  prepare?: boolean;
  instants?: "text" | undefined;
}

/** The archive's database, or a transaction in it. */
export interface Database {
  /** The model: writes, look-ups by id, simple reads. Bounded by the statement timeout; signals do not reach it. */
  readonly prisma: Prisma.TransactionClient;

  /**
   * Runs one hand-written statement. `int8` comes as a number (a bigint beyond 2^53), `timestamptz` as a Date, `date`
   * and `numeric` as text.
   *
   * @param options.instants "text": `timestamptz` comes as the ISO 8601 text that its Date would write instead, for rows that
   *   are written out as they are
   *
   * @param options.prepare whether each connection keeps the statement's plan: only for few shapes of text, and only for
   *   those whose best plan does not depend on the parameters
   * @throws pg.DatabaseError of PostgreSQL, with code 57014 when the statement timeout struck; other errors when the
   *   server cannot be reached
   */
  query<Row>(sql: Sql, options?: QueryOptions): Promise<Row[]>;

  /** Inserts rows that are not there yet, however many, by COPY. Bounded like `prisma`; throws like `query`. */
  copy(rows: CopiedRows): Promise<void>;

  /**
   * What `load` answers about the small tables (sources, speakers, topics, with their names, roles and hierarchy): from this
   * process's memory where the connection keeps one, which every change of these tables empties. Not to be altered.
   */
  remembered<Answer>(key: string, load: () => Promise<Answer>): Promise<Answer>;

  /** `remembered` for many keys of one kind: `load` is asked for those that are not known, and answers in their order. */
  rememberedEach<Key extends string | number, Answer>(
    kind: string,
    keys: readonly Key[],
    load: (missing: Key[]) => Promise<Answer[]>,
  ): Promise<Answer[]>;

  /** Forgets what is remembered, before the announcement of a change comes round: for whoever has just made one. */
  forget(): void;

  /**
   * Everything in one transaction: `prisma` and `query` of the Database handed in are bound to it. It is committed
   * when the work succeeds and rolled back when it throws. Asked of a transaction, it is a part of that same transaction
   * which is rolled back for itself (a savepoint).
   */
  transaction<Result>(work: (transaction: Database) => Promise<Result>): Promise<Result>;

  /**
   * The same database for the span of one task: when the signal aborts, a statement of `query` under way is cancelled
   * in PostgreSQL, and it and all later ones reject with the signal's reason.
   */
  withSignal(signal: AbortSignal): Database;
}

export interface DatabaseConnection extends Database {
  pool: pg.Pool;
  /** Hears what the database announces, on the one connection that all hearers of a process share. */
  listen: Listener["listen"];
  /** Waits for statements under way, then closes every connection. */
  close(): Promise<void>;
}

/** Prisma ends a transaction after 5 s unless told; here each statement has its own limit instead. */
const NO_TRANSACTION_TIMEOUT = 2 ** 31 - 1;

/** What a Database works on: the pool, or the one connection of a transaction. */
interface Scope {
  memory: Memory;
  prisma: Prisma.TransactionClient;
  /** Lends a connection for one statement. */
  lend<Result>(work: (client: pg.PoolClient) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  transact<Result>(work: (scope: Scope) => Promise<Result>): Promise<Result>;
}

export interface ConnectOptions extends PoolOptions {
  /** Whether to keep what is asked of the small tables in memory: for servers. */
  remember?: boolean;
}

/**
 * Opens the database for Prisma and hand-written SQL alike, on one pool.
 *
 * It connects when first used. An absent server is an error of each statement and nothing worse; when it is back the
 * next statement finds it.
 */
export function connect(options: ConnectOptions): DatabaseConnection {
  const pool = openPool(options);
  const withBorrower = noteBorrowers(pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: "minimal" });
  const listener = openListener(options);
  const memory = options.remember ? openMemory(listener) : noMemory;
  const scope: Scope = {
    memory,
    prisma,
    lend: async (work, signal) => lendOnce(pool, work, signal),
    transact: async (work) =>
      withBorrower(async (borrower) =>
        prisma.$transaction(async (transaction) => work(transactionScope(transaction, borrower)), {
          maxWait: CONNECTION_TIMEOUT_MS * 2,
          timeout: NO_TRANSACTION_TIMEOUT,
        }),
      ),
  };
  const close = async (): Promise<void> => {
    await listener.close();
    await prisma.$disconnect();
    await pool.end();
  };
  return Object.assign(databaseOf(scope), { pool, listen: listener.listen, close });
}

function databaseOf(scope: Scope, signal?: AbortSignal): Database {
  return {
    prisma: scope.prisma,
    query: async <Row>(sql: Sql, { prepare = false, instants }: QueryOptions = {}) => {
      const { text, values } = sql;
      const types = instants === "text" ? rowTypesWithText : rowTypes;
      const statement = { text, values, name: prepare ? planName(text) : undefined, types };
      const { rows } = await scope.lend((client) => runStatement(client, statement, signal), signal);
      return rows as Row[];
    },
    copy: async (rows) => scope.lend((client) => copyRows(client, rows), signal),
    remembered: scope.memory.remember,
    rememberedEach: scope.memory.rememberEach,
    forget: scope.memory.forget,
    transaction: async (work) => scope.transact(async (inner) => work(databaseOf(inner, signal))),
    withSignal: (next) => databaseOf(scope, signal ? AbortSignal.any([signal, next]) : next),
  };
}

async function runStatement(
  client: pg.PoolClient,
  statement: pg.QueryConfig,
  signal?: AbortSignal,
): Promise<pg.QueryResult> {
  return signal ? runCancellable(client, statement, signal) : client.query(statement);
}

async function lendOnce<Result>(
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
    // Only an ordinary error of PostgreSQL leaves the connection as good as before: "FATAL" closes it a moment later.
    const isUsable = (error instanceof pg.DatabaseError && error.severity === "ERROR") || signal?.aborted === true;
    client.release(!isUsable);
    throw error;
  }
}

/**
 * Hand-written SQL in a transaction runs on the connection that Prisma has begun it on. It could go through Prisma's
 * `$queryRaw`, but that turns values into other types than `query` does, is slower, and cannot be cancelled.
 */
function transactionScope(prisma: Prisma.TransactionClient, borrower: Borrower): Scope {
  const lend: Scope["lend"] = async (work, signal) => {
    if (!borrower.client) {
      throw new Error("This transaction is over.");
    }
    signal?.throwIfAborted();
    return work(borrower.client);
  };
  const execute = async (text: string) => lend((client) => client.query({ text }));
  const scope: Scope = {
    memory: noMemory,
    prisma,
    lend,
    transact: async (work) => {
      await execute("SAVEPOINT part");
      try {
        const result = await work(scope);
        await execute("RELEASE SAVEPOINT part");
        return result;
      } catch (error) {
        // A connection that is lost has rolled back everything; what has gone wrong is the error that counts.
        await execute("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part").catch(() => {});
        throw error;
      }
    },
  };
  return scope;
}
