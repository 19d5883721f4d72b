import { request } from "node:http";
import { makeExecutableSchema } from "@graphql-tools/schema";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { Database } from "../../src/database.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openArchive } from "../helpers/archive.ts";
import { eventually } from "../helpers/eventually.ts";
import { type RunningOptions, type RunningServer, startServer } from "./runningServer.ts";

const database = openArchive();
let server: RunningServer;
afterEach(() => server.close());

const sleeping = makeExecutableSchema<{ database: Database }>({
  typeDefs: "type Query { sleep(seconds: Float!): Int, stubborn: Int, quick: Int! }",
  resolvers: {
    Query: {
      sleep: async (_source, { seconds }: { seconds: number }, { database }) => {
        await database.query(Prisma.sql`/* sleeper */ SELECT pg_sleep(${seconds}::float8)`);
        return 1;
      },
      stubborn: () => new Promise(() => {}),
      quick: () => 1,
    },
  },
});

const start = async (options: Partial<RunningOptions> = {}) => {
  server = await startServer({ schema: sleeping, database, ...options });
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

describe("stopping", () => {
  test("twenty slow requests in flight are all answered; later ones find nobody", async () => {
    await start();
    const inFlight = Array.from({ length: 20 }, () => ask("{ sleep(seconds: 0.5) }"));
    await eventually(async () => await sleepers());
    // Requests that wait for a connection have been received by now too: they came in the same moment.
    await server.untilLogged((line) => line.status === 200);
    const closed = server.close();
    const answers = await Promise.all(inFlight.map(async (answer) => (await answer).json()));
    expect(answers).toEqual(Array(20).fill({ data: { sleep: 1 } }));
    await closed;
    await expect(ask("{ quick }")).rejects.toThrow();
  });
});

describe("time", () => {
  test("a request past its deadline is answered 504, and its statement is cancelled", async () => {
    await start({ config: { requestDeadlineMs: 200 } });
    const answer = await ask("{ sleep(seconds: 30) }");
    expect(answer.status).toBe(504);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: "TIMEOUT", requestId: answer.headers.get("x-request-id") } }],
    });
    await eventually(async () => (await sleepers()) === 0);
  });

  test("so is one whose work does not listen", async () => {
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

describe("what operators look at", () => {
  test("/healthz and /readyz", async () => {
    await start();
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: "ok" });
    expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: "ready" });
  });

  test("/readyz says why not", async () => {
    let problem: string | undefined = "migrations";
    await start({ checkReadiness: async () => problem });
    const first = await fetch(`${server.url}/readyz`);
    expect([first.status, await first.json()]).toEqual([503, { status: "not ready", problem: "migrations" }]);
    problem = undefined;
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  test("/readyz without a database", async () => {
    await start({ checkReadiness: async () => Promise.reject(new Error("connect ECONNREFUSED")) });
    const answer = await fetch(`${server.url}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([503, { status: "not ready", problem: "database" }]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test("/metrics counts by type and outcome, and nothing that a client chose", async () => {
    await start();
    await ask("query ChosenByTheClient { quick }");
    await ask("{ nothing }");
    const text = await eventually(async () => {
      const metrics = await (await fetch(`${server.url}/metrics`)).text();
      return metrics.includes('outcome="refused"') ? metrics : undefined;
    });
    expect(text).toContain('onrecord_graphql_request_duration_seconds_count{type="query",outcome="ok"} 1');
    expect(text).toContain('onrecord_graphql_request_duration_seconds_count{type="none",outcome="refused"} 1');
    expect(text).toMatch(/^onrecord_pool_connections \d+$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).not.toContain("ChosenByTheClient");
  });

  test("/schema.graphql is the schema as text, revalidated by its ETag", async () => {
    await start();
    const answer = await fetch(`${server.url}/schema.graphql`);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await answer.text()).toContain("type Query {\n  sleep(seconds: Float!): Int");
    const again = await fetch(`${server.url}/schema.graphql`, {
      headers: { "if-none-match": answer.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });
});

describe("who sends drop by drop, or too much", () => {
  test("headers of more than 16 kB are refused", async () => {
    await start();
    const status = await new Promise((resolve, reject) => {
      request(`${server.url}/healthz`, { headers: { "x-large": "x".repeat(20_000) } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(431);
  });
});
