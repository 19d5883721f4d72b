import { afterEach, describe, expect, test } from "@jest/globals";
import { sleepingSchema } from "../fixtures/sleepingSchema.ts";
import { openArchive } from "../helpers/archive.ts";
import { eventually } from "../helpers/eventually.ts";
import { type RunningOptions, type RunningServer, startServer } from "./runningServer.ts";

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

describe("time", () => {
  test("a request past its deadline gets 504, and its statement is cancelled", async () => {
    await start({ config: { requestDeadlineMs: 200 } });
    const answer = await ask("{ sleep(seconds: 30) }");
    expect(answer.status).toBe(504);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: "TIMEOUT", requestId: answer.headers.get("x-request-id") } }],
    });
    await eventually(async () => (await sleepers()) === 0);
  });

  test("a request whose work ignores the deadline gets 504", async () => {
    await start({ config: { requestDeadlineMs: 100 } });
    const answer = await ask("{ stubborn }");
    expect([answer.status, ((await answer.json()) as { errors: object[] }).errors]).toMatchObject([
      504,
      [{ extensions: { code: "TIMEOUT" } }],
    ]);
    expect((await ask("{ quick }")).status).toBe(200);
  });

  test("a client that goes away cancels its work", async () => {
    await start();
    const leaving = new AbortController();
    const gone = fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ sleep(seconds: 30) }" }),
      signal: leaving.signal,
    });
    await eventually(async () => (await sleepers()) === 1);
    leaving.abort();
    await expect(gone).rejects.toThrow();
    await eventually(async () => (await sleepers()) === 0);
    expect(server.log().filter(({ level }) => level === 50)).toEqual([]);
  });
});
