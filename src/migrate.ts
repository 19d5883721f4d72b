import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationDirectory, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { utcAddress } from "./database/session.ts";
import { openEngine } from "./migrate/engine.ts";
import { readMigrations } from "./migrate/files.ts";
import { describeRefusal } from "./migrate/refusal.ts";
import { packageRoot } from "./packageRoot.ts";

/** The advisory lock that Prisma's CLI takes too, so that the two never migrate at the same time. */
export const PRISMA_LOCK = 72707369;

/** How long a turn is waited for before the wait is told, and begun again. */
const TURN_PATIENCE_MS = 3_000;

/** PostgreSQL's code of a lock that was waited for too long. */
export const LOCK_NOT_AVAILABLE = "55P03";

const NO_FILTERS = { externalTables: [], externalEnums: [] };

export interface MigrateOptions {
  log: (message: string) => void;
  /** The folder with `schema.prisma` and `migrations/`; the package's own if omitted. */
  folder?: string;
  /** The migrations to apply; all of the folder's if omitted. */
  only?: ReadonlySet<string>;
  /** Called when another process migrates and has to be waited for. */
  onWaiting?: () => void;
}

/** A migration that PostgreSQL refused. It has been rolled back completely. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/**
 * Applies the migrations that the database lacks, in order, and records them as `prisma migrate deploy` does.
 *
 * Each migration and its record share one transaction. If a migration fails, or its process is killed, it leaves no
 * trace and the earlier ones stay. (Prisma's CLI leaves a record of the failure that must be resolved by hand.)
 * Therefore a migration may not contain BEGIN, COMMIT, or statements that PostgreSQL runs only outside transactions.
 * Processes that migrate at the same time take turns, a transaction each, and nothing of a turn outlives its transaction:
 * a connection pooler keeps sessions, and the locks that they hold, for whoever comes next.
 *
 * @returns the names of the migrations that this process applied; empty if the database was up to date
 * @throws MigrationError with the migration's name, PostgreSQL's message and the line
 */
export async function migrate(url: string, options: MigrateOptions): Promise<string[]> {
  const { log, folder = ownFolder(), only } = options;
  const directories = (await readMigrations(folder)).filter(({ path }) => only?.has(path) ?? true);
  return withSession(url, async (session) => {
    const done: string[] = [];
    while ((await missingIn(session, directories)).length > 0) {
      const path = await applyNext(session, directories, options);
      if (path === undefined) continue;
      log(`applied migration ${path}`);
      done.push(path);
    }
    return done;
  });
}

/** Applies the first migration that the database lacks, unless another process has done so meanwhile. */
async function applyNext(
  session: pg.Client,
  directories: MigrationDirectory[],
  options: MigrateOptions,
): Promise<string | undefined> {
  await beginTurn(session, options);
  let migration: MigrationDirectory | undefined;
  let refusal: pg.DatabaseError | undefined;
  try {
    const missing = await missingIn(session, directories);
    migration = missing.shift();
    if (migration) {
      const known = directories.filter((each) => !missing.includes(each));
      await applyOne(session, known, (error) => {
        refusal ??= error;
      });
    }
    await session.query("COMMIT");
    return migration?.path;
  } catch (error) {
    await session.query("ROLLBACK").catch(() => {});
    if (!migration) throw error;
    throw new MigrationError(describeRefusal(migration, refusal ?? (error as Error), session), {
      cause: refusal ?? error,
    });
  }
}

/** Begins a transaction in which no other process migrates; tells once if it has to wait for one. */
async function beginTurn(session: pg.Client, { log, onWaiting = () => {} }: MigrateOptions): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await session.query("BEGIN");
    await session.query(`SET LOCAL lock_timeout = ${TURN_PATIENCE_MS}`);
    try {
      await session.query("SELECT pg_advisory_xact_lock($1)", [PRISMA_LOCK]);
      await session.query("SET LOCAL lock_timeout TO DEFAULT");
      return;
    } catch (error) {
      await session.query("ROLLBACK");
      if ((error as pg.DatabaseError).code !== LOCK_NOT_AVAILABLE) throw error;
      if (attempt > 1) continue;
      log(`waiting for another process that brings the tables up to date (advisory lock ${PRISMA_LOCK})`);
      onWaiting();
    }
  }
}

/** Applies the one of these migrations that has not been applied. */
async function applyOne(
  session: pg.Client,
  known: MigrationDirectory[],
  onScriptError: (error: pg.DatabaseError) => void,
): Promise<void> {
  const migrationsList = {
    baseDir: "",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"' },
    shadowDbInitScript: "",
    migrationDirectories: known,
  };
  const apply = async (engine: SchemaEngine) => engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
  await withEngine(session, apply, onScriptError);
}

/** Returns whether the database has all migrations of this version. */
export async function isUpToDate(session: pg.ClientBase): Promise<boolean> {
  return (await missingIn(session, await readMigrations(ownFolder()))).length === 0;
}

async function missingIn(session: pg.ClientBase, directories: MigrationDirectory[]): Promise<MigrationDirectory[]> {
  const applied = await appliedNames(session);
  return directories.filter(({ path }) => !applied.has(path));
}

/**
 * Compares the database with `schema.prisma`.
 *
 * @returns the SQL script that would bring the database to what the schema describes; empty if the two agree
 */
export async function difference(url: string, { folder = ownFolder() }: { folder?: string } = {}): Promise<string> {
  const files = [{ path: "schema.prisma", content: await readFile(join(folder, "schema.prisma"), "utf8") }];
  const { stdout } = await withSession(url, async (session) =>
    withEngine(session, async (engine) =>
      engine.diff({
        from: { tag: "schemaDatasource", files, configDir: folder },
        to: { tag: "schemaDatamodel", files },
        script: true,
        exitCode: null,
        filters: NO_FILTERS,
      }),
    ),
  );
  const script = (stdout ?? "").replace(/^-- This is an empty migration\.\s*$/, "");
  return script.trim();
}

function ownFolder(): string {
  return join(packageRoot(), "prisma");
}

/** Returns the names of the migrations that have been applied; none if the database has no tables. */
export async function appliedNames(session: pg.ClientBase): Promise<Set<string>> {
  const table = await session.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (table.rows[0].name === null) {
    return new Set();
  }
  const { rows } = await session.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return new Set(rows.map((row) => row.migration_name));
}

async function withEngine<Result>(
  session: pg.Client,
  work: (engine: SchemaEngine) => Promise<Result>,
  onScriptError: (error: pg.DatabaseError) => void = () => {},
): Promise<Result> {
  const engine = await openEngine(session, onScriptError);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

async function withSession<Result>(url: string, work: (session: pg.Client) => Promise<Result>): Promise<Result> {
  const session = new pg.Client({
    connectionString: utcAddress(url),
    application_name: "onrecord migrate",
    connectionTimeoutMillis: 5_000,
  });
  // The running statement fails with the same error. Without a listener the error would also end the process.
  session.on("error", () => {});
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}
