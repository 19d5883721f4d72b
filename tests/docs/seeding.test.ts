import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey } from "../../src/keys/keys.ts";
import { dump, expectSound, openArchive } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { type Ended, runCommand } from "../helpers/command.ts";
import { readPage } from "../helpers/page.ts";
import { runProgram } from "../helpers/program.ts";
import { openServer } from "../http/runningServer.ts";

const { commands, inLanguage } = readPage("docs/seeding.md");
const [seedOutput, httpOutput] = inLanguage("text");

const database = openArchive();
const server = openServer({ schema: loadSchema(), database });

const example = (name: string, environment: Record<string, string> = {}) =>
  runProgram([join(CHECKOUT, "examples", name)], { DATABASE_URL: database.url, ...environment });

/** Runs a seed twice: the second run must change nothing. */
async function twice(run: () => Promise<Ended>): Promise<Ended[]> {
  const first = await run();
  const before = await dump(database);
  const second = await run();
  expect(await dump(database)).toEqual(before);
  await expectSound(database);
  return [first, second];
}

test("the seed in TypeScript prints what the page shows, and again changes nothing", async () => {
  expect(commands).toContain("node seed.ts");
  const [first, second] = await twice(() => example("seed-prisma/seed.ts"));
  expect(first).toEqual({ output: seedOutput, errors: "", exitCode: 0 });
  expect(second?.output).toBe(seedOutput?.replace("1 new articles, 1 new", "0 new articles, 0 new"));
});

test("`prisma db seed` runs it by the example's configuration", () => {
  const prisma = join(CHECKOUT, "node_modules/prisma/build/index.js");
  const loader = join(CHECKOUT, "tests/helpers/typescript.mjs");
  const { stdout, status } = spawnSync(process.execPath, [prisma, "db", "seed"], {
    cwd: join(CHECKOUT, "examples/seed-prisma"),
    encoding: "utf8",
    // Prisma would download its engine, which a seed does not need.
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.url,
      NODE_OPTIONS: `--import=${loader}`,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    },
  });
  expect([status, stdout]).toEqual([0, expect.stringContaining("0 new articles, 0 new statements")]);
});

test("the page's configuration is the example's", () => {
  const config = readFileSync(join(CHECKOUT, "examples/seed-prisma/prisma.config.ts"), "utf8");
  const withoutComments = config.replaceAll(/^\/\/.*\n/gm, "");
  expect(inLanguage("ts")[0]).toBe(withoutComments);
});

test("the seed over HTTP adds what the page says, and again nothing", async () => {
  expect(commands).toContain("node examples/seed-http.js");
  const { token } = await createKey(database, undefined, { name: "Seed", role: "EDITOR", expiresAt: null });
  const run = () => example("seed-http.js", { ARCHIVE_URL: server.url, ARCHIVE_KEY: token });
  const first = await run();
  expect(first).toEqual({ output: httpOutput, errors: "", exitCode: 0 });
  const before = await database.prisma.appearance.count();
  expect(await run()).toEqual({ output: "0 added, 2 on record already, 0 refused\n", errors: "", exitCode: 0 });
  expect(await database.prisma.appearance.count()).toBe(before);
  await expectSound(database);
});

test("the seed over HTTP says which key it needs", async () => {
  const { errors, exitCode } = await example("seed-http.js");
  expect([errors, exitCode]).toEqual([expect.stringContaining("Set ARCHIVE_KEY"), 1]);
});

test("the seed through a pipe is imported whole, and again nothing", async () => {
  const line = "node examples/seed-pipe.js | npx onrecord import jsonl -";
  expect(commands).toEqual(expect.arrayContaining([line, `${line} --dry-run`]));
  const { output: input } = await example("seed-pipe.js");
  const run = (...options: string[]) =>
    runCommand(["import", "jsonl", "-", ...options], { input, environment: { DATABASE_URL: database.url } });
  expect(await run("--dry-run")).toMatchObject({ exitCode: 0, output: expect.stringMatching(/ 5 new\n/) });
  const [first, second] = await twice(() => run());
  expect(first).toMatchObject({ exitCode: 0, output: expect.stringMatching(/ 5 new\n/) });
  expect(second).toMatchObject({ exitCode: 0, output: expect.stringMatching(/ 0 new\n/) });
});
