import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openArchive } from "../helpers/archive.ts";
import { eventually } from "../helpers/eventually.ts";

const { sql } = Prisma;

const database = openArchive({ poolSize: 2 });
const narrow = openArchive({ poolSize: 1 });
const hurried = openArchive({ statementTimeoutMs: 50 });

/** Returns how many statements with this text PostgreSQL is running. */
async function running(text: string): Promise<number> {
  const rows = await database.query<{ n: number }>(
    sql`SELECT count(*) AS n FROM pg_stat_activity WHERE state = 'active' AND starts_with(query, ${text})`,
  );
  return rows[0]?.n ?? Number.NaN;
}

describe("withSignal", () => {
  test("an abort ends the statement in PostgreSQL and rejects with the reason", async () => {
    const leaving = new AbortController();
    const reason = new Error("the client went away");
    const sleeping = database.withSignal(leaving.signal).query(sql`/* left */ SELECT pg_sleep(60)`);
    const outcome = sleeping.catch((error: unknown) => error);
    await eventually(async () => (await running("/* left */")) === 1);
    leaving.abort(reason);
    expect(await outcome).toBe(reason);
    expect(await running("/* left */")).toBe(0);
    expect(database.pool.totalCount).toBeLessThanOrEqual(2);
  });

  test("an aborted signal lets nothing be sent", async () => {
    const gone = database.withSignal(AbortSignal.abort(new Error("gone")));
    await expect(gone.query(sql`INSERT INTO source (slug, name, kind) VALUES ('late', 'x', 'OUTLET')`)).rejects.toThrow(
      "gone",
    );
    expect(await database.query(sql`SELECT slug FROM source`)).toEqual([]);
  });

  test("either of two signals ends the statement", async () => {
    const [client, deadline] = [new AbortController(), new AbortController()];
    const both = database.withSignal(client.signal).withSignal(deadline.signal);
    const reason = new Error("too late");
    const outcome = both.query(sql`/* both */ SELECT pg_sleep(60)`).catch((error: unknown) => error);
    await eventually(async () => (await running("/* both */")) === 1);
    deadline.abort(reason);
    expect(await outcome).toBe(reason);
  });

  test("an aborted transaction is rolled back, and its connection serves on", async () => {
    const leaving = new AbortController();
    const working = database.withSignal(leaving.signal).transaction(async (transaction) => {
      await transaction.query(sql`INSERT INTO source (slug, name, kind) VALUES ('half', 'x', 'OUTLET')`);
      await transaction.query(sql`/* half */ SELECT pg_sleep(60)`);
    });
    const reason = new Error("gone");
    const outcome = working.catch((error: unknown) => error);
    await eventually(async () => (await running("/* half */")) === 1);
    leaving.abort(reason);
    expect(await outcome).toBe(reason);
    expect(await database.query(sql`SELECT slug FROM source`)).toEqual([]);
  });

  test("no cancel hits a statement that comes after, whenever it strikes", async () => {
    const ends = new Map<string, number>();
    for (let n = 0; n < 150; n++) {
      const leaving = new AbortController();
      const statement = narrow.withSignal(leaving.signal).query(sql`SELECT pg_sleep(0.004)`);
      const ended = statement.then(
        () => "finished",
        (error: Error) => error.message,
      );
      const after = narrow.query(sql`SELECT ${n}::int AS n`);
      // Sometimes the query is left to end by itself, however slow the machine is.
      await (n % 9 === 8 ? ended : pause(n % 9));
      leaving.abort(new Error("aborted"));
      const end = await ended;
      ends.set(end, (ends.get(end) ?? 0) + 1);
      expect(await after).toEqual([{ n }]);
    }
    expect([...ends.keys()].sort()).toEqual(["aborted", "finished"]);
  });
});

describe("statement timeout", () => {
  test("a slow statement is cancelled with PostgreSQL's own code, from SQL and from the model", async () => {
    await expect(hurried.query(sql`SELECT pg_sleep(60)`)).rejects.toMatchObject({ code: "57014" });
    await expect(hurried.prisma.$queryRaw`SELECT 1 FROM (SELECT pg_sleep(60)) AS slept`).rejects.toThrow("57014");
    expect(await hurried.query(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });
});
