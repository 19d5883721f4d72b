import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openBackup } from "../../src/backup/open.ts";
import type { Database } from "../../src/database.ts";
import { readMigrations } from "../../src/migrate/files.ts";
import { difference, migrate } from "../../src/migrate.ts";
import { record } from "../../src/record/record.ts";
import { anyArchive } from "../export/anyArchive.ts";
import { exported } from "../export/exported.ts";
import { clear, expectSound, openArchive } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { connectTo, createDatabase, databaseUrl, dropDatabase, newName } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import { IMPORT } from "../helpers/factories.ts";
import { openFolder } from "../helpers/folder.ts";
import { world } from "../helpers/world.ts";
import { backUpTo, everything, forge, idleTriggers, restoreInto, withClient } from "./backups.ts";

const database = openArchive({ document: world });
const folder = openFolder();
const path = join(folder, "world.backup");
const changed = join(folder, "changed.backup");
beforeAll(() => backUpTo(path, database.url));

let target: { name: string; url: string };
beforeEach(async () => {
  const name = newName();
  target = { name, url: databaseUrl(name) };
  await createDatabase(name, "template1");
});
afterEach(() => dropDatabase(target.name));

describe("a restored archive", () => {
  test("a restored archive has every row and id, and the tables are as the migrations make them", async () => {
    await restoreInto(target.url, path);
    expect(await everything(target.url)).toEqual(await everything(database.url));
    expect([await difference(target.url), await idleTriggers(target.url)]).toEqual(["", []]);
    const restored = connectTo(target.url);
    await expectSound(restored);
    await restored.close();
  });

  test("any archive, with what an import changed since, is the same after it was backed up and restored", async () => {
    const source = openedNow(newName());
    await createDatabase(source.name);
    await migrate(target.url, { log: () => {} });
    const copy = connectTo(target.url);
    const file = join(folder, "any.backup");
    await fc.assert(
      fc.asyncProperty(anyArchive, async (documents) => {
        for (const each of [source.database, copy]) await clear(each);
        await withClient(target.url, (client) => client.query("TRUNCATE change RESTART IDENTITY CASCADE"));
        for (const document of documents) await record(source.database, document, IMPORT);
        await backUpTo(file, source.url);
        await restoreInto(target.url, file);
        expect(await everything(target.url)).toEqual(await everything(source.url));
        expect(await jsonlOf(copy)).toBe(await jsonlOf(source.database));
      }),
      { numRuns: 6 },
    );
    await source.database.close();
    await copy.close();
    await dropDatabase(source.name);
  });

  test("rows that are written while an archive is backed up are not in the backup", async () => {
    const writer = withClient(database.url, async (client) => {
      await client.query("BEGIN; LOCK TABLE topic IN ACCESS EXCLUSIVE MODE");
      const running = backUpTo(changed, database.url);
      await eventually(async () => {
        const { rows } = await client.query(
          "SELECT 1 FROM pg_locks WHERE relation = 'topic'::regclass AND NOT granted AND pid <> pg_backend_pid()",
        );
        return rows.length > 0;
      });
      await client.query("INSERT INTO topic (slug, name, kind) VALUES ('late', 'Late', 'ISSUE'); COMMIT");
      await running;
      await client.query("DELETE FROM topic WHERE slug = 'late'");
    });
    await writer;
    await restoreInto(target.url, changed);
    const { topic, ...rest } = await everything(target.url);
    expect([JSON.stringify(topic).includes("late"), rest.statement]).toEqual([
      false,
      (await everything(database.url)).statement,
    ]);
  });
});

