import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { packageRoot } from "../src/packageRoot.ts";
import { type Child, runInChild, sourceUrl } from "./helpers/child.ts";
import { eventually } from "./helpers/eventually.ts";
import { readPage } from "./helpers/page.ts";
import { runLine } from "./helpers/shell.ts";

const read = (file: string) => readFileSync(join(packageRoot(), file), "utf8");

const { text: readme, blocks, commands } = readPage("README.md");
const queries = blocks.flatMap(({ language, body }, i) =>
  language === "graphql" ? [[body, blocks[i + 1]] as const] : [],
);

/** Returns the output that the README shows for a command; empty if it shows none. */
function printedBelow(command: string): string {
  const place = blocks.findIndex(({ language, body }) => language === "sh" && body.trim() === command);
  const below = blocks[place + 1];
  return place >= 0 && below?.language === "text" ? below.body : "";
}

/** Commands that cannot run inside the test suite, because they run or stop it, and the files that run them instead. */
const runElsewhere: Record<string, { file: string; words: string }> = {
  "npm install && npm start": { file: "scripts/firstRun.js", words: '"npm install && npm start"' },
  "npm install && npm test": { file: ".ci/run", words: "npm install && npm test" },
  "docker compose up": { file: "scripts/image.js", words: "Dockerfile" },
};

let server: Child;
let folder: string;
let url: string;
const environment = () => ({ PATH: process.env.PATH, ONRECORD_DATA: folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-readme-"));
  server = runInChild(`await import(${JSON.stringify(sourceUrl("index.ts"))})`, {
    env: { ...environment(), PORT: "0", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let greeting = "";
  server.process.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    greeting += chunk;
  });
  url = await eventually(async () => /answers at (http:\/\/localhost:\d+)/.exec(greeting)?.[1]);
});

afterAll(async () => {
  server.process.kill("SIGTERM");
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
});

describe("README", () => {
  test("the README opens with one statement, then a spreadsheet, in at most 250 lines", () => {
    expect(queries[0]?.[0]).toContain('statements(filter: { speaker: ["Putin"], topic: ["Idlib"] }, first: 1)');
    expect(blocks.map(({ language }) => language).slice(0, 5)).toEqual(["sh", "graphql", "json", "csv", "sh"]);
    expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(250);
  });

  test.each(queries)("the README's query has the answer below it: %s", async (query, answer) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    expect(answer?.language).toBe("json");
    expect(await response.json()).toEqual(JSON.parse(answer?.body ?? ""));
  });

  test.each(commands.filter((command) => !(command in runElsewhere) && !command.includes("npm start")))(
    "the README's command works: %s",
    async (command) => {
      const { exitCode, output } = await run(command);
      expect(output).not.toMatch(/\berrors?\b/i);
      expect(output).toContain(printedBelow(command));
      expect(exitCode).toBe(0);
    },
  );

  test.each(Object.entries(runElsewhere))("the README's command is run elsewhere: %s", (command, { file, words }) => {
    expect(commands).toContain(command);
    expect(read(file)).toContain(words);
  });

  test("the README shows the spreadsheet that it imports", () => {
    expect(blocks.find(({ language }) => language === "csv")?.body).toBe(read("docs/import/quotes.csv"));
  });
});

/** Runs a line of the README. Commands that npm would start are run from the source, on the test's own server. */
async function run(command: string) {
  const { output, errors, exitCode } = await runLine(command, { environment: { ONRECORD_DATA: folder }, url });
  return { output: `${output}${command.startsWith("curl") ? "" : errors}`, exitCode };
}
