import pg from "pg";

/** Everything that has to be made again on a table that takes the place of another one, as SQL that names the table. */
export interface Definitions {
  columns: string[];
  /** The sequence that the table owns, with its column. */
  sequences: { name: string; column: string }[];
  /** The primary key and the other indexes, in this order. */
  keys: string[];
  indexes: { sql: string; isUnique: boolean; columns: string[] }[];
  triggers: string[];
  /** The owner and the privileges of others. */
  rights: string[];
  /** Storage parameters, as `CREATE TABLE … WITH (…)` takes them; empty if none are set. */
  storage: string;
}

/** Reads the definitions of a table in the current schema. */
export async function readDefinitions(client: pg.ClientBase, table: string): Promise<Definitions> {
  const { rows } = await client.query<Definitions>(
    `/* partition.definitions */
SELECT
  ARRAY(
    SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum
  ) AS columns,
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object('name', sequence.relname, 'column', attname))
    FROM pg_depend
    JOIN pg_class AS sequence ON sequence.oid = objid AND sequence.relkind = 'S'
    JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
    WHERE refobjid = pg_class.oid AND pg_depend.classid = 'pg_class'::regclass AND deptype = 'a'
  ), '[]') AS sequences,
  ARRAY(
    SELECT format('ALTER TABLE %I ADD CONSTRAINT %I %s', relname, conname, pg_get_constraintdef(pg_constraint.oid))
    FROM pg_constraint
    WHERE conrelid = pg_class.oid AND contype IN ('p', 'u', 'x')
    ORDER BY conname
  ) AS keys,
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object('sql', pg_get_indexdef(indexrelid), 'isUnique', indisunique, 'columns', ARRAY(
      SELECT attname FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum = ANY (indkey)
    )) ORDER BY indexrelid)
    FROM pg_index
    WHERE indrelid = pg_class.oid AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
  ), '[]') AS indexes,
  ARRAY(
    SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = pg_class.oid AND NOT tgisinternal ORDER BY tgname
  ) AS triggers,
  ARRAY[format('ALTER TABLE %I OWNER TO %I', relname, pg_get_userbyid(relowner))] || ARRAY(
    SELECT format(
      'GRANT %s ON %I TO %s%s', privilege_type, relname,
      COALESCE(quote_ident(pg_get_userbyid(NULLIF(grantee, 0))), 'PUBLIC'), CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END
    )
    FROM aclexplode(relacl)
    WHERE grantee <> relowner
  ) AS rights,
  COALESCE(array_to_string(reloptions, ', '), '') AS storage
FROM pg_class
WHERE pg_class.oid = to_regclass($1)`,
    [pg.escapeIdentifier(table)],
  );
  const found = rows[0];
  if (!found) throw new Error(`The table ${table} does not exist.`);
  return found;
}

/** A foreign key, as SQL that drops it and SQL that makes it again. */
export interface KeptForeignKey {
  drop: string;
  add: string;
}

/** Lists the foreign keys from and to any of these tables. */
export async function readReferences(client: pg.ClientBase, tables: readonly string[]): Promise<KeptForeignKey[]> {
  const { rows } = await client.query<KeptForeignKey>(
    `/* partition.foreign_keys */
SELECT
  format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
  format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid)) AS add
FROM pg_constraint
WHERE contype = 'f' AND conparentid = 0
  AND (conrelid = ANY ($1::text[]::regclass[]) OR confrelid = ANY ($1::text[]::regclass[]))
ORDER BY conrelid::regclass::text, conname`,
    [tables],
  );
  return rows;
}
