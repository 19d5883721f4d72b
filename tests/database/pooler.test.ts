import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import type { DatabaseConnection } from "../../src/database.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { checkSession } from "../../src/index/sessionCheck.ts";
import { migrate } from "../../src/migrate.ts";
import { connectTo, createDatabase, databaseUrl, dropDatabase, newName } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import { readPage } from "../helpers/page.ts";
import { hasPooler, type Pooler, startPooler } from "../helpers/pooler.ts";

const { sql } = Prisma;

const name = newName();
const ROLE_SETTINGS = ["timezone", "statement_timeout", "idle_in_transaction_session_timeout"];

(hasPooler ? describe : describe.skip)("behind PgBouncer, which pools transactions", () => {
  let pooler: Pooler;
  const opened: DatabaseConnection[] = [];
  const errors: Error[] = [];

  function through(options: Parameters<typeof connectTo>[1] = {}, { url } = pooler): DatabaseConnection {
    const onError = (error: Error) => void errors.push(error);
    const database = connectTo(url, { preparedStatements: false, onError, ...options });
    opened.push(database);
    return database;
  }

  async function directly(statement: string): Promise<pg.QueryResultRow[]> {
    const client = new pg.Client(databaseUrl(name));
    await client.connect();
    const { rows } = await client.query(statement);
    await client.end();
    return rows;
  }

  const inDatabase = (settings: string) => directly(`ALTER ROLE CURRENT_USER IN DATABASE ${name} ${settings}`);

  beforeAll(async () => {
    await createDatabase(name, "template1");
    pooler = await startPooler(databaseUrl(name));
  });
  afterAll(async () => {
    await Promise.all(opened.map(({ close }) => close()));
    await pooler?.remove();
    await dropDatabase(name);
  });

  test("a session without the settings that it needs is refused, with what to run", async () => {
    await inDatabase("SET timezone = 'Asia/Tokyo'");
    await expect(checkSession(through(), { statementTimeoutMs: 10_000 })).rejects.toThrow(
      /^A connection pooler drops .* run `ALTER ROLE "onrecord" SET timezone = 'UTC';` and `ALTER ROLE "onrecord" SET statement_timeout = '10000ms';` and `.*idle_in_transaction_session_timeout = '60s';`, and restart the pooler\.$/,
    );
  });

  test("a pooler that refuses the driver's parameters is told from an outage, with what to configure", async () => {
    const strict = await startPooler(databaseUrl(name), { ignore_startup_parameters: null });
    await expect(checkSession(through({}, strict), { statementTimeoutMs: 10_000 })).rejects.toThrow(
      /unsupported startup parameter: .*ignore_startup_parameters = options,statement_timeout,idle_/,
    );
    await strict.remove();
  });

  test("a session with the settings of its role is taken", async () => {
    const settings =
      readPage("docs/operate.md")
        .inLanguage("sql")
        .find((block) => block.startsWith("ALTER ROLE")) ?? "";
    await directly(settings.replaceAll("ROLE onrecord", `ROLE onrecord IN DATABASE ${name}`));
    const fresh = await startPooler(databaseUrl(name));
    await expect(checkSession(through({}, fresh), { statementTimeoutMs: 10_000 })).resolves.toBeUndefined();
    await fresh.remove();
    for (const setting of ROLE_SETTINGS) await inDatabase(`RESET ${setting}`);
  });

  test("migrations leave no lock behind in the pooler's sessions", async () => {
    const applied = await migrate(pooler.url, { log: () => {} });
    expect(applied.length).toBeGreaterThan(0);
    expect(
      await directly(
        "SELECT objid FROM pg_locks JOIN pg_database ON oid = database AND datname = current_database() WHERE locktype = 'advisory'",
      ),
    ).toEqual([]);
    expect(await migrate(pooler.url, { log: () => {} })).toEqual([]);
  });

  test("PgBouncer hands out right answers, with two processes that ask in opposite order", async () => {
    const [one, other] = [through(), through()];
    const ask = async (database: DatabaseConnection, number: number) => {
      const [row] =
        number % 2 === 0
          ? await database.query<{ even: number }>(sql`SELECT ${number}::int AS even`, { prepare: true })
          : await database.query<{ odd: number }>(sql`SELECT ${number}::int AS odd, 'x' AS more`, { prepare: true });
      return row;
    };
    const numbers = Array.from({ length: 720 }, (_, i) => i);
    const [rows, others] = await Promise.all([
      Promise.all(numbers.map((number) => ask(one, number))),
      Promise.all(numbers.map((number) => ask(other, number + 1))),
    ]);
    const right = (number: number) => (number % 2 === 0 ? { even: number } : { odd: number, more: "x" });
    expect(rows).toEqual(numbers.map(right));
    expect(others).toEqual(numbers.map((number) => right(number + 1)));
  });

  test("statements that are given up end in PostgreSQL, and the pooler lives", async () => {
    const database = through({ poolSize: 8 });
    const outcomes = Array.from({ length: 320 }, (_, i) =>
      database
        .withSignal(AbortSignal.timeout(30 + (i % 40)))
        .query(sql`/* given up */ SELECT pg_sleep(30)`)
        .then(
          () => "answered",
          () => "given up",
        ),
    );
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(["given up"]));
    expect(pooler.process.exitCode ?? pooler.process.signalCode).toBeNull();
    expect(
      await directly("SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE '/* given up */%'"),
    ).toEqual([]);
    expect(await database.query(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  test("announcements that do not arrive are told, with the variable to set", async () => {
    errors.length = 0;
    const states: boolean[] = [];
    through().listen("pooled", { onNotice: () => {}, onState: (state) => states.push(state) });
    await eventually(() => errors.length > 0);
    expect(errors[0]).toMatchObject({ name: "DeafError", message: expect.stringContaining("DATABASE_DIRECT_URL") });
    expect(states).toEqual([]);
  });

  test("announcements arrive with the address of PostgreSQL itself", async () => {
    const database = through({ directUrl: databaseUrl(name) });
    let notices = 0;
    let isListening = false;
    database.listen("direct", { onNotice: () => (notices += 1), onState: (state) => (isListening = state) });
    await eventually(() => isListening);
    await database.query(sql`SELECT pg_notify('direct', '')`);
    await eventually(() => notices > 0);
    expect(notices).toBe(1);
  });
});
