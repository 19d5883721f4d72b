import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { appliedNames } from "../migrate.ts";
import { packageFacts } from "../packageRoot.ts";
import { countRows, END_OF_ROWS, FORMAT, FORMAT_VERSION, type Manifest, type StoredTable } from "./parts.ts";
import { listTables, readSequences } from "./tables.ts";

/**
 * One snapshot, for as long as it takes; and values as every PostgreSQL reads them, whatever the role's or the database's own
 * settings are.
 */
const BEGIN_SNAPSHOT = `/* backup.begin */
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO, YMD';
SET LOCAL intervalstyle = 'postgres';
SET LOCAL bytea_output = 'hex';
SET LOCAL extra_float_digits = 3`;

/**
 * Yields the text of a backup: everything that the tables hold at one moment, with ids, history, keys and imports.
 *
 * @param onRows called for every piece of rows that was read
 * @throws Error if the tables were changed by a migration meanwhile
 */
export async function* backUp(client: pg.ClientBase, onRows: (count: number) => void): AsyncGenerator<Buffer> {
  await client.query(BEGIN_SNAPSHOT);
  const manifest = await describeArchive(client);
  yield Buffer.from(`${FORMAT} ${FORMAT_VERSION}\n${JSON.stringify(manifest)}\n`);
  let rows = 0;
  for (const table of manifest.tables) {
    for await (const piece of rowsIn(client, table)) {
      const count = countRows(piece);
      rows += count;
      onRows(count);
      yield piece;
    }
    yield Buffer.from(END_OF_ROWS);
  }
  await client.query("/* backup.end */ COMMIT");
  // A migration of another process may have committed between the snapshot and the reading of a table that it changed.
  if ((await appliedNames(client)).size !== manifest.migrations.length) {
    throw new Error("The tables were brought up to date while they were backed up: run the command again.");
  }
  yield Buffer.from(`${JSON.stringify({ rows })}\n`);
}

async function describeArchive(client: pg.ClientBase): Promise<Manifest> {
  const migrations = [...(await appliedNames(client))].sort();
  if (migrations.length === 0) throw new Error("The database has no tables yet: there is nothing to back up.");
  const { rows } = await client.query("/* backup.version */ SHOW server_version");
  const { version } = packageFacts();
  return {
    onrecord: version,
    postgresql: rows[0].server_version,
    at: new Date().toISOString(),
    migrations,
    tables: await listTables(client),
    sequences: await readSequences(client),
  };
}

async function* rowsIn(client: pg.ClientBase, { name, columns }: StoredTable): AsyncGenerator<Buffer> {
  // A query, because a table in partitions cannot be copied by its name.
  const query = `SELECT ${columns.map(pg.escapeIdentifier).join(", ")} FROM ${pg.escapeIdentifier(name)}`;
  yield* client.query(copyTo(`/* backup.rows */ COPY (${query}) TO STDOUT (FORMAT text, ENCODING 'UTF8')`));
}
