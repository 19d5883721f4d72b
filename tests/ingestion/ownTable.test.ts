import { describe, expect, test } from "@jest/globals";
import { csv } from "../../src/formats/csv.ts";
import { record } from "../../src/record/record.ts";
import { exported, saying, strange } from "../export/exported.ts";
import { expectSound, openArchive } from "../helpers/archive.ts";
import { IMPORT } from "../helpers/factories.ts";
import { openFolder } from "../helpers/folder.ts";
import { world } from "../helpers/world.ts";
import { runImport, writeInput } from "./corpus.ts";

// The archive's own spreadsheet, taken in again.

const database = openArchive({ afresh: true });
const folder = openFolder();

const formulas = [
  "x;=cmd|' /C calc'!A0;y",
  "x;+1+1;y",
  "'@already guarded",
  "''=twice",
  "one;'-two",
  "-- no comment",
  "a,=b;@c",
];

describe.each([",", ";"] as const)("a table of our own with %j", (separator) => {
  test.each([
    ["strange texts", saying(...strange.slice(0, 7), ...formulas)],
    ["a whole world", world],
  ])("%s come back as they were", async (_, document) => {
    await record(database, document, IMPORT);
    const table = await exported(database, "csv", {}, { separator });
    const rows = table.trim().split("\r\n").length - 1;
    const { report } = await runImport(database, csv, [await writeInput(folder, "own.csv", table)]);
    expect(report).toMatchObject({ taken: { made: 0, changed: 0 }, rejected: {}, made: { articles: 0, speakers: 0 } });
    expect(report.taken.unchanged).toBeGreaterThanOrEqual(Math.min(rows, 1));
    expect(await exported(database, "csv", {}, { separator })).toBe(table);
    await expectSound(database);
  });

  test("a changed cell of the same file is counted, and nothing else", async () => {
    const rows = ["The harbour opens in spring.", "The crane stays."].map(
      (text) => `Ada Brandt,${text},2031,Post,https://a.example/${text.length}`,
    );
    await runImport(database, csv, [
      await writeInput(folder, "own.csv", `speaker,text,date,source,url\n${rows.join("\n")}\n`),
    ]);
    const table = await exported(database, "csv", {}, { separator });
    const changed = table.replace(/(The crane[^\n]*?)INDIRECT/, "$1DIRECT");
    const { report } = await runImport(database, csv, [await writeInput(folder, "own.csv", changed)]);
    expect(report.taken).toEqual({ made: 0, changed: 1, unchanged: 1 });
    expect(await exported(database, "csv", {}, { separator })).toBe(changed);
  });
});

test("a corrected table under another name is told which import has its passages", async () => {
  const sheet = (...texts: string[]) =>
    `text,date,source,url\n${texts.map((text) => `${text},2031,Post,https://a.example/1`).join("\n")}\n`;
  const { id } = await runImport(database, csv, [
    await writeInput(folder, "first.csv", sheet("One two.", "Three four.", "Five.")),
  ]);
  const { report } = await runImport(database, csv, [
    await writeInput(folder, "second.csv", sheet("One two.", "Three four.", "Six.")),
  ]);
  expect(report.taken).toEqual({ made: 1, changed: 0, unchanged: 2 });
  expect(Object.keys(report.notes)).toEqual([
    expect.stringMatching(`^2 of these passages are on record by import ${id} `),
  ]);
});

test("a file whose rows were all rejected belongs to its import when the missing source is given", async () => {
  const path = await writeInput(folder, "quotes.csv", "text,date\nOne.,2031\n");
  const first = await runImport(database, csv, [path]);
  const second = await runImport(database, csv, [path], { defaults: { source: "Post" } });
  expect(second).toMatchObject({ id: first.id, report: { taken: { made: 1 } } });
});
