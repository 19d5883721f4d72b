import { expect, test } from "@jest/globals";
import { loadConfig } from "../../src/config.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { openArchive } from "../helpers/archive.ts";
import { runCommand } from "../helpers/command.ts";
import { readPage } from "../helpers/page.ts";
import { openServer } from "../http/runningServer.ts";

const { text: page, blocks, inLanguage } = readPage("docs/keys.md");

const database = openArchive();
const server = openServer({ schema: loadSchema(), database, config: { rateLimit: loadConfig({}).rateLimit } });

test("docs/keys.md shows commands and queries that do what it says", async () => {
  const commands = blocks[0]?.body.trim().split("\n") ?? [];
  const run = async (line: string) => {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "").slice(2);
    const ended = await runCommand(words, { environment: { DATABASE_URL: database.url } });
    expect([line, ended.exitCode]).toEqual([line, 0]);
    return ended.output;
  };
  const key = (await run(commands[0] ?? "")).trim();
  const id = key.split("_")[1] ?? "";
  expect(await run(commands[1] ?? "")).toContain(id);

  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  const ask = async (query: string) =>
    fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  const queries = inLanguage("graphql");
  const answers = inLanguage("json");
  expect(queries).toHaveLength(2);
  for (const [i, query] of queries.entries())
    expect(await (await ask(query)).json()).toEqual(JSON.parse(answers[i] ?? ""));

  await run((commands[2] ?? "").replace("$id", id));
  expect((await ask("{ viewer { name } }")).status).toBe(401);
});

test("docs/keys.md sets variables to accepted values", () => {
  const given = [...page.matchAll(/^((?:OIDC|ONRECORD)_[A-Z_]+)=(\S+)$/gm)].map(([, name = "", value = ""]) => [
    name,
    value,
  ]);
  expect(given).toHaveLength(3);
  expect(loadConfig(Object.fromEntries(given)).oidc).toEqual({
    issuer: "https://login.example.org/realms/newsroom",
    audience: "onrecord",
    rolesClaim: "realm_access.roles",
  });
  const named = [...page.matchAll(/`(ONRECORD_[A-Z_]+)(?:=(\S+))?`/g)].map(([, name = "", value]) => [name, value]);
  expect(named.length).toBeGreaterThan(5);
  for (const [name = "", value] of named)
    if (value !== undefined) expect(() => loadConfig({ [name]: value })).not.toThrow();
});
