import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openArchive } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { runCommand } from "../helpers/command.ts";
import { contentOf } from "../ingestion/corpus.ts";

const database = openArchive();

const TABLE = join(CHECKOUT, "tests/fixtures/csv/harbour.csv");
const PEOPLE = join(CHECKOUT, "tests/fixtures/popolo/velmora.json");
const run = (...words: string[]) => runCommand(words, { environment: { DATABASE_URL: database.url } });

describe("--help", () => {
  test.each([["import"], ["imports"], ["imports undo"], ["stats"]])(
    "the help of `%s` has examples",
    async (command) => {
      const { output, exitCode } = await run(...command.split(" "), "--help");
      expect(output).toMatch(
        new RegExp(`^Usage: onrecord ${command} .*\\nExamples?:\\n {2}\\$ .*onrecord ${command}`, "s"),
      );
      expect(exitCode).toBe(0);
    },
  );

  test("the help of `import` lists the formats, the options and the exit codes", async () => {
    const { output } = await run("import", "--help");
    const formats = ["jsonl", "csv", "brat", "news-quotations", "akoma-ntoso", "popolo", "quotebank", "gdelt-gqg"];
    for (const format of formats) expect(output).toMatch(new RegExp(`^ {2}${format} +\\S`, "m"));
    for (const part of [
      "--dry-run",
      "--rejects <file>",
      "--source",
      "--language",
      "--wire",
      "--json",
      "Exit codes: 0 ",
    ])
      expect(output).toContain(part);
  });
});

test("`imports` lists the imports, takes them back one by one, and counts them", async () => {
  expect(await run("imports")).toEqual({ exitCode: 0, output: "", errors: "There are no imports yet.\n" });
  expect(await run("imports", "--json")).toEqual({ exitCode: 0, output: "[]\n", errors: "" });
  const empty = await contentOf(database);

  await run("import", "csv", TABLE);
  const before = await contentOf(database);
  await run("import", "popolo", PEOPLE);
  const { output } = await run("imports");
  const rows = output
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/ {2,}/));
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
  expect(rows).toEqual([
    ["id", "begun (UTC)", "format", "files", "articles", "printings", "speakers", "state"],
    ["2", time, "popolo", "1", "0", "0", expect.stringMatching(/^\d+$/), "finished"],
    ["1", time, "csv", "1", "3", "5", "3", "finished"],
  ]);
  const [people, table] = JSON.parse((await run("imports", "--json")).output);
  expect(people).toMatchObject({ id: 2, format: "popolo" });
  expect(table).toMatchObject({
    id: 1,
    options: { paths: [TABLE] },
    counts: { records: 8, taken: { made: 5 } },
    statements: 5,
  });

  const stats = JSON.parse((await run("stats", "--json")).output);
  expect(stats).toMatchObject({ statements: { all: 5, DIRECT: 1, INDIRECT: 3, MIXED: 1 }, articles: 3, imports: 2 });
  const shown = await run("stats");
  expect(shown).toMatchObject({ exitCode: 0, errors: "" });
  expect(shown.output).toMatch(/^statements +5\nstatements, DIRECT +1\n/);

  for (const id of ["2", "1"]) {
    const undone = await run("imports", "undo", id, ...(id === "2" ? ["--by", "Orsolya"] : []));
    expect(undone).toMatchObject({ exitCode: 0, errors: "" });
    expect(undone.output).toMatch(new RegExp(`^Import ${id} is undone\\. Removed: \\d.* Restored: 0 rows\\.\\n$`));
    expect(await contentOf(database)).toBe(id === "2" ? before : empty);
  }
  expect(await run("imports", "undo", "1")).toMatchObject({ exitCode: 2 });

  const entries = await database.query(Prisma.sql`
    SELECT name, action, undone_import ->> 'id' AS id, undone_import -> 'files' AS files
    FROM change JOIN origin ON origin.id = change.origin_id ORDER BY change.id`);
  expect(entries).toEqual([
    { name: "Orsolya", action: "importUndo", id: "2", files: ["velmora.json"] },
    { name: "operator", action: "importUndo", id: "1", files: ["harbour.csv"] },
  ]);
});

test.each(["99", "0", "1.5", "1e0", "twelve", "4294967297", ""])(
  "`imports undo` refuses “%s”, which is no import's id",
  async (id) => {
    expect(await run("imports", "undo", id)).toEqual({
      exitCode: 2,
      output: "",
      errors: `There is no import “${id}”: find its id with \`onrecord imports\`.\n`,
    });
  },
);
