import { afterEach, expect, test } from "@jest/globals";
import { openArchive } from "../helpers/archive.ts";
import { type RunningOptions, type RunningServer, startServer } from "./runningServer.ts";

const database = openArchive();
let server: RunningServer;
afterEach(() => server.close());

const start = async (options: Partial<RunningOptions> = {}) => {
  server = await startServer({ database, ...options });
};

test("/healthz and /readyz answer 200 if all is well", async () => {
  await start();
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: "ok" });
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: "ready" });
});

test("/readyz says why the server is not ready", async () => {
  let problem: string | undefined = "migrations";
  await start({ checkReadiness: async () => problem });
  const first = await fetch(`${server.url}/readyz`);
  expect([first.status, await first.json()]).toEqual([503, { status: "not ready", problem: "migrations" }]);
  problem = undefined;
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

test("/readyz answers 503 without a database", async () => {
  await start({ checkReadiness: async () => Promise.reject(new Error("connect ECONNREFUSED")) });
  const answer = await fetch(`${server.url}/readyz`);
  expect([answer.status, await answer.json()]).toEqual([503, { status: "not ready", problem: "database" }]);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});
