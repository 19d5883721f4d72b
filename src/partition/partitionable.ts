import { statfs } from "node:fs/promises";
import pg from "pg";
import { isUpToDate, LOCK_NOT_AVAILABLE } from "../migrate.ts";

/** The numbers of partitions that are allowed: more make every query slower, and gain nothing. */
export const MOST_PARTITIONS = 256;

const DEADLOCK = "40P01";
const DEPENDENT_OBJECTS = "2BP01";
const DISK_FULL = "53100";

/** Returns whether `onrecord partition` has converted the tables. */
export async function isPartitioned(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    "/* partition.is */ SELECT FROM pg_class WHERE oid = to_regclass('statement') AND relkind = 'p'",
  );
  return rows.length > 0;
}

/** Facts about the tables that are to be partitioned. */
interface Facts {
  /** Whether the role has the rights of their owner, and may create others beside them. */
  isAllowed: boolean;
  role: string;
  partitions: number;
  /** How many locks a query of all of them takes if they are partitioned. */
  locks: number;
  locksAllowed: number;
  bytes: number;
  /** Where the server keeps them, if that is this machine and the role may know. */
  folder: string | null;
}

/**
 * Expects that the tables can be partitioned.
 *
 * @throws Error with a sentence that says what to do first
 */
export async function expectPartitionable(
  client: pg.ClientBase,
  tables: readonly string[],
  into: number,
): Promise<void> {
  if (!(await isUpToDate(client))) throw new Error("The tables are not up to date: run `onrecord migrate` first.");
  const { rows } = await client.query<Facts>(FACTS, [tables, into]);
  const { isAllowed, role, partitions, locks, locksAllowed, bytes, folder } = rows[0] as Facts;
  if (partitions > 0) throw new Error(`The tables are already partitioned, into ${partitions}: nothing was changed.`);
  if (!isAllowed) {
    throw new Error(
      `The role ${pg.escapeIdentifier(role)} may not replace the tables: run the command as their owner, with CREATE on their schema.`,
    );
  }
  if (locksAllowed < locks) {
    throw new Error(
      `A query of ${into} partitions takes up to ${locks} locks, and PostgreSQL has room for ${locksAllowed}: set ` +
        `max_locks_per_transaction to ${locks} or more in its configuration, restart it, and run the command again.`,
    );
  }
  const free = folder === null ? undefined : await freeSpace(folder);
  expectSpace(Number(bytes), free);
}

const FACTS = `/* partition.facts */
SELECT
  COALESCE(bool_and(pg_has_role(relowner, 'USAGE')), FALSE) AND has_schema_privilege(current_schema(), 'CREATE') AS "isAllowed",
  current_user::text AS role,
  (SELECT count(*)::int FROM pg_inherits WHERE inhparent = to_regclass('statement')) AS partitions,
  ($2::int * sum(1 + (SELECT count(*) FROM pg_index WHERE indrelid = pg_class.oid)))::int AS locks,
  current_setting('max_locks_per_transaction')::int AS "locksAllowed",
  sum(pg_total_relation_size(pg_class.oid))::float8 AS bytes,
  (
    SELECT setting FROM pg_settings
    WHERE name = 'data_directory' AND (inet_server_addr() IS NULL OR host(inet_server_addr()) IN ('127.0.0.1', '::1'))
  ) AS folder
FROM pg_class
WHERE oid = ANY ($1::text[]::regclass[])`;

/** Returns the free bytes of the disk with the folder; undefined if they cannot be read. */
async function freeSpace(folder: string): Promise<number | undefined> {
  const disk = await statfs(folder).catch(() => undefined);
  return disk && disk.bavail * disk.bsize;
}

/**
 * Expects room for a second copy of the tables, and for the write-ahead log of it.
 *
 * @param free the free bytes; undefined if unknown, when PostgreSQL stops by itself if the disk is full
 * @throws Error that says how much is needed
 */
export function expectSpace(bytes: number, free: number | undefined): void {
  if (free === undefined || free >= 2 * bytes) return;
  throw new Error(
    `The tables have ${megabytes(bytes)}, and their copy with its write-ahead log needs about ${megabytes(2 * bytes)}, but only ` +
      `${megabytes(free)} are free: make room on the disk of the database.`,
  );
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000).toLocaleString("en")} MB`;
}

/** Returns the error with a sentence for those that an operator can mend; everything was rolled back. */
export function explainFailed(error: unknown): unknown {
  const { code = "", message, detail } = error as pg.DatabaseError;
  const cause = { cause: error };
  switch (code) {
    case LOCK_NOT_AVAILABLE:
    case DEADLOCK:
      return new Error(
        "Others use the tables: stop the servers and imports, and run the command again. Nothing was changed.",
        cause,
      );
    case DEPENDENT_OBJECTS:
      return new Error(
        `Something that is not OnRecord's needs the tables: drop it first. Nothing was changed. (${detail})`,
        cause,
      );
    case DISK_FULL:
      return new Error(`The disk of the database is full: make room. Nothing was changed. (${message})`, cause);
    default:
      return error;
  }
}
