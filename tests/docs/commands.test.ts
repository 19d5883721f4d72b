import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { openArchive } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { openFolder } from "../helpers/folder.ts";
import { readPage } from "../helpers/page.ts";
import { runLine } from "../helpers/shell.ts";
import { openServer } from "../http/runningServer.ts";

/** The pages whose commands no other test runs. */
const PAGES = [
  "docs/http.md",
  "docs/export.md",
  "docs/topics.md",
  ...readdirSync(join(CHECKOUT, "docs/import"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/import/${name}`),
];
const lines = PAGES.flatMap((page) => readPage(page).commands.map((line) => [page, line] as const));

const database = openArchive();
const server = openServer({ schema: loadSchema(), database });
const folder = openFolder();
beforeAll(() => loadDemo(database));

test("each page shows a command", () => {
  expect(new Set(lines.map(([page]) => page))).toEqual(new Set(PAGES));
});

test.each(lines)("the command in %s works: %s", async (_page, line) => {
  const { url } = server;
  const command = line.replaceAll("tests/fixtures/", join(CHECKOUT, "tests/fixtures/"));
  const { exitCode, errors } = await runLine(command, { environment: { DATABASE_URL: database.url }, folder, url });
  // The fixtures of most formats contain records that are rejected.
  expect(line.includes("onrecord import") ? [0, 1] : [0]).toContain(exitCode);
  expect(errors).not.toMatch(/error|\n\s+at /i);
});

test("docs/export.md writes the files that its commands name", () => {
  // Older versions of curl keep the query string in the file name.
  const names = readdirSync(folder).map((name) => name.replace(/\?.*/, ""));
  expect(names.sort()).toEqual(["archive.jsonl", "idlib.csv", "putin-on-idlib.csv", "statements.csv"]);
});
