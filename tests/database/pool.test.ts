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

/** Generous for a slow machine, and far from a hang. */
const AT_ONCE_MS = 1_500;

async function timed(work: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const began = Date.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, ms: Date.now() - began };
}

describe("a pool whose connections are all cut", () => {
  const errors: Error[] = [];
  const database = openArchive({ onError: (error) => errors.push(error) });

  test("makes new ones and says what happened", async () => {
    await Promise.all(Array.from({ length: 4 }, async () => database.query(sql`SELECT pg_sleep(0.05)`)));
    expect(database.pool.idleCount).toBe(4);
    await terminateAll(database.url);
    await eventually(async () => errors.length === 4);
    expect(errors.map((error) => (error as pg.DatabaseError).code)).toEqual(Array(4).fill("57P01"));
    expect(await database.query(one)).toEqual([{ one: 1 }]);
    expect(await database.prisma.source.count()).toBe(0);
  });

  test("fails the statements and transactions under way, and nothing else", async () => {
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

/** Ends every other session of the database, from outside of the pool. */
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

  test("everything fails at once, and works again within 5 s of its return", async () => {
    const database = connectTo(server.url);
    await Promise.all([database.query(one), database.prisma.source.count()]);
    await server.stop();
    const attempts = await Promise.all([
      timed(database.query(one)),
      timed(database.prisma.source.count()),
      timed(database.transaction(async (transaction) => transaction.query(one))),
      timed(database.withSignal(new AbortController().signal).query(one)),
    ]);
    expect(attempts.filter(({ error }) => error === undefined)).toEqual([]);
    expect(Math.max(...attempts.map(({ ms }) => ms))).toBeLessThan(AT_ONCE_MS);

    await server.start();
    const recovery = await timed(
      eventually(async () =>
        Promise.all([
          database.query(one),
          database.prisma.source.count(),
          database.transaction(async (transaction) => transaction.query(one)),
        ]).catch(() => undefined),
      ),
    );
    expect(recovery).toMatchObject({ error: undefined });
    expect(recovery.ms).toBeLessThan(5_000);
    await database.close();
  });

  test("a pool that has never reached its server finds it when it comes", async () => {
    await server.stop();
    const database = connectTo(server.url);
    expect((await timed(database.prisma.source.count())).error).toBeDefined();
    await server.start();
    expect(await database.prisma.source.count()).toBe(0);
    await database.close();
  });
});

describe("a server that accepts connections and says nothing", () => {
  test("is given up after the time to connect, not waited for", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as AddressInfo;
    const database = connectTo(`postgres://nobody@127.0.0.1:${port}/nowhere`, { poolSize: 2 });
    const attempts = await Promise.all(Array.from({ length: 5 }, async () => timed(database.query(one))));
    expect(attempts.filter(({ error }) => error === undefined)).toEqual([]);
    expect(Math.max(...attempts.map(({ ms }) => ms))).toBeLessThan(9_000);
    await database.close();
    silent.close();
  });
});
