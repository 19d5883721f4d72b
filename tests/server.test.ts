import { afterEach, expect, test } from "@jest/globals";
import { sleepingSchema } from "./fixtures/sleepingSchema.ts";
import { openArchive } from "./helpers/archive.ts";
import { eventually } from "./helpers/eventually.ts";
import { type RunningOptions, type RunningServer, startServer } from "./http/runningServer.ts";

const database = openArchive();
let server: RunningServer;
afterEach(() => server.close());

const start = async (options: Partial<RunningOptions> = {}) => {
  server = await startServer({ schema: sleepingSchema, database, ...options });
};
const ask = (query: string) =>
  fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
const sleepers = async () => {
  const text = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND datname = current_database() AND query LIKE '/* sleeper%'`;
  return (await server.database.pool.query<{ n: number }>(text)).rows[0]?.n;
};

test("twenty slow requests in flight are all answered, and later ones find nobody", async () => {
  await start();
  const inFlight = Array.from({ length: 20 }, () => ask("{ sleep(seconds: 0.5) }"));
  await eventually(async () => await sleepers());
  // Requests that wait for a connection have also arrived, because they came at the same moment.
  await server.untilLogged((line) => line.status === 200);
  const closed = server.close();
  const answers = await Promise.all(inFlight.map(async (answer) => (await answer).json()));
  expect(answers).toEqual(Array(20).fill({ data: { sleep: 1 } }));
  await closed;
  await expect(ask("{ quick }")).rejects.toThrow();
});
