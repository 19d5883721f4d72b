import { describe, expect, test } from "@jest/globals";
import pg from "pg";
import { Prisma } from "../src/generated/prisma/client.ts";
import { openArchive } from "./helpers/archive.ts";
import { connectTo } from "./helpers/database.ts";

const { sql, raw } = Prisma;

const database = openArchive();

const source = (slug: string) => ({ slug, name: slug, kind: "OUTLET" as const });

async function slugs(prefix: string): Promise<string[]> {
  const rows = await database.query<{ slug: string }>(
    sql`SELECT slug FROM source WHERE starts_with(slug, ${prefix}) ORDER BY slug`,
  );
  return rows.map((row) => row.slug);
}

describe("values of hand-written SQL", () => {
  test("a whole number from SQL stays exact", async () => {
    const [row] = await database.query(sql`SELECT 9007199254740991::int8 AS largest, -9007199254740991::int8 AS least`);
    expect(row).toEqual({ largest: 9007199254740991, least: -9007199254740991 });
  });

  test.each(["9007199254740992::int8", "-9007199254740993::int8", "'{1,9007199254740993}'::int8[]"])(
    "a row with a whole number that would be rounded is refused, and the connection goes on: %s",
    async (number) => {
      const rounded = { name: "RangeError", message: expect.stringContaining("is beyond ±(2^53 − 1)") };
      for (const options of [{}, { prepare: true }, { instants: "text" as const }]) {
        await expect(database.query(sql`SELECT ${raw(number)} AS id`, options)).rejects.toMatchObject(rounded);
      }
      const inTransaction = database.transaction(async (transaction) => {
        await expect(transaction.query(sql`SELECT ${raw(number)} AS id`)).rejects.toMatchObject(rounded);
        return transaction.query(sql`SELECT 1 AS id`);
      });
      expect(await inTransaction).toEqual([{ id: 1 }]);
    },
  );

  test("an instant from SQL is a Date, and a day and a decimal are text", async () => {
    const [row] = await database.query(
      sql`SELECT '2018-09-07 12:30:00+03'::timestamptz AS instant, '2018-09-07 09:30:00.25'::timestamp AS bare,
                 '2018-09-07'::date AS day, 1.10::numeric AS decimal`,
    );
    expect(row).toEqual({
      instant: new Date("2018-09-07T09:30:00Z"),
      bare: new Date("2018-09-07T09:30:00.250Z"),
      day: "2018-09-07",
      decimal: "1.10",
    });
  });

  test.each([
    "2018-09-07 12:30:00+03",
    "2018-09-07 09:30:00.5Z",
    "2018-09-07 09:30:00.25Z",
    "2018-09-07 09:30:00.123Z",
    "2018-09-07 09:30:00.123999Z",
    "0001-01-01 00:00:00Z",
    "9999-12-31 23:59:59.999Z",
  ])("an instant as text is what its Date would write: %s", async (given) => {
    const read = sql`SELECT ${given}::timestamptz AS instant`;
    const [date] = await database.query<{ instant: Date }>(read);
    const [text] = await database.query<{ instant: string }>(read, { instants: "text" });
    expect(text?.instant).toBe(date?.instant.toISOString());
  });

  test.each(["infinity", "0044-03-15 12:00:00Z BC", "12018-09-07 00:00:00Z"])(
    "an instant beyond four digits of a year is the same either way: %s",
    async (given) => {
      const read = sql`SELECT ${given}::timestamptz AS instant`;
      expect(await database.query(read, { instants: "text" })).toEqual(await database.query(read));
    },
  );

  const lists = ["{}", "{7}", "{1,2147483647,30}", "{-1,2}", "{1,NULL}", "{{1,2},{3,4}}"];
  const long = ["{8589934592,9007199254740991}", "{{-9007199254740991},{NULL}}"];
  test.each([...lists, ...long])("a parameter may be a list of integers: %s", async (given) => {
    const [row] = await database.query<{ list: unknown }>(sql`SELECT ${given}::bigint[] AS list`);
    expect(row?.list).toEqual(JSON.parse(given.toLowerCase().replaceAll("{", "[").replaceAll("}", "]")));
  });

  test("parameters are data, never SQL", async () => {
    const given = "'; DROP TABLE source; --";
    expect(await database.query(sql`SELECT ${given}::text AS text`)).toEqual([{ text: given }]);
  });
});

