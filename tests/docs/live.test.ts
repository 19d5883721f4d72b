import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { afterEach, beforeAll, expect, test } from "@jest/globals";
import { buildSchema, parse, validate } from "graphql";
import { loadConfig } from "../../src/config.ts";
import { openArchive } from "../helpers/archive.ts";
import { hasBrowser, launchBrowser } from "../helpers/browser.ts";
import { CHECKOUT, type Child, runInChild, sourceUrl } from "../helpers/child.ts";
import { eventually } from "../helpers/eventually.ts";
import { readPage } from "../helpers/page.ts";
import { overWebSocket, publish, subscribed } from "../http/live/listening.ts";

const { text: page, inLanguage } = readPage("docs/live.md");

const database = openArchive();
let url: string;
let server: Child;
beforeAll(async () => {
  await publish(database, "Long ago");
  const port = await freePort();
  url = `http://localhost:${port}`;
  server = start(port);
  await ready();
});
const opened: ChildProcess[] = [];
afterEach(async () => {
  for (const child of opened.splice(0)) child.kill();
  await eventually(() => subscribed(url, 0));
});
database.beforeDrop(() => stop());

/** Starts the server as a user does, in a separate process. */
function start(port: number | string): Child {
  const { PATH } = process.env;
  const environment = {
    PATH,
    DATABASE_URL: database.url,
    PORT: String(port),
    ONRECORD_DEMO: "false",
    LOG_LEVEL: "warn",
  };
  const script = `await import(${JSON.stringify(sourceUrl("index.ts"))})`;
  return runInChild(script, { env: environment, stdio: ["ignore", "pipe", "ignore"] });
}

const ready = () => eventually(async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok);

async function stop(): Promise<void> {
  server.process.kill("SIGTERM");
  expect(await server.ended).toBe(0);
}

/** Returns text of the page with this server's address in place of the example's. */
const here = (text = "") => text.replace("localhost:4000", new URL(url).host);

/** Runs a line of the page in a shell; returns a function that reads its output so far. */
function shell(line = "", environment: object = {}): () => string {
  const child = spawn("sh", ["-c", `exec ${here(line)}`], { env: { ...process.env, ...environment } });
  opened.push(child);
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  return () => text;
}

test("docs/live.md shows the output of curl, which continues by an event's id", async () => {
  const [first, again] = inLanguage("sh");
  const heard = shell(first);
  await eventually(() => subscribed(url, 1));
  await publish(database, "The harbour opens in spring.");
  await eventually(() => heard().includes("spring"));
  const withoutCursors = (text: string) => text.replaceAll(/\bWyJ\w+/g, "…");
  expect(withoutCursors(heard())).toBe(withoutCursors(inLanguage("text")[0] ?? ""));

  const [, id] = /^id: (\S+)$/m.exec(heard()) ?? [];
  const on = shell(again, { id });
  await eventually(() => on().includes("spring"));
  expect(on()).not.toContain("Long ago");
});

test("docs/live.md has a program and a page that hear everything once while the server restarts", async () => {
  const [program, script] = inLanguage("js");
  const preamble = `globalThis.WebSocket ??= (await import("ws")).default;`;
  const child = runInChild(`${preamble}\n${here(program)}`, { cwd: CHECKOUT });
  opened.push(child.process);
  const listeners = [() => child.output().split("\n").filter(Boolean)];
  const browser = hasBrowser ? await launchBrowser() : null;
  if (browser) {
    const tab = await browser.newPage();
    const lines: string[] = [];
    tab.on("console", (message) => message.type() === "log" && lines.push(message.text()));
    await tab.evaluate(here(script));
    listeners.push(() => lines);
  }
  const expected: string[] = [];
  const say = async (text: string) => {
    await publish(database, text);
    expected.push(`Ada Brandt: ${text}`);
  };
  const areTold = () =>
    eventually(() => listeners.every((lines) => JSON.stringify(lines()) === JSON.stringify(expected)));

  await eventually(() => subscribed(url, listeners.length));
  const other = overWebSocket(url);
  await eventually(() => subscribed(url, listeners.length + 1));
  for (let time = 1; time <= 2; time += 1) {
    await stop();
    // At this point the subscribers have received nothing yet.
    await say(`Missed the time ${time}`);
    server = start(new URL(url).port);
    await ready();
    await areTold();
    await say(`Heard the time ${time}`);
    await areTold();
  }
  expect(await other.ended).toMatchObject({ code: 1001 });
  await browser?.close();
});

test("docs/live.md passes a key as the client takes it", async () => {
  const [, option = ""] = /`(connectionParams: \{[^`]*\})`/.exec(page) ?? [];
  const program = here(inLanguage("js")[0]).replace("createClient({", `createClient({ ${option},`);
  const child = runInChild(`globalThis.WebSocket ??= (await import("ws")).default;\n${program}`, {
    cwd: CHECKOUT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.process.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  // The page's key is invalid: the server's refusal shows that it was sent.
  expect(await eventually(() => /4401/.exec(errors))).not.toBeNull();
  opened.push(child.process);
});

test("docs/live.md has the query and the limits that exist", async () => {
  const [query = "", changes = ""] = inLanguage("graphql");
  const listener = overWebSocket(url, query, { filter: { topic: ["Harbour"] } });
  await eventually(() => subscribed(url, 1));
  expect(validate(buildSchema(readFileSync(`${CHECKOUT}/schema.graphql`, "utf8")), parse(changes))).toEqual([]);
  await publish(database, "By the query of the page");
  await eventually(() => listener.texts().length === 1);
  listener.stop();

  const named = [...page.matchAll(/\| ([\d,]+)(?: s)? \(`(ONRECORD_LIVE_\w+)`\) \|/g)];
  const said = Object.fromEntries(named.map(([, value = "", name]) => [name, Number(value.replace(",", ""))]));
  const { live } = loadConfig({});
  expect(said).toEqual({
    ONRECORD_LIVE_CONNECTIONS: live.connections,
    ONRECORD_LIVE_CONNECTIONS_PER_ADDRESS: live.connectionsPerAddress,
    ONRECORD_LIVE_OPERATIONS: live.operations,
    ONRECORD_LIVE_KEEP_ALIVE: live.keepAliveMs / 1_000,
    ONRECORD_LIVE_BACKLOG: live.backlog,
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "localhost", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
