import { existsSync } from "node:fs";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { graphql } from "graphql";
import type { Database } from "../../src/database.ts";
import { createContext } from "../../src/graphql/context.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { findKey } from "../../src/keys/keys.ts";
import { everything, withClient } from "../backup/backups.ts";
import { editor, openApi } from "../helpers/api.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { type CommandOptions, runCommand, startCommand } from "../helpers/command.ts";
import { connectTo, createDatabase, databaseUrl, dropDatabase, newName } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import { openFolder } from "../helpers/folder.ts";
import { temporaryFolder } from "../helpers/ownServer.ts";
import { world } from "../helpers/world.ts";

const api = openApi(world);
const folder = openFolder();
const path = join(folder, "archive.backup");
const environment = { DATABASE_URL: api.database.url };
const run = (words: string[], options: CommandOptions = {}) => runCommand(words, { environment, folder, ...options });

/** Where the backup is restored: an embedded cluster of its own. */
let place: string;
let token: string;
let instant: string;
beforeAll(async () => {
  place = await temporaryFolder();
  await run(["import", "csv", join(CHECKOUT, "tests/fixtures/csv/harbour.csv")]);
  token = (await run(["keys", "create", "--name", "Desk", "--role", "EDITOR"])).output.trim();
  instant = new Date().toISOString();
  const { speaker } = await api.ask('{ speaker(by: { slug: "ada-brandt" }) { id version } }');
  const input = { id: speaker.id, expectedVersion: speaker.version, description: "Mayor\tof \\ Sandholm" };
  await api.ask("mutation ($input: SpeakerUpdateInput!) { speakerUpdate(input: $input) { userErrors { code } } }", {
    input,
  });
});
afterAll(() => rm(place, { recursive: true }));

const inPlace = (words: string[], options: CommandOptions = {}) =>
  runCommand(words, { folder: place, ...options, environment: { ONRECORD_DATA: join(place, "restored") } });

