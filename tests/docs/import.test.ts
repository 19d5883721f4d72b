import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "@jest/globals";
import { rejectCodes } from "../../src/formats/rejections.ts";
import { formats } from "../../src/formats.ts";
import { openArchive } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { COMMAND } from "../helpers/command.ts";
import { openFolder } from "../helpers/folder.ts";

const PAGE = join(CHECKOUT, "docs/import.md");
const PATIENCE = 120_000;

const page = readFileSync(PAGE, "utf8");
const database = openArchive();
const folder = openFolder();

/** Runs a line of the page in a shell; the files that it writes are the test's own. */
async function run(line: string) {
  const command = line
    .replace("onrecord", [process.execPath, ...COMMAND].join(" "))
    .replace("rejects.jsonl", join(folder, "rejects.jsonl"));
  const { PATH } = process.env;
  const child = spawn("sh", ["-c", command], { cwd: CHECKOUT, env: { PATH, DATABASE_URL: database.url } });
  const [output, errors, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { output, errors, exitCode };
}

test(
  "the commands of the page work, and the first one prints what stands below it",
  async () => {
    const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, body = ""]) => ({
      language,
      body,
    }));
    const commands = blocks.flatMap(({ language, body }) => (language === "sh" ? body.trim().split("\n") : []));
    expect(commands.length).toBeGreaterThan(5);
    const [first, ...others] = commands;
    expect(await run(first as string)).toMatchObject({
      exitCode: 1,
      output: blocks.find(({ language }) => language === "text")?.body,
    });
    for (const command of others) {
      const { exitCode, errors } = await run(command);
      // The tables have rows that are rejected.
      expect([command, [0, 1].includes(exitCode), errors]).toEqual([
        command,
        true,
        expect.not.stringMatching(/error|\n\s+at /i),
      ]);
    }
  },
  PATIENCE,
);

test("the page has every format, every code of rejections, and links that lead somewhere", () => {
  for (const { name } of formats) expect(page).toContain(`| [\`${name}\`](import/${name}.md) |`);
  for (const code of rejectCodes) expect(page).toMatch(new RegExp(`^\\| \`${code}\` \\| \\S.* \\| \\S.* \\|$`, "m"));
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = ""]) => join(dirname(PAGE), link));
  expect(links.filter((link) => !existsSync(link))).toEqual([]);
});
