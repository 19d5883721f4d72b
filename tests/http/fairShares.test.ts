import { afterEach, expect, test } from "@jest/globals";
import { sleepingSchema } from "../fixtures/sleepingSchema.ts";
import { openArchive } from "../helpers/archive.ts";
import { eventually } from "../helpers/eventually.ts";
import { type RunningOptions, type RunningServer, startServer } from "./runningServer.ts";

const database = openArchive({ poolSize: 4 });
const watcher = openArchive({ poolSize: 1 });
let server: RunningServer;
afterEach(() => server.close());

const start = async (config: RunningOptions["config"] = {}) => {
  server = await startServer({ schema: sleepingSchema, database, config: { trustProxy: 1, ...config } });
};

const ask = (query: string, from: string, signal?: AbortSignal) =>
  fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": from },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });

/** Returns how many statements sleep in PostgreSQL. */
async function sleepers(): Promise<number | undefined> {
  const text = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '/* sleeper%'";
  return (await watcher.pool.query<{ n: number }>(text)).rows[0]?.n;
}

const many = (count: number, seconds: number) =>
  `{ ${Array.from({ length: count }, (_, i) => `s${i}: sleep(seconds: ${seconds})`).join(" ")} }`;

test("one who asks for much holds half of the connections, and bystanders are answered meanwhile", async () => {
  await start();
  const leaving = new AbortController();
  const greedy = Array.from({ length: 3 }, () => ask(many(20, 60), "198.51.100.1", leaving.signal).catch(() => {}));
  await eventually(async () => (await sleepers()) === 2);
  for (let i = 0; i < 20; i++) {
    const answer = await ask(many(1, 0), `198.51.100.${i + 2}`);
    expect(answer.status).toBe(200);
    expect(await sleepers()).toBe(2);
  }
  leaving.abort();
  await Promise.all(greedy);
  await eventually(async () => (await sleepers()) === 0);
});

test("an operation pays afterwards for the time of its connections, which headers and log tell", async () => {
  await start({ rateLimit: 100_000 });
  const answer = await ask(many(1, 0.2), "198.51.100.1");
  const remaining = Number(answer.headers.get("ratelimit-remaining"));
  // 200 ms at 20 points each; more on a busy machine.
  expect(remaining).toBeLessThanOrEqual(96_000);
  const line = await server.untilLogged(({ path }) => path === "/graphql");
  expect(line.cost).toBe(100_000 - remaining);
});

test("an operation may cost more than is left; then nothing runs until the minute is over", async () => {
  await start({ rateLimit: 1_000 });
  expect((await ask(many(1, 0.2), "198.51.100.1")).headers.get("ratelimit-remaining")).toBe("0");
  const refused = await ask(many(1, 0), "198.51.100.1");
  expect([refused.status, refused.headers.has("retry-after")]).toEqual([429, true]);
  expect((await ask(many(1, 0), "198.51.100.2")).status).toBe(200);
});

test("a request for which others leave no connection gets 503 and the time to come again", async () => {
  const hurried = openHurried();
  server = await startServer({ schema: sleepingSchema, database: hurried, config: { trustProxy: 1 } });
  const leaving = new AbortController();
  const greedy = [1, 2].map((n) => ask(many(2, 60), `198.51.100.${n}`, leaving.signal).catch(() => {}));
  await eventually(async () => (await sleepers()) === 4);
  const answer = await ask(many(1, 0), "198.51.100.3");
  expect([answer.status, answer.headers.get("retry-after"), await answer.json()]).toMatchObject([
    503,
    "1",
    { errors: [{ message: expect.stringContaining("busy"), extensions: { code: "UNAVAILABLE" } }] },
  ]);
  leaving.abort();
  await Promise.all(greedy);
});

const hurriedArchive = openArchive({ poolSize: 4, connectionTimeoutMs: 200 });
const openHurried = () => hurriedArchive;
