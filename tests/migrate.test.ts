import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { openEngine } from "../src/migrate/engine.ts";
import { readMigrations } from "../src/migrate/files.ts";
import { difference, MigrationError, migrate } from "../src/migrate.ts";
import { CHECKOUT, runInChild, sourceUrl } from "./helpers/child.ts";
import { openEmptyDatabase } from "./helpers/database.ts";
import { hasDebianServer, startDebianServer } from "./helpers/debianServer.ts";
import { eventually } from "./helpers/eventually.ts";
import { temporaryFolder } from "./helpers/ownServer.ts";

const OWN = join(CHECKOUT, "prisma");
const silent = { log: () => {} };

const url = openEmptyDatabase();

async function rowsOf<Row extends pg.QueryResultRow>(address: string, statement: string): Promise<Row[]> {
  const client = new pg.Client(address);
  await client.connect();
  const { rows } = await client.query<Row>(statement);
  await client.end();
  return rows;
}

async function ownNames(): Promise<string[]> {
  const entries = await readdir(join(OWN, "migrations"), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Expects everything that must be true of a database after `migrate`, on any version of PostgreSQL. */
async function expectMigrated(address: string): Promise<void> {
  const records = await rowsOf(
    address,
    `SELECT migration_name, checksum, applied_steps_count, logs, rolled_back_at,
            finished_at BETWEEN started_at AND now() AS finished
     FROM _prisma_migrations ORDER BY migration_name`,
  );
  const expected = await Promise.all(
    (await ownNames()).sort().map(async (migration) => ({
      migration_name: migration,
      // Prisma's checksum is the SHA-256 of the file, in hexadecimal.
      checksum: createHash("sha256")
        .update(await readFile(join(OWN, "migrations", migration, "migration.sql")))
        .digest("hex"),
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
      finished: true,
    })),
  );
  expect(records).toEqual(expected);
  expect(await difference(address)).toBe("");
}

describe("migrate", () => {
  test("migrate applies every migration once and records it as Prisma does", async () => {
    const logged: string[] = [];
    const applied = await migrate(url, { log: (message) => logged.push(message) });
    expect(applied).toEqual((await ownNames()).sort());
    expect(logged).toHaveLength(applied.length);
    await expectMigrated(url);
    expect(await migrate(url, silent)).toEqual([]);
  });

  test("migrate leaves a history in which Prisma's own diagnosis finds nothing amiss", async () => {
    await migrate(url, silent);
    const session = new pg.Client(url);
    await session.connect();
    const engine = await openEngine(session, () => {});
    const diagnosis = await engine.diagnoseMigrationHistory({
      migrationsList: {
        baseDir: OWN,
        lockfile: {
          path: "migration_lock.toml",
          content: await readFile(join(OWN, "migrations/migration_lock.toml"), "utf8"),
        },
        shadowDbInitScript: "",
        migrationDirectories: await readMigrations(OWN),
      },
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
    });
    await session.end();
    expect(diagnosis).toMatchObject({
      history: null,
      failedMigrationNames: [],
      editedMigrationNames: [],
      hasMigrationsTable: true,
    });
  });

  test("three processes at once apply each migration once", async () => {
    const script = `
      import { migrate } from ${JSON.stringify(sourceUrl("migrate.ts"))};
      console.log(JSON.stringify(await migrate(${JSON.stringify(url)}, { log() {} })));`;
    const children = Array.from({ length: 3 }, () => runInChild(script));
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0, 0]);
    const applied = children.flatMap((child) => JSON.parse(child.output()) as string[]);
    expect(applied.sort()).toEqual((await ownNames()).sort());
    await expectMigrated(url);
  });

  test("no migration of ours leaves its transaction", async () => {
    for (const { path, migrationFile } of await readMigrations(OWN)) {
      const outside = /^\s*(BEGIN|COMMIT|ROLLBACK|START TRANSACTION|VACUUM)\s*;|\bCONCURRENTLY\b/im.exec(
        migrationFile.content.value,
      );
      expect([path, outside?.[0]]).toEqual([path, undefined]);
    }
  });
});

