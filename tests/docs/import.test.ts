import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { rejectCodes } from "../../src/formats/rejections.ts";
import { formats } from "../../src/formats.ts";
import { openApi } from "../helpers/api.ts";
import { openArchive } from "../helpers/archive.ts";
import { openFolder } from "../helpers/folder.ts";
import { readPage } from "../helpers/page.ts";
import { runLine } from "../helpers/shell.ts";

const PAGE = "docs/import.md";

const { text: page, commands, inLanguage } = readPage(PAGE);

const database = openArchive();
const api = openApi();
const folder = openFolder();

/** Runs a line of the page; the test provides the files that it writes to. */
const run = (line: string) =>
  runLine(line.replace("rejects.jsonl", join(folder, "rejects.jsonl")), {
    environment: { DATABASE_URL: database.url },
  });

test("the commands of docs/import.md work, and the first one prints what stands below it", async () => {
  expect(commands.length).toBeGreaterThan(5);
  const [first, ...others] = commands;
  expect(await run(first as string)).toMatchObject({ exitCode: 1, output: inLanguage("text")[0] });
  for (const command of others) {
    const { exitCode, errors } = await run(command);
    // The tables contain rows that are rejected.
    expect([command, [0, 1].includes(Number(exitCode)), errors]).toEqual([
      command,
      true,
      expect.not.stringMatching(/error|\n\s+at /i),
    ]);
  }
});

test("docs/import.md has every format and every code of rejections", () => {
  for (const { name } of formats) expect(page).toContain(`| [\`${name}\`](import/${name}.md) |`);
  for (const code of rejectCodes) expect(page).toMatch(new RegExp(`^\\| \`${code}\` \\| \\S.* \\| \\S.* \\|$`, "m"));
});

test("docs/import.md shows the answer to its mutation", async () => {
  const [mutation = ""] = inLanguage("graphql");
  expect({ data: await api.ask(mutation) }).toEqual(JSON.parse(inLanguage("json")[0] ?? ""));
});
