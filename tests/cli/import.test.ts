import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { emptyReport, type Report } from "../../src/ingestion/report.ts";
import { dump, openArchive } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { type CommandOptions, runCommand } from "../helpers/command.ts";
import { openFolder } from "../helpers/folder.ts";
import { HARBOUR_BODY, harbourLines, writeInput } from "../ingestion/corpus.ts";

const database = openArchive({ afresh: true });
const folder = openFolder();

const FIXTURES = join(CHECKOUT, "tests/fixtures");
const TABLE = join(FIXTURES, "csv/harbour.csv");
const SOUND = "speaker,text,date,source\nMira Halvorsen,The harbour opens in spring.,2031-03-04,The Ostrin Post\n";

const run = (words: string[], options: CommandOptions = {}) =>
  runCommand(["import", ...words], { ...options, environment: { DATABASE_URL: database.url, ...options.environment } });
const reportOf = (output: string) => (JSON.parse(output) as { report: Report }).report;

describe("the exit code and the report", () => {
  test("the report says that every record was taken, and the exit code is 0", async () => {
    const path = await writeInput(folder, "sound.csv", SOUND);
    expect(await run(["csv", path])).toEqual({
      exitCode: 0,
      errors: "",
      output: `           1 row in 1 file
           1 new
           0 changed
           0 unchanged
           0 left out
           0 rejected

Made:
           1 article
           1 source
           1 speaker

This is import 1; \`onrecord imports undo 1\` undoes it.
`,
    });
    const again = await run(["csv", path]);
    expect(again).toMatchObject({ exitCode: 0, errors: "" });
    expect(again.output).toContain("           1 unchanged\n");
    expect(again.output).toContain("\nNothing was new.\n");
  });

  test("the report says which records were rejected or left out, where and why", async () => {
    const { exitCode, errors, output } = await run(["csv", TABLE]);
    expect(exitCode).toBe(1);
    expect(errors.split("\n")).toEqual([
      expect.stringMatching(/harbour\.csv:7: BAD_DATE: The date “Tuesday” .*: write it like 2018-09-07/),
      expect.stringMatching(/harbour\.csv:8: AMBIGUOUS_DATE: The date “03\/04\/2031” /),
      "",
    ]);
    expect(output).toContain(
      "           1 left out: empty rows 1\n           2 rejected: BAD_DATE 1, AMBIGUOUS_DATE 1\n",
    );
  });

  test("the report of a workbook names the cells of what was rejected, and the sheet can be chosen", async () => {
    const book = join(FIXTURES, "xlsx/harbour.xlsx");
    const { exitCode, errors, output } = await run(["xlsx", book]);
    expect(exitCode).toBe(1);
    expect(errors.split("\n")).toEqual([
      expect.stringMatching(/harbour\.xlsx:6:C6: BAD_DATE: The date “Tuesday” /),
      expect.stringMatching(/harbour\.xlsx:8:B8: MALFORMED: Cell B8 has a formula without a result: /),
      "",
    ]);
    expect(output).toContain("           5 new\n");
    expect(output).toContain("\nOnly the sheet “Quotes” is read, not “Old quotes”: --sheet names another.\n");
    const other = await run(["xlsx", book, "--sheet", "Old"]);
    expect([other.exitCode, other.errors]).toEqual([
      2,
      expect.stringMatching(/The workbook has no sheet “Old”, only “Quotes”, “Old quotes”: check --sheet\.\n$/),
    ]);
  });

  test("the report warns of rows that differ from what another import has on record", async () => {
    const sheet = SOUND.replace("source", "source,url").replace("Post\n", "Post,https://a.example/1\n");
    await run(["csv", await writeInput(folder, "first.csv", sheet)]);
    const { output } = await run([
      "csv",
      await writeInput(folder, "second.csv", sheet.replace("03-04", "03-05")),
      "--dry-run",
    ]);
    expect(output).toContain("\nWARNING: 1 row differs from what another import has on record of it, which stays.\n");
    expect(output).toMatch(
      /\n1 of these passages is on record by import 1 and stays as recorded: if this file .* --replaces 1\.\n/,
    );
    const path = join(folder, "second.csv");
    const replaced = await run(["csv", path, "--replaces", "1"]);
    expect(replaced.output).toContain("           1 changed\n");
    expect(replaced.output).not.toContain("WARNING");
    for (const [id, message] of [
      ["9", "There is no import “9” to replace: find its id with `onrecord imports`."],
      ["two", "Not the id of an import"],
    ] as const) {
      const refused = await run(["csv", path, "--replaces", id]);
      expect([refused.exitCode, refused.errors]).toEqual([2, expect.stringContaining(message)]);
    }
  });

  test("the report says that nothing could be taken", async () => {
    const path = await writeInput(folder, "bad.csv", "speaker,text,date,source\nMira Halvorsen,Words,Tuesday,Post\n");
    const { exitCode, output } = await run(["csv", path]);
    expect(exitCode).toBe(2);
    expect(output).toContain("           1 rejected: BAD_DATE 1\n");
    expect(await database.prisma.article.count()).toBe(0);
  });

  test("an import of empty files reports nothing and exits with 0", async () => {
    const path = await writeInput(folder, "empty.csv", "");
    const { exitCode, output } = await run(["csv", path]);
    expect(exitCode).toBe(0);
    expect(output).toContain("           0 rows in 1 file\n");
  });

  test("scripts get the report as one JSON object", async () => {
    const { output, exitCode } = await run(["csv", TABLE, "--json"]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(output)).toEqual({
      id: 1,
      stoppedAt: null,
      report: {
        ...emptyReport(),
        ...{ files: 1, records: 8, taken: { made: 5, changed: 0, unchanged: 0 } },
        leftOut: { "empty rows": 1 },
        rejected: { BAD_DATE: 1, AMBIGUOUS_DATE: 1 },
        attributions: { UNNAMED: 1 },
        made: { articles: 3, sources: 3, speakers: 3, topics: 2, propositions: 0 },
      },
    });
    const { counts, options } = await database.prisma.import.findFirstOrThrow();
    expect(counts).toEqual(reportOf(output));
    expect(options).toEqual({ paths: [TABLE] });
  });
});

