import type pg from "pg";
import type { Prisma } from "../generated/prisma/client.ts";
import type { Database, QueryOptions, Sql } from "./contract.ts";
import { copyRows } from "./copy.ts";
import { runStatement, type Task } from "./lending.ts";
import { type Memory, noMemory } from "./memory.ts";
import { planName } from "./plans.ts";
import { rowTypes, rowTypesWithText } from "./session.ts";
import type { Borrower } from "./transactions.ts";

/** The connections behind a Database: the pool, or the one connection of a transaction. */
export interface Scope {
  memory: Memory;
  /** Whether the connections keep plans. */
  prepares: boolean;
  prisma: Prisma.TransactionClient;
  /** Lends a connection for one statement. */
  lend<Result>(work: (client: pg.PoolClient) => Promise<Result>, task: Task): Promise<Result>;
  transact<Result>(work: (scope: Scope) => Promise<Result>, task: Task): Promise<Result>;
}

/** Returns the Database of a scope, for one task. */
export function databaseOf(scope: Scope, task: Task = {}): Database {
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
    signal,
    withSignal: (next) => databaseOf(scope, { ...task, signal: signal ? AbortSignal.any([signal, next]) : next }),
    withShare: (share) => databaseOf(scope, { ...task, share }),
  };
}

/**
 * Runs hand-written SQL on the connection on which Prisma has begun the transaction. Prisma's `$queryRaw` would return other
 * types than `query`, is slower, and cannot be cancelled.
 */
export function transactionScope(prisma: Prisma.TransactionClient, borrower: Borrower, prepares: boolean): Scope {
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
