import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { cloneDatabase, type TestDatabase } from "../helpers/database.ts";
import { readPage } from "../helpers/page.ts";
import { runLine } from "../helpers/shell.ts";
import { type RunningServer, startServer } from "../http/runningServer.ts";

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

let [database, server, folder]: [TestDatabase, RunningServer, string] = [] as never;
beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo(database);
  server = await startServer({ schema: loadSchema(), database });
  folder = mkdtempSync(join(tmpdir(), "onrecord-docs-"));
});
afterAll(async () => {
  await server.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

test("each of the pages shows a command", () => {
  expect(new Set(lines.map(([page]) => page))).toEqual(new Set(PAGES));
});

test.each(lines)(
  "the command in %s works: %s",
  async (_page, line) => {
    const { url } = server;
    const command = line.replaceAll("tests/fixtures/", join(CHECKOUT, "tests/fixtures/"));
    const { exitCode, errors } = await runLine(command, { environment: { DATABASE_URL: database.url }, folder, url });
    // The fixtures of most formats have records that are rejected.
    expect(line.includes("onrecord import") ? [0, 1] : [0]).toContain(exitCode);
    expect(errors).not.toMatch(/error|\n\s+at /i);
  },
  120_000,
);

test("docs/export.md writes the files that its commands name", () => {
  // Older versions of curl keep the query in the name.
  const names = readdirSync(folder).map((name) => name.replace(/\?.*/, ""));
  expect(names.sort()).toEqual(["putin-on-idlib.csv", "statements.csv"]);
});
