import { afterEach, expect, test } from "@jest/globals";
import pg from "pg";
import { type Child, runInChild, sourceUrl } from "./helpers/child.ts";
import { openEmptyDatabase } from "./helpers/database.ts";
import { eventually } from "./helpers/eventually.ts";
import { openProxy } from "./http/proxy.ts";

const databaseUrl = openEmptyDatabase();

const started: Child[] = [];
afterEach(() => {
  // Kill the processes of a test that failed half-way.
  for (const { process } of started.splice(0)) process.kill("SIGKILL");
});

function startProcess(environment: Record<string, string>): Child & { errors(): string } {
  const env = { PATH: process.env.PATH, PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "warn", ...environment };
  const child = runInChild(`await import(${JSON.stringify(sourceUrl("index.ts"))})`, {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.process.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    errors += chunk;
  });
  started.push(child);
  return { ...child, errors: () => errors };
}

test("a bad configuration names every variable at fault and exits with 78", async () => {
  const child = startProcess({ PORT: "eighty", LOG_LEVEL: "loud", DATABASE_URL: "mysql://somewhere" });
  expect(await child.ended).toBe(78);
  for (const name of ["PORT", "LOG_LEVEL", "DATABASE_URL"]) expect(child.errors()).toContain(name);
});

test.each(["index.ts", "cli.ts"])("a process that may open few files ends with a sentence: %s", async (file) => {
  const child = runInChild(`await import(${JSON.stringify(sourceUrl(file))})`, { stdio: ["ignore", "pipe", "pipe"] }, [
    "sh",
    "-c",
    'ulimit -n 200; exec "$@" 2>&1',
    "sh",
  ]);
  expect(await child.ended).toBe(78);
  expect(child.output()).toBe(
    "This process may open 200 files, and OnRecord needs 256 at least: raise the limit, for example by `ulimit -n 1024`.\n",
  );
});

test("a port that is taken exits with 1 and a sentence", async () => {
  const first = startProcess({ DATABASE_URL: databaseUrl });
  const address = await eventually(() => /answers at http:\/\/127\.0\.0\.1:(\d+)/.exec(first.errors())?.[1]);
  const second = startProcess({ DATABASE_URL: databaseUrl, PORT: address });
  expect(await second.ended).toBe(1);
  expect(second.errors()).toContain("EADDRINUSE");
  first.process.kill("SIGTERM");
  expect(await first.ended).toBe(0);
});

test.each(["no-such-host.invalid", "192.0.2.1", "http://localhost"])(
  "the address %s, which is not this computer's, is told in one sentence",
  async (HOST) => {
    const child = startProcess({ DATABASE_URL: databaseUrl, HOST, PORT: "4321" });
    expect(await child.ended).toBe(1);
    expect(child.errors()).toMatch(
      new RegExp(`^Cannot listen on ${HOST}, port 4321 \\(E[A-Z_]+\\): set HOST and PORT to a free address\\.$`, "m"),
    );
    expect(child.errors()).not.toMatch(/database cannot|\n\s+at /);
  },
);

test("a server whose database is not there yet becomes ready by itself, and SIGTERM ends it well", async () => {
  const proxy = await openProxy(databaseUrl);
  await proxy.cut();
  const child = startProcess({ DATABASE_URL: proxy.url });
  const url = await eventually(() => /answers at (http:\/\/127\.0\.0\.1:\d+)/.exec(child.errors())?.[1]);
  await eventually(() => child.errors().includes("cannot be reached yet"));
  const notReady = await fetch(`${url}/readyz`);
  expect([notReady.status, await notReady.json()]).toEqual([503, { status: "not ready", problem: "database" }]);

  await proxy.open();
  await eventually(async () => (await fetch(`${url}/readyz`)).status === 200);
  const query = '{ statements(filter: { speaker: ["Putin"], topic: ["Idlib"] }) { totalCount } }';
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  expect(await answer.json()).toHaveProperty("data.statements.totalCount");

  child.process.kill("SIGTERM");
  expect(await child.ended).toBe(0);
  await proxy.cut();
});

test("a server whose tables another process brings up to date says so, and answers meanwhile", async () => {
  const other = new pg.Client(databaseUrl);
  await other.connect();
  await other.query("SELECT pg_advisory_lock(72707369)");
  const child = startProcess({ DATABASE_URL: databaseUrl });
  const url = await eventually(() => /answers at (http:\/\/127\.0\.0\.1:\d+)/.exec(child.errors())?.[1]);
  expect(child.errors()).toMatch(/^waiting for another process that brings the tables up to date/m);
  expect(child.errors()).not.toContain("cannot be reached");
  const statuses = ["/healthz", "/readyz"].map(async (path) => (await fetch(url + path)).status);
  expect(await Promise.all(statuses)).toEqual([200, 503]);
  await other.end();
  await eventually(async () => (await fetch(`${url}/readyz`)).status === 200);
  child.process.kill("SIGTERM");
  expect(await child.ended).toBe(0);
});