describe("other versions", () => {
  const HALF = "20261122200160_live";
  const ROWS = `
INSERT INTO origin (kind, name, version) VALUES ('PERSON', 'Desk', '1');
INSERT INTO source (slug, name, kind) VALUES ('coast-wire', 'Coast Wire', 'AGENCY');
INSERT INTO source_name (source_id, name, normalized) VALUES (1, 'Coast Wire', 'coast wire');
INSERT INTO article (url, headline, published_at, published_at_precision, language, source_id)
  VALUES ('https://news.example.org/1', E'A\\ttab, a \\\\ and a line\\nmore', '2021-05-07', 'DAY', 'en', 1);
INSERT INTO statement (speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
  VALUES ('UNKNOWN', 'The O’Hara nets are torn', 'INDIRECT', '2021-05-07', 'DAY', 'STATED', 'en', 1);
INSERT INTO appearance (statement_id, article_id, position, kind, text, exact, origin_id) VALUES (1, 1, 0, 'INDIRECT', 'The O’Hara nets are torn', 'The O’Hara nets are torn', 1);
UPDATE source SET name = 'The Coast Wire';`;

  test("a backup of older tables becomes what these would have become", async () => {
    const names = (await readMigrations(join(CHECKOUT, "prisma"))).map(({ path: name }) => name);
    const only = new Set(names.filter((name) => name <= HALF));
    expect(only.size).toBeLessThan(names.length);
    const older = openedNow(newName());
    await createDatabase(older.name, "template1");
    await migrate(older.url, { log: () => {}, only });
    await withClient(older.url, (client) => client.query(ROWS));
    await backUpTo(changed, older.url);
    const lines = await restoreInto(target.url, changed);
    expect(lines.map((line) => line.replace("applied migration ", ""))).toEqual(names);
    await migrate(older.url, { log: () => {} });
    // Each database begins a timeline of its own.
    const [{ timeline: own, ...restored }, { timeline, ...upgraded }] = [
      await everything(target.url),
      await everything(older.url),
    ];
    expect(restored).toEqual(upgraded);
    expect([own, timeline]).toEqual([[expect.any(String)], [expect.any(String)]]);
    expect(await difference(target.url)).toBe("");

    const full = openedNow(newName());
    await createDatabase(full.name);
    await expect(restoreInto(full.url, changed)).rejects.toThrow(
      /^The archive is empty, but its tables are newer than those of the backup \(by the migration \w+\): restore into a new folder/,
    );
    for (const each of [older, full]) {
      await each.database.close();
      await dropDatabase(each.name);
    }
  });

  test.each([
    [
      `"${HALF}"`,
      `"${HALF}","20991231000000_later"`,
      /newer version of OnRecord \(.*20991231000000_later\): restore it/,
    ],
    ["onrecord-backup 1\n", "onrecord-backup 2\n", /made by a newer version of OnRecord: restore it with that version/],
  ])("a backup by a newer version is refused: %j", async (was, is, sentence) => {
    await forge(changed, path, (text) => text.replace(was, is));
    await expect(openBackup(changed)).rejects.toThrow(sentence);
  });
});

describe("a file that is not as it was written", () => {
  test("a file without its end is refused, wherever it was cut", async () => {
    const bytes = await readFile(path);
    for (const length of [
      0,
      1,
      9,
      30,
      500,
      bytes.length >> 1,
      bytes.length - 98,
      bytes.length - 97,
      bytes.length - 1,
    ]) {
      await writeFile(changed, bytes);
      await truncate(changed, length);
      await expect(openBackup(changed)).rejects.toThrow(/lacks its end|is not a backup of OnRecord/);
    }
    await writeFile(changed, Buffer.concat([bytes, Buffer.from("\n")]));
    await expect(openBackup(changed)).rejects.toThrow("lacks its end, or something was added to it");
  });

  test("a file with any bit flipped is refused", async () => {
    const bytes = await readFile(path);
    const places = [...Array(120).keys()].flatMap((i) => [i % 20, bytes.length - 1 - i, (i * 7919) % bytes.length]);
    for (const place of places) {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8));
      await writeFile(changed, flipped);
      await expect(openBackup(changed)).rejects.toThrow(/damaged|lacks its end|is not a backup of OnRecord/);
    }
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["plain text", Buffer.from("onrecord-backup 1\n{}\n")],
    ["an export", gzipSync('{"source":{"slug":"coast-wire"}}\n')],
    ["one long line", gzipSync("x".repeat(5_000_000))],
  ])("a file with %s is no backup", async (_what, bytes) => {
    await writeFile(changed, bytes);
    await expect(openBackup(changed, "Standard input")).rejects.toThrow("Standard input is not a backup of OnRecord");
  });

  test.each<[string, (text: string) => string, RegExp]>([
    ["refers to rows that are not there", withoutSpeaker, /violates foreign key constraint/],
    [
      "lacks the column of a table",
      (text) => text.replace('"wikidata_id","fictional"', '"fictional"'),
      /other columns/,
    ],
    ["breaks a rule of the tables", (text) => text.replace("\tada-brandt\t", "\tolaf-gruen\t"), /duplicate key/],
    ["counts other rows", (text) => text.replace(/\{"rows":\d+\}\n$/, '{"rows":1}\n'), /lacks rows/],
  ])("a sealed file that %s leaves nothing behind", async (_what, change, message) => {
    await forge(changed, path, change);
    const before = await readFile(changed);
    expect(before.equals(await readFile(path))).toBe(false);
    await expect(restoreInto(target.url, changed)).rejects.toThrow(message);
    const { statement, api_key } = await everything(target.url);
    expect([statement, api_key, await idleTriggers(target.url), await difference(target.url)]).toEqual([
      [],
      [],
      [],
      "",
    ]);
  });
});

const jsonlOf = (archive: Database) => exported(archive, "jsonl");

/** Removes a row to which others refer, and counts one less. */
function withoutSpeaker(text: string): string {
  return text
    .replace(/\n\d+\tada-brandt\t[^\n]*/, "")
    .replace(/(?<=\{"rows":)\d+(?=\}\n$)/, (count) => `${Number(count) - 1}`);
}

function openedNow(name: string) {
  const url = databaseUrl(name);
  return { name, url, database: connectTo(url) };
}
