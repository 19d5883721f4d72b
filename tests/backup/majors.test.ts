import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { difference, migrate } from "../../src/migrate.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { connectTo, createDatabase, databaseUrl, dropDatabase, newName } from "../helpers/database.ts";
import { type DebianServer, hasDebianServer, startDebianServer } from "../helpers/debianServer.ts";
import { IMPORT } from "../helpers/factories.ts";
import { openFolder } from "../helpers/folder.ts";
import { world } from "../helpers/world.ts";
import { backUpTo, everything, restoreInto, withClient } from "./backups.ts";

const newer = openArchive({ document: world });
const folder = openFolder();

const majorOf = async (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ major: number }>(
      "SELECT current_setting('server_version_num')::int / 10000 AS major",
    );
    return rows[0]?.major ?? 0;
  });

(hasDebianServer ? describe : describe.skip)("between two major versions of PostgreSQL", () => {
  let older: DebianServer;
  beforeAll(async () => {
    older = await startDebianServer();
    await migrate(older.url, { log: () => {} });
    const database = connectTo(older.url);
    await record(database, world, IMPORT);
    await database.close();
  });
  afterAll(() => older?.remove());

  test("a backup of the older version is restored by the newer one, and the other way round, with every row", async () => {
    expect(await majorOf(older.url)).toBeLessThan(await majorOf(newer.url));
    const upward = newName();
    await createDatabase(upward, "template1");
    const emptyOlder = older.url.replace(/postgres$/, "downward");
    await withClient(older.url, async (client) => client.query("CREATE DATABASE downward"));
    for (const [from, to] of [
      [older.url, databaseUrl(upward)],
      [newer.url, emptyOlder],
    ] as const) {
      const path = join(folder, "major.backup");
      await backUpTo(path, from);
      await restoreInto(to, path);
      expect(await everything(to)).toEqual(await everything(from));
      expect(await difference(to)).toBe("");
    }
    await dropDatabase(upward);
  });
});