describe("what cannot be begun ends with 2 and a sentence", () => {
  test.each<[string, string[], RegExp]>([
    ["no such file", ["csv", "nowhere.csv"], /^There is no file or folder “nowhere.csv”: check the path\.\n$/],
    ["no such pattern", ["csv", "nowhere/*.csv"], /^No file matches “nowhere\/\*\.csv”: check the pattern\.\n$/],
    ["a folder without", ["popolo", join(FIXTURES, "csv")], /^The folder .* contains no file of this format/],
    ["no such format", ["xls", TABLE], /^error: .*'xls' is invalid.* Allowed choices are jsonl, csv, .*\.\n$/],
    ["no sheet", ["xlsx", TABLE, "--sheet", " "], /^error: .* The name is empty\.\n$/],
    ["no path", ["csv"], /^error: missing required argument 'path'\n$/],
    ["no language", ["csv", TABLE, "--language", "klingonisch"], /^error: .* Not a language tag .*\n$/],
    ["no name", ["csv", TABLE, "--source", " "], /^error: .* The name is empty\.\n$/],
    ["no place for rejects", ["csv", TABLE, "--rejects", "/nowhere/x"], /^Cannot write \/nowhere\/x: ENOENT: .*\n$/],
  ])("an import that cannot begin exits with 2 and one sentence: %s", async (_, words, message) => {
    expect(await run(words)).toEqual({ exitCode: 2, output: "", errors: expect.stringMatching(message) });
    expect(await database.prisma.import.count()).toBe(0);
  });

  test.each([
    [
      { DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" },
      2,
      /^The database cannot be reached: connect ECONNREFUSED 127\.0\.0\.1:1\n$/,
    ],
    [{ ONRECORD_POOL_SIZE: "none" }, 78, /ONRECORD_POOL_SIZE/],
  ])(
    "an import whose configuration is wrong exits with 2 and one sentence: %j",
    async (environment, exitCode, message) => {
      const path = await writeInput(folder, "sound.csv", SOUND);
      const ended = await run(["csv", path], { environment });
      expect(ended).toEqual({ exitCode, output: "", errors: expect.stringMatching(message) });
      expect(ended.errors).not.toMatch(/\n\s+at /);
    },
  );
});

describe("options", () => {
  test("--rejects writes every rejection as one JSON object a line, ordered by place", async () => {
    const unknown = { exact: "words that stand nowhere" };
    const statements = [unknown, { exact: "The old harbour must stay open" }, unknown];
    const lines = harbourLines([{ url: "https://news.example.org/a", body: HARBOUR_BODY, statements }]);
    const path = await writeInput(folder, "harbour.jsonl", `${lines}no JSON\n{"article":{}}\n`);
    const rejects = await writeInput(folder, "rejects.jsonl", "of an earlier import\n");
    const { exitCode, errors, output } = await run(["jsonl", path, "--rejects", rejects]);
    expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: "" });
    const written = (await readFile(rejects, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(written.map(({ line, record, code }) => [line, record, code])).toEqual([
      [3, "statement 1", "REFUSED"],
      [3, "statement 3", "REFUSED"],
      [4, undefined, "MALFORMED"],
      [5, undefined, expect.any(String)],
    ]);
    for (const rejection of written)
      expect(rejection).toMatchObject({ file: path, message: expect.stringMatching(/\w.*\.$/), records: 1 });
    expect(output).toContain("           4 rejected: ");
  });

  test("a rejection shows the control characters of a file in writing", async () => {
    const date = `"4 March\n${"\u001b"}[2J2031"`;
    const path = await writeInput(folder, "loud.csv", `${SOUND}Mira Halvorsen,It opens.,${date},The Ostrin Post\n`);
    const { errors } = await run(["csv", path]);
    expect(errors).toContain("BAD_DATE: The date “4 March\\u{a}\\u{1b}[2J2031” cannot be read");
  });

  test("the import prints the first twenty rejections without --rejects", async () => {
    const path = await writeInput(folder, "many.jsonl", "no JSON\n".repeat(25));
    const { errors } = await run(["jsonl", path]);
    expect(errors.match(/: MALFORMED: /g)).toHaveLength(20);
    expect(errors).toMatch(/\n… and 5 more rejections: --rejects FILE writes all of them to a file\.\n$/);
  });

  test("--dry-run prints the same report and stores nothing", async () => {
    const before = await dump(database);
    const dry = await run(["csv", TABLE, "--dry-run"]);
    expect(dry.exitCode).toBe(1);
    expect(dry.output).toMatch(/\nThis was a dry run: nothing was kept\.\n$/);
    expect(await dump(database)).toEqual(before);
    const real = await run(["csv", TABLE]);
    const withoutEnd = (text: string) => text.trim().split("\n").slice(0, -1);
    expect(withoutEnd(dry.output)).toEqual(withoutEnd(real.output));
    expect(dry.errors).toBe(real.errors);
  });

  test("--source, --language and --wire fill in what the files do not say", async () => {
    const path = await writeInput(
      folder,
      "bare.csv",
      "speaker,text,date\nMira Halvorsen,Der Hafen öffnet.,2031-03-04\n",
    );
    const defaults = ["--source", "The Ostrin Post", "--language", "DE-at", "--wire", "Norrvik Press"];
    expect(await run(["csv", path, ...defaults])).toMatchObject({ exitCode: 0 });
    const article = await database.prisma.article.findFirstOrThrow({ include: { source: true, wire: true } });
    expect(article).toMatchObject({
      language: "de-AT",
      source: { name: "The Ostrin Post", kind: "OUTLET" },
      wire: { name: "Norrvik Press", kind: "AGENCY" },
    });
  });
});

describe("paths", () => {
  test("an import reads standard input", async () => {
    const { exitCode, output } = await run(["csv", "-", "--json"], { input: SOUND });
    expect([exitCode, reportOf(output).taken.made]).toEqual([0, 1]);
    const { path } = await database.prisma.importFile.findFirstOrThrow();
    expect(path).toBe("-");
  });

  test("an import reads .gz, .bz2, folders and patterns, and recognises a file that was imported uncompressed", async () => {
    const plain = await writeInput(folder, "sound.csv", SOUND);
    expect(await run(["csv", plain])).toMatchObject({ exitCode: 0 });
    const packed = join(folder, "packed");
    await mkdir(packed);
    await writeInput(packed, "sound.csv.gz", gzipSync(SOUND));
    const known = await run(["csv", packed, "--json"]);
    expect([known.exitCode, reportOf(known.output).taken]).toEqual([0, { made: 0, changed: 0, unchanged: 1 }]);

    const quotes = await run(["quotebank", join(FIXTURES, "quotebank/*.bz2"), "--json"]);
    expect(reportOf(quotes.output).taken.made).toBeGreaterThan(0);
    await cp(join(FIXTURES, "brat"), join(packed, "brat"), { recursive: true });
    const brat = await run(["brat", join(packed, "brat"), "--json"]);
    expect(reportOf(brat.output)).toMatchObject({ made: { articles: 2 } });
  });
});