describe("backing up and restoring", () => {
  test("a backup stands under its name when it is whole, and only its owner may read it", async () => {
    const { output, errors, exitCode } = await run(["backup", "archive.backup"]);
    expect([output, errors, exitCode]).toEqual(["", expect.stringMatching(/^Backed up [\d,]+ rows in \d+ kB\.\n$/), 0]);
    expect(await readdir(folder)).toEqual(["archive.backup"]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("a new folder gets the same archive: export, ids, keys, history and imports", async () => {
    const restored = await inPlace(["restore", path]);
    expect([restored.exitCode, restored.output]).toEqual([0, ""]);
    expect(restored.errors).toMatch(
      /\nRestored [\d,]+ rows of \S+Z, from OnRecord \S+ and PostgreSQL \S+\.\nNothing is broken\.\n$/,
    );
    const jsonl = await run(["export", "jsonl"]);
    expect((await inPlace(["export", "jsonl"])).output).toBe(jsonl.output);
    expect(jsonl.output).toContain("Mayor\\tof");
    for (const words of [["keys", "list"], ["imports", "--json"], ["stats"]]) {
      const [here, there] = [await run(words), await inPlace(words)];
      expect(there.output.replace(/^bytes .*\n/m, "")).toBe(here.output.replace(/^bytes .*\n/m, ""));
    }
  });

  test("a second restore is refused", async () => {
    const { exitCode, errors } = await inPlace(["restore", path]);
    expect([exitCode, errors]).toEqual([
      2,
      expect.stringMatching(/The archive is not empty \(the table \w+ has rows\), so nothing/),
    ]);
  });

  test("an import is undone in the restored archive as in the first", async () => {
    const undone = await Promise.all([run(["imports", "undo", "1"]), inPlace(["imports", "undo", "1"])]);
    expect(undone.map(({ exitCode, output }) => [exitCode, output])).toEqual([
      [0, undone[0].output],
      [0, undone[0].output],
    ]);
    expect((await inPlace(["export", "jsonl"])).output).toBe((await run(["export", "jsonl"])).output);
  });
});

describe("standard streams and databases", () => {
  const name = newName();
  const there = { environment: { DATABASE_URL: databaseUrl(name) } };
  beforeAll(() => createDatabase(name, "template1"));
  afterAll(() => dropDatabase(name));

  test("a backup goes through pipes into a database of one's own, where a key still works and the past is the same", async () => {
    const child = startCommand(["backup", "-"], { environment, folder });
    const pieces: Buffer[] = [];
    child.process.stdout.setEncoding("latin1").on("data", (text: string) => pieces.push(Buffer.from(text, "latin1")));
    expect(await child.ended).toMatchObject({ exitCode: 0 });
    expect(await run(["restore", "-"], { ...there, input: Buffer.concat(pieces) })).toMatchObject({ exitCode: 0 });
    expect(await everything(there.environment.DATABASE_URL)).toEqual(await everything(api.database.url));
    const restored = connectTo(there.environment.DATABASE_URL);
    const then = `{ speaker(by: { slug: "ada-brandt" }) { history { nodes { id at changes { field before after } } } }
      statements(asOf: "${instant}") { totalCount nodes { id text speaker { slug } } } }`;
    const [here, past] = await Promise.all([api.database, restored].map((archive) => askIn(archive, then)));
    expect(past).toEqual(here);
    expect(JSON.stringify(past)).toContain("Sandholm");
    expect(await findKey(restored, undefined, token)).toMatchObject({ name: "Desk", role: "EDITOR" });
    await restored.close();
  });
});

async function askIn(database: Database, query: string) {
  const contextValue = createContext({ database, requestId: "test", viewer: editor() });
  const { data, errors } = await graphql({ schema: loadSchema(), source: query, contextValue });
  expect(errors).toBeUndefined();
  return data;
}

/** Changes one bit, whatever the byte was. */
function flipped(bytes: Buffer, at: number): Buffer {
  bytes[at] = (bytes[at] as number) ^ 1;
  return bytes;
}

describe("what is refused", () => {
  const nowhere = { environment: { ONRECORD_DATA: join(folder, "no-archive") } };

  test.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    [
      "cut",
      (bytes) => bytes.subarray(0, bytes.length - 200),
      /lacks its end, or something was added to it: nothing was/,
    ],
    ["changed", (bytes) => flipped(bytes, 900), /is damaged \(its checksum is another\): nothing was restored\.\n$/],
    ["foreign", () => Buffer.from("PGDMP"), /is not a backup of OnRecord: nothing was restored\.\n$/],
  ])("a file that is %s is refused before anything is made", async (what, change, sentence) => {
    await writeFile(join(folder, what), change(await readFile(path)));
    const { exitCode, output, errors } = await run(["restore", what], nowhere);
    expect([exitCode, output, errors]).toEqual([2, "", expect.stringMatching(sentence)]);
    expect(existsSync(nowhere.environment.ONRECORD_DATA)).toBe(false);
  });

  test.each([
    [["restore", "no-such.backup"], nowhere, /^Cannot read no-such\.backup: ENOENT/],
    [["backup", "x.backup"], nowhere, /^There is no archive in the folder/],
    [["backup", "no/such/folder/x.backup"], {}, /^Cannot write no\/such\/folder\/x\.backup: ENOENT/],
    [["backup"], {}, /missing required argument 'file'/],
    [
      ["backup", "x.backup"],
      { environment: { DATABASE_URL: "postgres://x@127.0.0.1:1/x" } },
      /^The database cannot be reached: /,
    ],
  ])("%j is refused in a sentence and leaves no file", async (words, options, sentence) => {
    const { exitCode, output, errors } = await run(words, options);
    expect([exitCode, output, errors]).toEqual([2, "", expect.stringMatching(sentence)]);
    expect((await readdir(folder)).filter((name) => /^x|part$/.test(name))).toEqual([]);
  });

  test("the help of both commands has examples and exit codes", async () => {
    for (const command of ["backup", "restore"]) {
      const { output, exitCode } = await run([command, "--help"]);
      expect([exitCode, output]).toEqual([
        0,
        expect.stringMatching(new RegExp(`^Usage: onrecord ${command} .*Exit codes: 0 .*\\nExamples:\\n {2}\\$ `, "s")),
      ]);
    }
  });
});

describe("Ctrl-C", () => {
  test("a backup that is stopped leaves the file of before as it was", async () => {
    await writeFile(join(folder, "stopped.backup"), "as it was");
    await withClient(api.database.url, async (client) => {
      await client.query("BEGIN; LOCK TABLE topic IN ACCESS EXCLUSIVE MODE");
      const command = startCommand(["backup", "stopped.backup"], { environment, folder });
      await eventually(async () => (await readdir(folder)).includes("stopped.backup.part"));
      command.process.kill("SIGINT");
      expect(await command.ended).toMatchObject({ exitCode: 130, errors: "Stopping: no backup is written.\n" });
      await client.query("ROLLBACK");
    });
    expect(await readFile(join(folder, "stopped.backup"), "utf8")).toBe("as it was");
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("a restore that is stopped leaves no row", async () => {
    const name = newName();
    const url = databaseUrl(name);
    await createDatabase(name);
    await withClient(url, async (client) => {
      await client.query("BEGIN; LOCK TABLE topic IN ROW EXCLUSIVE MODE");
      const command = startCommand(["restore", path], { environment: { DATABASE_URL: url }, folder });
      const waiting = "SELECT FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'";
      await eventually(async () => (await api.database.pool.query(waiting, [name])).rowCount);
      command.process.kill("SIGINT");
      expect(await command.ended).toMatchObject({ exitCode: 130 });
      await client.query("ROLLBACK");
    });
    expect((await everything(url)).statement).toEqual([]);
    await dropDatabase(name);
  });
});
