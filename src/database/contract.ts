import type { Prisma } from "../generated/prisma/client.ts";
import type { CopiedRows } from "./copy.ts";
import type { Share } from "./gate.ts";

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

  /** Aborts when the task is cancelled, for work of the task outside the database; undefined if nothing cancels it. */
  readonly signal?: AbortSignal | undefined;

  /**
   * Returns the same database for the work of one asker, whose statements take turns with those of others (`openGate`), and
   * for which the time is kept that they hold connections.
   */
  withShare(share: Share): Database;
}
