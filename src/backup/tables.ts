import pg from "pg";
import type { StoredSequence, StoredTable } from "./parts.ts";

/**
 * Lists the tables with the columns that are stored. Left out are the record of migrations, which `migrate` writes, tables that
 * a crash may empty anyway, those that belong to extensions, and the uuids that a partitioned archive keeps twice
 * (`src/partition/`). A partitioned table counts as one.
 */
export async function listTables(client: pg.ClientBase): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(`/* backup.tables */
SELECT pg_class.relname AS name, array_agg(attname::text ORDER BY attnum) AS columns
FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace AND nspname = current_schema()
JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
WHERE relkind IN ('r', 'p') AND NOT relispartition AND relpersistence = 'p' AND relname NOT IN ('_prisma_migrations', 'statement_uuid')
  AND NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e'
  )
GROUP BY pg_class.relname
ORDER BY pg_class.relname`);
  return rows;
}

/** Reads how far each sequence has come. Sequences are not part of a snapshot: ask after it was taken, so that no id comes twice. */
export async function readSequences(client: pg.ClientBase): Promise<StoredSequence[]> {
  const { rows } = await client.query<{ name: string }>(`/* backup.sequences */
SELECT relname AS name
FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace AND nspname = current_schema()
WHERE relkind = 'S'
ORDER BY relname`);
  const each = rows.map(
    ({ name }) =>
      `SELECT ${pg.escapeLiteral(name)} AS name, last_value::text AS last, is_called AS "isCalled" FROM ${pg.escapeIdentifier(name)}`,
  );
  return (await client.query<StoredSequence>(`/* backup.sequence_values */ ${each.join(" UNION ALL ")}`)).rows;
}

/** A foreign key, as PostgreSQL writes it. */
export interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

export async function listForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`/* backup.foreign_keys */
SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(pg_constraint.oid) AS definition
FROM pg_constraint
JOIN pg_namespace ON pg_namespace.oid = connamespace AND nspname = current_schema()
WHERE contype = 'f' AND conparentid = 0
ORDER BY conrelid::regclass::text, conname`);
  return rows;
}

/** The tables that have rows as soon as they are made. */
const FURNISHED = ["key_secret", "publication", "timeline"];

/**
 * Expects an archive in which nothing was ever recorded.
 *
 * @throws Error that names a table with rows
 */
export async function expectEmpty(client: pg.ClientBase, tables: readonly StoredTable[]): Promise<void> {
  const each = tables
    .filter(({ name }) => !FURNISHED.includes(name))
    .map(({ name }) => `(SELECT ${pg.escapeLiteral(name)} AS name FROM ${pg.escapeIdentifier(name)} LIMIT 1)`);
  if (each.length === 0) return;
  const { rows } = await client.query<{ name: string }>(`/* backup.full */ ${each.join(" UNION ALL ")} LIMIT 1`);
  if (rows[0]) {
    throw new Error(
      `The archive is not empty (the table ${rows[0].name} has rows), so nothing was restored: restore into a new folder ` +
        "(ONRECORD_DATA) or an empty database (DATABASE_URL).",
    );
  }
}
