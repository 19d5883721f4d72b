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

  test("what was changed in it is counted, and nothing else", async () => {
    await record(database, saying("The harbour opens in spring, they say.", "The crane stays where it is."), IMPORT);
    const table = await exported(database, "csv", {}, { separator });
    await runImport(database, csv, [await writeInput(folder, "own.csv", table)]);
    const changed = table.replace(/(The crane.*?)INDIRECT/, "$1DIRECT");
    const { report } = await runImport(database, csv, [await writeInput(folder, "own.csv", changed)]);
    expect(report.taken).toEqual({ made: 0, changed: 1, unchanged: 1 });
    expect(await exported(database, "csv", {}, { separator })).toBe(changed);
  });
});