describe("a migration that fails", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    await cp(join(OWN, "schema.prisma"), join(folder, "schema.prisma"));
    await write("20300101000000_good", "CREATE TABLE good (id integer PRIMARY KEY);");
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function write(migration: string, script: string): Promise<void> {
    await mkdir(join(folder, "migrations", migration), { recursive: true });
    await writeFile(join(folder, "migrations", migration, "migration.sql"), script);
  }

  const tables = async () =>
    (
      await rowsOf<{ name: string }>(
        url,
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
      )
    ).map((row) => row.name);

  test("a failing migration says which, where and why, leaves nothing behind, and can be mended", async () => {
    await write("20300102000000_bad", "CREATE TABLE bad (id integer);\n\nINSERT INTO bad VALUES ('seven');");
    const error = await migrate(url, { ...silent, folder }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MigrationError);
    expect((error as Error).message).toBe(
      'Migration 20300102000000_bad failed, line 3: invalid input syntax for type integer: "seven"',
    );
    expect(await tables()).toEqual(["_prisma_migrations", "good"]);
    expect(await rowsOf(url, "SELECT migration_name FROM _prisma_migrations")).toEqual([
      { migration_name: "20300101000000_good" },
    ]);

    await write("20300102000000_bad", "CREATE TABLE bad (id integer);");
    expect(await migrate(url, { ...silent, folder })).toEqual(["20300102000000_bad"]);
    expect(await tables()).toEqual(["_prisma_migrations", "bad", "good"]);
  });

  test("a migration whose process is killed in the middle leaves nothing behind", async () => {
    await write("20300102000000_slow", "CREATE TABLE slow (id integer); SELECT /* slow */ pg_sleep(1.5);");
    const child = runInChild(`
      import { migrate } from ${JSON.stringify(sourceUrl("migrate.ts"))};
      await migrate(${JSON.stringify(url)}, { log() {}, folder: ${JSON.stringify(folder)} });`);
    await eventually(async () => {
      const [row] = await rowsOf<{ n: string }>(
        url,
        "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
      );
      return row?.n === "1";
    });
    child.process.kill("SIGKILL");
    expect(await child.ended).toBe("SIGKILL");
    await write("20300102000000_slow", "CREATE TABLE slow (id integer);");
    expect(await migrate(url, { ...silent, folder })).toEqual(["20300102000000_slow"]);
    expect(await tables()).toEqual(["_prisma_migrations", "good", "slow"]);
  });

  test("a script with semicolons in texts and functions is one script", async () => {
    await write(
      "20300102000000_function",
      "CREATE FUNCTION two() RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 'a;b'; END $$;",
    );
    await migrate(url, { ...silent, folder });
    expect(await rowsOf(url, "SELECT two()")).toEqual([{ two: "a;b" }]);
  });
});

describe("difference", () => {
  test("difference shows what a stray change of the database would need to be undone", async () => {
    await migrate(url, silent);
    await rowsOf(url, "ALTER TABLE source ADD COLUMN stray integer");
    expect(await difference(url)).toContain('ALTER TABLE "source" DROP COLUMN "stray"');
  });
});

const describeDebian = hasDebianServer ? describe : describe.skip;
describeDebian("PostgreSQL 15 (left out where Debian's package postgresql-15 is not installed)", () => {
  let server: Awaited<ReturnType<typeof startDebianServer>>;
  beforeAll(async () => {
    server = await startDebianServer();
  });
  afterAll(async () => {
    await server.remove();
  });

  test("PostgreSQL 15 takes the same migrations", async () => {
    expect(await rowsOf(server.url, "SELECT current_setting('server_version_num')::int / 10000 AS major")).toEqual([
      { major: 15 },
    ]);
    await migrate(server.url, silent);
    await expectMigrated(server.url);
  });
});