describe("time zones", () => {
  const instant = new Date("2018-09-07T21:30:00.123Z");
  const written = "2018-09-07 21:30:00.123";

  /** Returns the stored value as PostgreSQL writes it, read through a separate connection. */
  async function stored(url: string, slug: string): Promise<string> {
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query<{ text: string }>(
      "SELECT (created_at AT TIME ZONE 'UTC')::text AS text FROM source WHERE slug = $1",
      [slug],
    );
    await client.end();
    return rows[0]?.text ?? "";
  }

  const clone = openArchive({ afresh: true });

  test.each(["America/New_York", "Asia/Kathmandu"])("instants are kept in a database of %s", async (zone) => {
    const name = new URL(clone.url).pathname.slice(1);
    await clone.prisma.$executeRawUnsafe(`ALTER DATABASE ${name} SET TimeZone = '${zone}'`);
    const far = connectTo(clone.url);
    await far.prisma.source.create({ data: { ...source("model"), createdAt: instant } });
    await far.query(sql`INSERT INTO source (slug, name, kind, created_at) VALUES ('sql', 'x', 'OUTLET', ${instant})`);
    const read = await far.prisma.source.findMany({ select: { createdAt: true } });
    const [session] = await far.query(sql`SELECT current_setting('TimeZone') AS zone`);
    const texts = [await stored(clone.url, "model"), await stored(clone.url, "sql")];
    await far.close();
    expect(texts).toEqual([written, written]);
    expect(read).toEqual([{ createdAt: instant }, { createdAt: instant }]);
    expect(session).toEqual({ zone: "UTC" });
  });

  test("options of the address are kept", async () => {
    const url = new URL(database.url);
    url.searchParams.set("options", "-c search_path=public,pg_temp -c TimeZone=Asia/Tokyo");
    const own = connectTo(url.href);
    const [settings] = await own.query(
      sql`SELECT current_setting('search_path') AS path, current_setting('TimeZone') AS zone`,
    );
    await own.close();
    expect(settings).toEqual({ path: "public,pg_temp", zone: "UTC" });
  });
});

describe("prepared statements", () => {
  test("only a statement that asks for it is prepared, once", async () => {
    await database.transaction(async (transaction) => {
      for (const n of [1, 2, 3]) {
        await transaction.query(sql`SELECT ${n}::int AS kept`, { prepare: true });
        await transaction.query(sql`SELECT ${n}::int AS fresh`);
      }
      const kept = await transaction.query<{ statement: string }>(sql`SELECT statement FROM pg_prepared_statements`);
      expect(kept).toEqual([{ statement: "SELECT $1::int AS kept" }]);
    });
  });
});

describe("transactions", () => {
  test("a transaction binds the model and SQL, which are committed together", async () => {
    await database.transaction(async (transaction) => {
      await transaction.prisma.source.create({ data: source("together-model") });
      await transaction.query(sql`INSERT INTO source (slug, name, kind) VALUES ('together-sql', 'x', 'OUTLET')`);
      expect(await transaction.query(sql`SELECT count(*) AS n FROM source WHERE slug LIKE 'together-%'`)).toEqual([
        { n: 2 },
      ]);
      expect(await slugs("together-")).toEqual([]);
    });
    expect(await slugs("together-")).toEqual(["together-model", "together-sql"]);
  });

  test("a transaction that throws leaves nothing behind", async () => {
    const failing = database.transaction(async (transaction) => {
      await transaction.prisma.source.create({ data: source("undone-model") });
      await transaction.query(sql`INSERT INTO source (slug, name, kind) VALUES ('undone-sql', 'x', 'OUTLET')`);
      throw new RangeError("changed my mind");
    });
    await expect(failing).rejects.toThrow(new RangeError("changed my mind"));
    expect(await slugs("undone-")).toEqual([]);
  });

  test("a transaction with a refused statement undoes those before it", async () => {
    const failing = database.transaction(async (transaction) => {
      await transaction.query(sql`INSERT INTO source (slug, name, kind) VALUES ('refused', 'x', 'OUTLET')`);
      await transaction.query(sql`SELECT 1 / 0`);
    });
    await expect(failing).rejects.toMatchObject({ code: "22012" });
    expect(await slugs("refused")).toEqual([]);
  });

  test("a transaction within another is part of it", async () => {
    const failing = database.transaction(async (outer) => {
      await outer.transaction(async (inner) => {
        await inner.query(sql`INSERT INTO source (slug, name, kind) VALUES ('inner', 'x', 'OUTLET')`);
      });
      throw new RangeError("after the inner one");
    });
    await expect(failing).rejects.toThrow("after the inner one");
    expect(await slugs("inner")).toEqual([]);
  });

  test("transactions at once do not mix", async () => {
    const backend = sql`SELECT pg_backend_pid() AS pid`;
    const pids = await Promise.all(
      Array.from({ length: 20 }, async (_, n) =>
        database.transaction(async (transaction) => {
          const [before] = await transaction.query<{ pid: number }>(backend);
          await transaction.prisma.source.create({ data: source(`many-${n}`) });
          const [model] = await transaction.prisma.$queryRaw<{ pid: number }[]>(backend);
          const [after] = await transaction.query<{ pid: number }>(backend);
          return new Set([before?.pid, model?.pid, after?.pid]).size;
        }),
      ),
    );
    expect(pids).toEqual(Array.from({ length: 20 }, () => 1));
    expect(await slugs("many-")).toHaveLength(20);
  });

  test("a transaction that is over takes no more statements", async () => {
    const escaped = await database.transaction(async (transaction) => transaction);
    await expect(escaped.query(sql`SELECT 1`)).rejects.toThrow("This transaction is over.");
  });
});
