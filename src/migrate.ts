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
const PRISMA_LOCK = 72707369;

const NO_FILTERS = { externalTables: [], externalEnums: [] };

export interface MigrateOptions {
  log: (message: string) => void;
  /** The folder with `schema.prisma` and `migrations/`; the package's own if omitted. */
  folder?: string;
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
 * Processes that migrate at the same time wait for each other; the later ones find nothing left to do.
 *
 * @returns the names of the applied migrations; empty if the database was up to date
 * @throws MigrationError with the migration's name, PostgreSQL's message and the line
 */
export async function migrate(url: string, { log, folder = ownFolder() }: MigrateOptions): Promise<string[]> {
  return withSession(url, async (session) => {
    await session.query("SELECT pg_advisory_lock($1)", [PRISMA_LOCK]);
    const directories = await readMigrations(folder);
    const applied = await appliedNames(session);
    const missing = directories.filter(({ path }) => !applied.has(path));
    for (const migration of missing) {
      applied.add(migration.path);
      const known = directories.filter(({ path }) => applied.has(path));
      await applyOne(session, migration, known);
      log(`applied migration ${migration.path}`);
    }
    return missing.map(({ path }) => path);
  });
}

/** Applies one migration to the session's database; `known` contains it and those applied earlier. */
async function applyOne(session: pg.Client, migration: MigrationDirectory, known: MigrationDirectory[]): Promise<void> {
  let refusal: pg.DatabaseError | undefined;
  await session.query("BEGIN");
  try {
    await withEngine(
      session,
      async (engine) =>
        engine.applyMigrations({
          migrationsList: {
            baseDir: "",
            lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"' },
            shadowDbInitScript: "",
            migrationDirectories: known,
          },
          filters: NO_FILTERS,
        }),
      (error) => {
        refusal ??= error;
      },
    );
    await session.query("COMMIT");
  } catch (error) {
    await session.query("ROLLBACK").catch(() => {});
    throw new MigrationError(describeRefusal(migration, refusal ?? (error as Error), session), {
      cause: refusal ?? error,
    });
  }
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

async function appliedNames(session: pg.Client): Promise<Set<string>> {
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
