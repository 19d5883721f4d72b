import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type pg from "pg";
import type { Database } from "../../src/database.ts";
import { difference, migrate } from "../../src/migrate.ts";
import { partition } from "../../src/partition/convert.ts";
import { expectSpace, isPartitioned } from "../../src/partition/partitionable.ts";
import { record } from "../../src/record/record.ts";
import { everything, idleTriggers, withClient } from "../backup/backups.ts";
import { expectSound } from "../helpers/archive.ts";
import { connectTo, createDatabase, databaseUrl, dropDatabase, newName } from "../helpers/database.ts";
import { hasDebianServer, startDebianServer } from "../helpers/debianServer.ts";
import { IMPORT } from "../helpers/factories.ts";
import { world } from "../helpers/world.ts";

/** Opens a filled archive that is not partitioned, also if the run's template is (`ONRECORD_TEST_PARTITIONS`). */
function openWhole(): string {
  const name = newName();
  const url = databaseUrl(name);
  beforeAll(async () => {
    await createDatabase(name, "template1");
    await migrate(url, { log: () => {} });
    await withDatabase(url, (database) => record(database, world, IMPORT));
  });
  afterAll(() => dropDatabase(name));
  return url;
}

async function withDatabase(url: string, work: (database: Database) => Promise<unknown>): Promise<void> {
  const database = connectTo(url);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

const convert = (url: string, into = 4) => withClient(url, (client) => partition(client, { into, log: () => {} }));
const run = (url: string, statement: string) => withClient(url, async (client) => (await client.query(statement)).rows);

/** Returns the names of everything that hangs on the tables, as SQL writes it, without what partitions have of it. */
async function definitions(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(`
SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid)) AS text
FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid AND NOT relispartition
WHERE connamespace = 'public'::regnamespace AND conparentid = 0
UNION ALL SELECT replace(indexdef, ' ON ONLY ', ' ON ') FROM pg_indexes WHERE schemaname = 'public' AND tablename !~ '_p\\d+$'
UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0
UNION ALL SELECT format('%s %s %s %s', table_name, ordinal_position, column_name, column_default)
FROM information_schema.columns WHERE table_schema = 'public' AND table_name !~ '_p\\d+$'
UNION ALL SELECT format('%s %s', oid::regclass, relacl) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
ORDER BY text`);
  // PostgreSQL writes a comparison of rows with other brackets once it has read it as a comparison of each column.
  return rows.map(({ text }) => text.replace(/[()]/g, ""));
}

describe("partition", () => {
  const url = openWhole();

  test("partitioned tables have the same rows, keys, checks, triggers, defaults and rights, and uuids are unique otherwise", async () => {
    await run(url, "GRANT SELECT ON statement TO PUBLIC");
    const before = await everything(url);
    const defined = await withClient(url, definitions);
    await convert(url);
    expect(await everything(url)).toEqual(before);
    const now = await withClient(url, definitions);
    expect(defined.filter((text) => !now.includes(text))).toEqual([
      "CREATE UNIQUE INDEX statement_uuid_key ON public.statement USING btree uuid",
    ]);
    const added = now.filter((text) => !defined.includes(text) && !/\bstatement_uuid\b/.test(text));
    expect(added.map((text) => text.replace(/ (?:AFTER|REFERENCING).*/, ""))).toEqual([
      "CREATE INDEX statement_uuid_key ON public.statement USING btree uuid",
      ...["added", "changed", "emptied", "removed"].map((each) => `CREATE TRIGGER uuid_${each}`),
    ]);
    expect(now).toContain(defined.find((text) => text.startsWith("statement {")));
    expect(await idleTriggers(url)).toEqual([]);
    await withDatabase(url, expectSound);
    const rows = await run(url, "SELECT tableoid::regclass::text AS part, count(*) FROM statement_topic GROUP BY 1");
    expect(rows).toHaveLength(4);
  });

  test("tables that are partitioned already are left as they are", async () => {
    await expect(convert(url, 8)).rejects.toThrow("The tables are already partitioned, into 4: nothing was changed.");
  });

  test("a uuid can stand on one statement only, whichever partition it is in, until that statement is gone", async () => {
    const copy = (values: string) =>
      run(
        url,
        `INSERT INTO statement (uuid, speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
        SELECT ${values}, 'UNKNOWN', text, 'INDIRECT', said_at, said_at_precision, said_at_basis, language, origin_id
        FROM statement ORDER BY id LIMIT 1`,
      );
    for (let attempt = 0; attempt < 8; attempt++) await expect(copy("uuid")).rejects.toMatchObject({ code: "23505" });
    await expect(
      run(url, "UPDATE statement SET uuid = (SELECT uuid FROM statement WHERE id = 1) WHERE id = 2"),
    ).rejects.toThrow("statement_uuid_pkey");
    await run(url, "UPDATE statement SET uuid = gen_random_uuid() WHERE id = 1");
    await run(
      url,
      "UPDATE statement SET language = 'en', uuid = CASE id WHEN 2 THEN (SELECT uuid FROM statement WHERE id = 3) " +
        "ELSE (SELECT uuid FROM statement WHERE id = 2) END WHERE id IN (2, 3)",
    );
    await run(url, "DELETE FROM statement WHERE id = 4");
    await copy("gen_random_uuid()");
    const kept = "SELECT uuid, statement_id AS id FROM statement_uuid ORDER BY id";
    expect(await run(url, kept)).toEqual(await run(url, "SELECT uuid, id FROM statement ORDER BY id"));
    await run(url, "TRUNCATE statement CASCADE");
    expect(await run(url, kept)).toEqual([]);
  });

  test("Prisma's comparison sees the partitioned tables as the schema describes them, except for the unique uuid", async () => {
    expect((await difference(url)).split("\n").filter((line) => /^[A-Z]/.test(line))).toMatchInlineSnapshot(`
[
  "DROP INDEX "statement_uuid_key";",
  "DROP TABLE "statement_uuid";",
  "CREATE UNIQUE INDEX "statement_uuid_key" ON "statement"("uuid");",
]
`);
  });
});

describe("later migrations", () => {
  const url = openWhole();
  beforeAll(() => convert(url, 2));

  test.each([
    "ALTER TABLE statement ADD COLUMN tone TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE statement ADD CONSTRAINT statement_tone_check CHECK (length(text) > 0)",
    "ALTER TABLE statement DROP CONSTRAINT statement_text_check",
    "ALTER TABLE statement_topic ALTER COLUMN said_at TYPE timestamptz(6)",
    "ALTER TABLE statement_tag DROP CONSTRAINT statement_tag_pkey, ADD CONSTRAINT statement_tag_pkey PRIMARY KEY (statement_id, topic_id, basis)",
    "ALTER TABLE statement_tag DROP CONSTRAINT statement_tag_topic_id_fkey",
    "ALTER TABLE statement DISABLE TRIGGER USER; UPDATE statement SET language = 'en'; ALTER TABLE statement ENABLE TRIGGER USER",
    "DROP INDEX statement_topic_page_idx",
    "CREATE INDEX statement_tone_idx ON statement (language, id)",
    "DROP TRIGGER statement_moved ON statement",
    "CREATE TRIGGER later AFTER DELETE ON statement_tag REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION forget_assertions()",
    "ALTER SEQUENCE statement_id_seq RESTART WITH 100000",
    "ALTER INDEX statement_origin_id_idx RENAME TO statement_by_origin_idx",
    "ALTER TABLE statement RENAME COLUMN status_reason TO reason",
  ])("PostgreSQL does this with partitioned tables as with others: %s", async (statement) => {
    const refusal = await run(url, `BEGIN; ${statement}; ROLLBACK`).then(
      () => null,
      (error: Error) => error.message,
    );
    expect(refusal).toBeNull();
  });

  test.each([
    [
      "CREATE UNIQUE INDEX later ON statement (wording_digest)",
      "unique constraint on partitioned table must include all partitioning columns",
    ],
    ["CREATE INDEX CONCURRENTLY later ON statement (language)", "cannot create index on partitioned table"],
    [
      "ALTER TABLE statement ALTER COLUMN id TYPE int",
      'cannot alter column "id" because it is part of the partition key',
    ],
    ["ALTER TABLE statement DROP COLUMN id", 'cannot drop column "id" because it is part of the partition key'],
    [
      "CREATE TRIGGER later AFTER INSERT ON statement REFERENCING NEW TABLE AS added FOR EACH ROW EXECUTE FUNCTION publish_later()",
      "",
    ],
    ["DROP INDEX statement_p0_pkey", "cannot drop index statement_p0_pkey"],
    ["ALTER TABLE statement SET (fillfactor = 80)", "cannot specify storage parameters for a partitioned table"],
  ])("PostgreSQL refuses this with partitioned tables: %s", async (statement, message) => {
    await expect(run(url, statement)).rejects.toThrow(message);
  });
});

describe("what cannot be partitioned", () => {
  const url = openWhole();

  /** Expects the refusal, and that the archive is as it was. */
  async function expectRefused(message: RegExp, attempt: () => Promise<unknown> = () => convert(url)): Promise<void> {
    const before = await everything(url);
    await expect(attempt()).rejects.toThrow(message);
    expect(await everything(url)).toEqual(before);
    expect(await withClient(url, isPartitioned)).toBe(false);
    expect(await run(url, "SELECT relname FROM pg_class WHERE relispartition")).toEqual([]);
  }

  test("tables that a migration is missing of are refused", async () => {
    await run(url, "CREATE TABLE kept AS SELECT * FROM _prisma_migrations WHERE migration_name LIKE '%_partitions'");
    await run(url, "DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_partitions'");
    await expectRefused(/^The tables are not up to date: run `onrecord migrate` first\.$/);
    await run(url, "INSERT INTO _prisma_migrations SELECT * FROM kept");
  });

  test("a role that does not own the tables is told so", async () => {
    const role = `reader_${new URL(url).pathname.slice(-12)}`;
    await run(url, `CREATE ROLE ${role}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
    await expectRefused(/^The role "reader_\w+" may not replace the tables: run the command as their owner/, () =>
      withClient(url, async (client) => {
        await client.query(`SET ROLE ${role}`);
        await partition(client, { into: 2, log: () => {} });
      }),
    );
    await run(url, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });

  test("more partitions than PostgreSQL has locks for are refused, with the setting to change", async () => {
    await expectRefused(
      /^A query of 256 partitions takes up to \d{4} locks, .* max_locks_per_transaction to \d{4} or more/,
      () => convert(url, 256),
    );
  });

  test("a view of somebody else's is named, and nothing is changed", async () => {
    await run(url, "CREATE VIEW mine AS SELECT text FROM statement");
    await expectRefused(/^Something that is not OnRecord's needs the tables.*view mine/s);
    await run(url, "DROP VIEW mine");
  });

  test("a transaction that goes on reading is not waited for long", async () => {
    await withClient(url, async (reader) => {
      await reader.query("BEGIN; SELECT FROM statement LIMIT 1");
      await expectRefused(/^Others use the tables: stop the servers and imports/);
    });
  });

  test("a conversion whose connection is lost leaves everything as it was", async () => {
    await expectRefused(/terminated|closed/, async () =>
      withClient(url, async (client) => {
        const log = (line: string) => {
          if (line.startsWith("Indexing statement_tag")) void client.end();
        };
        await partition(client, { into: 2, log });
      }),
    );
  });

  test.each([
    [500, 1000, null],
    [500, undefined, null],
    [
      1_500_000_000,
      2_999_999_999,
      "The tables have 1,500 MB, and their copy with its write-ahead log needs about 3,000 MB, but only 3,000 MB are free",
    ],
    [1_000_000, 0, "but only 0 MB are free: make room on the disk of the database."],
  ])("tables of %p bytes on a disk with %p free", (bytes, free, message) => {
    const attempt = () => expectSpace(bytes, free);
    if (message === null) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(message);
  });
});

(hasDebianServer ? describe : describe.skip)("PostgreSQL 15, with as few locks as it has by itself", () => {
  let server: Awaited<ReturnType<typeof startDebianServer>>;
  beforeAll(async () => {
    server = await startDebianServer();
    await migrate(server.url, { log: () => {} });
    await withDatabase(server.url, (database) => record(database, world, IMPORT));
  });
  afterAll(() => server.remove());

  test("PostgreSQL 15 has locks for few partitions, and they hold the same rows", async () => {
    await expect(convert(server.url, 32)).rejects.toThrow(
      /^A query of 32 partitions .* has room for 64: set max_locks/,
    );
    const before = await everything(server.url);
    await convert(server.url, 2);
    expect(await everything(server.url)).toEqual(before);
    await withDatabase(server.url, expectSound);
  });
});
