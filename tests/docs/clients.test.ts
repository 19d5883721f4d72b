import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { record } from "../../src/record/record.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { article, documentWith, IMPORT, paraphrase } from "../helpers/factories.ts";
import { openServer } from "../http/runningServer.ts";

const folder = join(CHECKOUT, "examples/clients");
/** `npm run test:clients` installs what the programs need; without it, only the one that needs nothing runs. */
const isInstalled = existsSync(join(folder, "node_modules/relay-compiler"));
const describeInstalled = isInstalled ? describe : describe.skip;

const server = openServer({ schema: loadSchema() });
beforeAll(async () => {
  await loadDemo(server.database);
});

/** Starts an example, and returns the lines that it has printed so far, and how it ended. */
function run(...words: string[]) {
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const lines = () => output.trim().split("\n");
  const ended = once(child, "close").then(([code]) => ({ code: code as number, lines: lines(), errors }));
  return { child, lines, ended };
}

const SAID = /^2018-09-07 {2}[A-Z][^:]+: /;

describe("examples/clients", () => {
  test("fetch.js reads a list to its end", async () => {
    const { code, lines, errors } = await run("fetch.js", `${server.url}/graphql`, "Idlib").ended;
    const answer = await fetch(
      `${server.url}/graphql?query=${encodeURIComponent('{ statements(filter: { topic: ["Idlib"] }) { totalCount } }')}`,
    );
    const { data } = (await answer.json()) as { data: { statements: { totalCount: number } } };
    expect([code, errors, lines.length]).toEqual([0, "", data.statements.totalCount]);
    expect(lines.filter((line) => !SAID.test(line))).toEqual([]);
  });

  test("fetch.js tells why a request fails", async () => {
    const { code, errors } = await run("fetch.js", `${server.url}/graphql`, "x".repeat(40_000)).ended;
    expect([code === 0, errors]).toEqual([false, expect.stringMatching(/./)]);
  });
});

describeInstalled("examples/clients with packages", () => {
  test("apolloClient.js joins pages, persists queries and keeps the past apart", async () => {
    const before = server.log().length;
    const { code, lines, errors } = await run("apolloClient.js", `${server.url}/graphql`, "Idlib").ended;
    expect([code, errors]).toEqual([0, ""]);
    expect(lines.slice(0, -1).filter((line) => SAID.test(line))).toHaveLength(4);
    expect(JSON.parse(lines.at(-1) ?? "")).toEqual({ listed: 4, kept: 5, isKeptApart: true });
    expect(
      server
        .log()
        .slice(before)
        .map(({ method }) => method),
    ).toContain("GET");
  });

  test("urql.js asks by GET, and its cache answers the second time", async () => {
    const { code, lines, errors } = await run("urql.js", `${server.url}/graphql`, "Idlib").ended;
    expect([code, errors]).toEqual([0, ""]);
    expect(lines[0]).toMatch(/^2018-09-07 {2}[A-Z][^:]+: .*\*(ceasefire|truce)\*/);
    expect(JSON.parse(lines.at(-1) ?? "")).toEqual({ again: "hit" });
  });

  test("urqlGraphcache.js joins pages and keeps the past apart, without a warning of the cache", async () => {
    const { code, lines, errors } = await run("urqlGraphcache.js", `${server.url}/graphql`, "Idlib").ended;
    expect([code, errors]).toEqual([0, ""]);
    expect(lines.slice(0, -1).filter((line) => SAID.test(line))).toHaveLength(4);
    expect(JSON.parse(lines.at(-1) ?? "")).toEqual({ listed: 4, isKeptApart: true });
  });

  test("relay.js joins pages and keeps the past apart, once its queries are compiled", async () => {
    const compiled = await run("node_modules/relay-compiler/cli.js", "relay.config.json").ended;
    expect(compiled).toMatchObject({ code: 0, errors: "" });
    const { code, lines, errors } = await run("relay.js", `${server.url}/graphql`, "Idlib").ended;
    expect([code, errors]).toEqual([0, ""]);
    expect(lines.slice(0, -1).filter((line) => SAID.test(line))).toHaveLength(4);
    expect(JSON.parse(lines.at(-1) ?? "")).toEqual({ listed: 4, isKeptApart: true });
  });

  test("subscribe.js prints the next statement", async () => {
    const { child, lines, ended } = run("subscribe.js", `${server.url.replace("http", "ws")}/graphql`);
    for (let i = 0; child.exitCode === null; i++) {
      if (lines()[0] === "connected") {
        const printed = article(`news-${i}`, [paraphrase(`the ferry is late for the ${i}th time`)]);
        await record(server.database, documentWith(printed), { ...IMPORT, name: `news ${i}` });
      }
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 500))]);
    }
    const { code, lines: printed, errors } = await ended;
    expect([code, errors, printed[1]]).toEqual([0, "", expect.stringContaining("the ferry is late")]);
    expect(JSON.parse(printed[2] ?? "")).toEqual({ cursor: expect.any(String) });
  });

  test("the generator writes types that fit the answers", async () => {
    const cli = "node_modules/@graphql-codegen/cli/cjs/bin.js";
    const { code, errors } = await run(cli, "--config", "codegen.json").ended;
    expect([code, errors]).toEqual([0, ""]);
    expect(readFileSync(join(folder, "generated/graphql.ts"), "utf8")).toContain("saidOn: string");
  });
});

test("docs/clients.md names every program, and shows it as it is", () => {
  const page = readFileSync(join(CHECKOUT, "docs/clients.md"), "utf8");
  const programs = readdirSync(folder).filter((file) =>
    /\.(js|ts)$|^(codegen|relay\.config)\.json$|^relay$/.test(file),
  );
  expect(programs.filter((file) => !page.includes(`(../examples/clients/${file})`))).toEqual([]);
});
