import pg from "pg";
import { PRISMA_LOCK } from "../migrate.ts";
import { type Definitions, readDefinitions, readReferences } from "./definitions.ts";
import { expectPartitionable, explainFailed } from "./partitionable.ts";

/** The tables that grow with the statements, each with the column that has the statement's id; the first one has the statements. */
export const PARTITIONED_TABLES: readonly { table: string; key: string }[] = [
  { table: "statement", key: "id" },
  { table: "statement_topic", key: "statement_id" },
  { table: "statement_tag", key: "statement_id" },
  { table: "statement_search", key: "statement_id" },
];

export interface PartitionOptions {
  /** The number of partitions of each table: a power of two. */
  into: number;
  /** Called with a sentence at each step. */
  log: (message: string) => void;
}

/** Servers that read and write meanwhile are waited for, but not for long: what comes after us waits behind us. */
const BEGIN = `/* partition.begin */
BEGIN;
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL lock_timeout = '10s';
DO $$
BEGIN
  -- A command that was stopped is noticed in the middle of copying. Some systems cannot look for that.
  SET LOCAL client_connection_check_interval = '2s';
EXCEPTION WHEN invalid_parameter_value THEN
  NULL;
END $$`;

/**
 * Converts the tables of statements to tables partitioned by hash of the statement's id, in one transaction: it is done whole or not at all.
 * Nobody can read or write statements meanwhile.
 *
 * PostgreSQL has no unique index over all partitions that lacks the id. The table `statement_uuid` keeps the uuids unique instead.
 *
 * @throws Error with a sentence if the tables cannot be partitioned
 */
export async function partition(client: pg.ClientBase, { into, log }: PartitionOptions): Promise<void> {
  const names = PARTITIONED_TABLES.map(({ table }) => table);
  await expectPartitionable(client, names, into);
  await client.query(BEGIN);
  try {
    await client.query("/* partition.turn */ SELECT pg_advisory_xact_lock($1)", [PRISMA_LOCK]);
    await client.query(`/* partition.lock */ LOCK TABLE ${names.join(", ")} IN ACCESS EXCLUSIVE MODE`);
    // Another process may have done it while this one waited.
    await expectPartitionable(client, names, into);
    await partitionAll(client, into, log);
    // Autovacuum analyzes partitions, but never the table that they make up.
    log("Analyzing …");
    await client.query(`/* partition.analyze */ ANALYZE ${names.join(", ")}`);
    await client.query("/* partition.end */ COMMIT");
  } catch (error) {
    await client.query("/* partition.undo */ ROLLBACK").catch(() => {});
    throw explainFailed(error);
  }
}

async function partitionAll(client: pg.ClientBase, into: number, log: (message: string) => void): Promise<void> {
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await client.query(`/* partition.tables */ ${statement}`);
  };
  const foreignKeys = await readReferences(
    client,
    PARTITIONED_TABLES.map(({ table }) => table),
  );
  await run(foreignKeys.map(({ drop }) => drop));
  for (const [index, { table, key }] of PARTITIONED_TABLES.entries()) {
    const definitions = await readDefinitions(client, table);
    log(`Copying ${table} (${index + 1} of ${PARTITIONED_TABLES.length}) …`);
    await copyPartitioned(client, { table, key, into, definitions });
    log(`Indexing ${table} …`);
    await run([...definitions.keys, ...definitions.indexes.map((each) => allowed(each, key))]);
    await run([...definitions.triggers, ...definitions.rights]);
    if (table === "statement") await run([...KEEP_UUIDS, ...definitions.rights.map(forUuids)]);
  }
  log("Verifying the references …");
  await run(foreignKeys.map(({ add }) => add));
}

/** Puts a partitioned table with the same rows, without indexes and triggers, in the place of a table. */
async function copyPartitioned(
  client: pg.ClientBase,
  { table, key, into, definitions }: { table: string; key: string; into: number; definitions: Definitions },
): Promise<void> {
  const made = `${table}_partitioned`;
  const storage = definitions.storage && ` WITH (${definitions.storage})`;
  const digits = String(into - 1).length;
  const parts = Array.from({ length: into }, (_, number) => {
    const name = `${table}_p${String(number).padStart(digits, "0")}`;
    return `CREATE TABLE ${name} PARTITION OF ${made} FOR VALUES WITH (MODULUS ${into}, REMAINDER ${number})${storage}`;
  });
  const columns = definitions.columns.map(pg.escapeIdentifier).join(", ");
  const steps = [
    `CREATE TABLE ${made} (LIKE ${table} INCLUDING ALL EXCLUDING INDEXES) PARTITION BY HASH (${key})`,
    ...parts,
    `INSERT INTO ${made} (${columns}) SELECT ${columns} FROM ${table}`,
    ...definitions.sequences.map(({ name, column }) => `ALTER SEQUENCE ${name} OWNED BY ${made}.${column}`),
    // Fails if a view or a function of somebody else's needs the table.
    `DROP TABLE ${table}`,
    `ALTER TABLE ${made} RENAME TO ${table}`,
  ];
  for (const step of steps) await client.query(`/* partition.copy */ ${step}`);
}

/** Returns the SQL of an index that partitions may have: a unique one must have the key. */
function allowed({ sql, isUnique, columns }: Definitions["indexes"][number], key: string): string {
  return isUnique && !columns.includes(key) ? sql.replace(/^CREATE UNIQUE INDEX/, "CREATE INDEX") : sql;
}

/** Returns the SQL that gives the same right to the table of uuids: the triggers on statements write it. */
function forUuids(right: string): string {
  return right.replace(/(?<=^(?:ALTER TABLE|GRANT \w+ ON) )statement\b/, "statement_uuid");
}

/** Keeps uuids unique over all partitions. */
const KEEP_UUIDS = [
  "CREATE TABLE statement_uuid (uuid UUID PRIMARY KEY, statement_id BIGINT NOT NULL)",
  "INSERT INTO statement_uuid SELECT uuid, id FROM statement",
  `CREATE OR REPLACE FUNCTION keep_statement_uuid() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    TRUNCATE statement_uuid;
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statement_uuid SELECT uuid, id FROM added;
  ELSIF TG_OP = 'DELETE' THEN
    DELETE FROM statement_uuid WHERE uuid IN (SELECT uuid FROM removed);
  ELSIF TG_OP = 'UPDATE' THEN
    DELETE FROM statement_uuid
    WHERE uuid IN (SELECT uuid FROM (SELECT uuid, id FROM removed EXCEPT SELECT uuid, id FROM added) AS gone);
    INSERT INTO statement_uuid SELECT uuid, id FROM added EXCEPT SELECT uuid, id FROM removed;
  END IF;
  RETURN NULL;
END $$`,
  `CREATE TRIGGER uuid_added AFTER INSERT ON statement REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION keep_statement_uuid()`,
  `CREATE TRIGGER uuid_removed AFTER DELETE ON statement REFERENCING OLD TABLE AS removed
FOR EACH STATEMENT EXECUTE FUNCTION keep_statement_uuid()`,
  `CREATE TRIGGER uuid_changed AFTER UPDATE ON statement REFERENCING OLD TABLE AS removed NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION keep_statement_uuid()`,
  "CREATE TRIGGER uuid_emptied AFTER TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION keep_statement_uuid()",
];
