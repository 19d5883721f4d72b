import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { migrate } from "../../src/migrate.ts";
import { openArchive } from "../helpers/archive.ts";
import { connectTo } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import type { OwnServer } from "../helpers/ownServer.ts";
import { startOwnServer } from "../helpers/ownServer.ts";

const { sql } = Prisma;
const one = sql`SELECT 1 AS one`;

/** Returns the error of work that fails; undefined if it succeeds. */
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a pool whose connections are all cut", () => {
  const errors: Error[] = [];
  const database = openArchive({ onError: (error) => errors.push(error) });

  test("a pool whose connections are cut makes new ones and reports the errors", async () => {
    await Promise.all(Array.from({ length: 4 }, async () => database.query(sql`SELECT pg_sleep(0.05)`)));
    expect(database.pool.idleCount).toBe(4);
    await terminateAll(database.url);
    await eventually(async () => errors.length === 4);
    expect(errors.map((error) => (error as pg.DatabaseError).code)).toEqual(Array(4).fill("57P01"));
    expect(await database.query(one)).toEqual([{ one: 1 }]);
    expect(await database.prisma.source.count()).toBe(0);
  });

  test("a pool whose connections are cut fails the work under way, and nothing else", async () => {
    const lent = database.transaction(async (transaction) => {
      await transaction.query(one);
      await terminateAll(database.url);
      await transaction.query(one);
    });
    const busy = database.query(sql`SELECT pg_sleep(60)`);
    const outcomes = await Promise.allSettled([lent, busy]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
    expect(await database.query(one)).toEqual([{ one: 1 }]);
  });
});

/** Ends every other session of the database, from outside the pool. */
async function terminateAll(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  await client.end();
}

describe("a server that goes away", () => {
  let server: OwnServer;
  beforeAll(async () => {
    server = await startOwnServer();
    await migrate(server.url, { log: () => {} });
  });
  afterAll(async () => {
    await server.remove();
  });

  test("a statement fails without waiting when the server is gone, and succeeds by itself when it is back", async () => {
    // A query that waited for a connection would wait longer than the test may take.
    const database = connectTo(server.url, { connectionTimeoutMs: 3_600_000 });
    await Promise.all([database.query(one), database.prisma.source.count()]);
    await server.stop();
    const errors = await Promise.all([
      errorOf(database.query(one)),
      errorOf(database.prisma.source.count()),
      errorOf(database.transaction(async (transaction) => transaction.query(one))),
      errorOf(database.withSignal(new AbortController().signal).query(one)),
    ]);
    expect(errors).not.toContain(undefined);

    await server.start();
    await eventually(async () =>
      Promise.all([
        database.query(one),
        database.prisma.source.count(),
        database.transaction(async (transaction) => transaction.query(one)),
      ]).catch(() => undefined),
    );
    await database.close();
  });

  test("a pool that has never reached its server finds it when it comes", async () => {
    await server.stop();
    const database = connectTo(server.url);
    expect(await errorOf(database.prisma.source.count())).toBeDefined();
    await server.start();
    expect(await database.prisma.source.count()).toBe(0);
    await database.close();
  });
});

describe("a server that accepts connections and says nothing", () => {
  test("every statement gives up a silent server after the time to connect, also those that wait for their turn", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as AddressInfo;
    const url = `postgres://nobody@127.0.0.1:${port}/nowhere`;
    const database = connectTo(url, { poolSize: 2, connectionTimeoutMs: 200 });
    const errors = await Promise.all(Array.from({ length: 5 }, async () => errorOf(database.query(one))));
    expect(errors.map(String)).toEqual(Array(5).fill(expect.stringContaining("timeout")));
    await database.close();
    silent.close();
  });
});
