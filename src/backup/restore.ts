import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { appliedNames, migrate } from "../migrate.ts";
import { isPartitioned } from "../partition/partitionable.ts";
import type { OpenBackup } from "./open.ts";
import { countRows, endShape, type StoredSequence, type StoredTable } from "./parts.ts";
import { expectEmpty, listForeignKeys, listTables } from "./tables.ts";

export interface RestoreOptions {
  /** The address for migrations. */
  url: string;
  log: (message: string) => void;
  onRows: (count: number) => void;
  /** Until the rows are committed, stops the restoring and leaves nothing of it. */
  signal: AbortSignal;
}

/** Other processes may be reading; one that writes or migrates is not waited for long. */
const BEGIN_FILLING = `/* restore.begin */
BEGIN;
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL lock_timeout = '10s';
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, YMD'`;

/**
 * Restores a backup into an empty archive: makes the tables as the backup knew them, fills them in one transaction, and brings
 * them up to date.
 *
 * @throws Error with a sentence if the archive is not empty, or its tables are partitioned or newer than the backup's
 */
export async function restore(backup: OpenBackup, client: pg.ClientBase, options: RestoreOptions): Promise<void> {
  const { url, log } = options;
  await expectEmpty(client, await listTables(client));
  if (await isPartitioned(client)) {
    throw new Error(
      "The archive is empty, but its tables are partitioned: restore into a new folder (ONRECORD_DATA) or a database without " +
        "tables (DATABASE_URL), and run `onrecord partition` there.",
    );
  }
  const only = new Set(backup.manifest.migrations);
  const newer = [...(await appliedNames(client))].find((name) => !only.has(name));
  if (newer !== undefined) {
    throw new Error(
      `The archive is empty, but its tables are newer than those of the backup (by the migration ${newer}): restore into a ` +
        "new folder (ONRECORD_DATA) or a database without tables (DATABASE_URL); they are brought up to date there.",
    );
  }
  await migrate(url, { log, only });
  await client.query(BEGIN_FILLING);
  try {
    await fill(client, backup, options);
    options.signal.throwIfAborted();
    await client.query("/* restore.end */ COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
  await migrate(url, { log });
  const names = (await listTables(client)).map(({ name }) => pg.escapeIdentifier(name));
  await client.query(`/* restore.analyze */ ANALYZE ${names.join(", ")}`);
}

/**
 * Fills the tables with their triggers off, since the backup has what these would derive, and without foreign keys, which are
 * verified when they are made again. That needs no rights beyond those of the tables' owner.
 */
async function fill(
  client: pg.ClientBase,
  { manifest, parts }: OpenBackup,
  { log, onRows, signal }: RestoreOptions,
): Promise<void> {
  const tables = await listTables(client);
  const quoted = tables.map(({ name }) => pg.escapeIdentifier(name));
  await client.query(`/* restore.lock */ LOCK TABLE ${quoted.join(", ")} IN ACCESS EXCLUSIVE MODE`);
  await expectEmpty(client, tables);
  expectFitting(manifest.tables, tables);
  const keys = await listForeignKeys(client);
  const alter = async (changes: string[]) => client.query(`/* restore.tables */ ${changes.join("; ")}`);
  await alter(keys.map(({ table, name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`));
  await alter(quoted.map((name) => `ALTER TABLE ${name} DISABLE TRIGGER USER`));
  await client.query(`/* restore.clear */ TRUNCATE ${quoted.join(", ")}`);
  let rows = 0;
  const nextRows = async function* () {
    for await (const piece of parts.rows()) {
      rows += countRows(piece);
      onRows(countRows(piece));
      yield piece;
    }
  };
  for (const table of manifest.tables) {
    if (tables.some(({ name }) => name === table.name)) {
      await copyIn(client, table, nextRows(), signal);
    } else {
      log(`The table ${table.name} does not belong to OnRecord: it is left out.`);
      for await (const _ of nextRows());
    }
  }
  if (endShape.parse(JSON.parse(await parts.line())).rows !== rows) throw new Error("The backup lacks rows.");
  await alter(quoted.map((name) => `ALTER TABLE ${name} ENABLE TRIGGER USER`));
  await alter(keys.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`));
  await setSequences(client, manifest.sequences);
  // Servers that have read the empty tables forget them.
  await client.query("/* restore.tell */ SELECT pg_notify('onrecord_change', '')");
}

/** @throws Error if the backup has not exactly the columns that its migrations make */
function expectFitting(stored: readonly StoredTable[], tables: readonly StoredTable[]): void {
  for (const { name, columns } of tables) {
    const given = stored.find((each) => each.name === name)?.columns ?? [];
    if ([...given].sort().join() === [...columns].sort().join()) continue;
    throw new Error(`The backup does not fit: its table ${name} has other columns than its migrations make.`);
  }
}

async function copyIn(
  client: pg.ClientBase,
  { name, columns }: StoredTable,
  rows: AsyncIterable<Buffer>,
  signal: AbortSignal,
): Promise<void> {
  const list = columns.map(pg.escapeIdentifier).join(", ");
  const into = client.query(
    copyFrom(
      `/* restore.rows */ COPY ${pg.escapeIdentifier(name)} (${list}) FROM STDIN (FORMAT text, ENCODING 'UTF8')`,
    ),
  );
  // A stream that PostgreSQL has cut short may emit a second error, when the pipeline listens no longer.
  into.on("error", () => {});
  await pipeline(rows, into, { signal });
}

/** Sets the sequences that the tables have; nothing rolls this back, so it comes last. */
async function setSequences(client: pg.ClientBase, sequences: readonly StoredSequence[]): Promise<void> {
  await client.query(
    `/* restore.sequences */
SELECT setval(pg_class.oid::regclass, last::bigint, is_called)
FROM unnest($1::text[], $2::text[], $3::bool[]) AS stored (name, last, is_called)
JOIN pg_class ON relname = name AND relkind = 'S'
JOIN pg_namespace ON pg_namespace.oid = relnamespace AND nspname = current_schema()`,
    [sequences.map(({ name }) => name), sequences.map(({ last }) => last), sequences.map(({ isCalled }) => isCalled)],
  );
}
