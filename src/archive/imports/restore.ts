import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";

const { sql, raw, join } = Prisma;

/** A table whose revisions are kept. */
interface KeptTable {
  table: string;
  key: readonly string[];
  /** What its columns refer to, which must be there for a row to come back. */
  parents?: Readonly<Record<string, string>>;
}

/** What is referred to before what refers to it. */
const TABLES: readonly KeptTable[] = [
  { table: "source", key: ["id"] },
  { table: "source_name", key: ["id"], parents: { source_id: "source" } },
  { table: "speaker", key: ["id"] },
  { table: "speaker_name", key: ["id"], parents: { speaker_id: "speaker" } },
  { table: "speaker_role", key: ["id"], parents: { speaker_id: "speaker" } },
  { table: "speaker_member", key: ["group_id", "member_id"], parents: { group_id: "speaker", member_id: "speaker" } },
  { table: "topic", key: ["id"] },
  { table: "topic_name", key: ["id"], parents: { topic_id: "topic" } },
  {
    table: "topic_broader",
    key: ["narrower_id", "broader_id"],
    parents: { narrower_id: "topic", broader_id: "topic" },
  },
  { table: "article", key: ["id"], parents: { source_id: "source", wire_id: "source" } },
  {
    table: "related_article",
    key: ["article_id", "position"],
    parents: { article_id: "article", related_id: "article" },
  },
  { table: "statement", key: ["id"], parents: { speaker_id: "speaker", origin_id: "origin" } },
  {
    table: "statement_tag",
    key: ["statement_id", "topic_id", "basis"],
    parents: { statement_id: "statement", topic_id: "topic" },
  },
  {
    table: "appearance",
    key: ["id"],
    parents: { statement_id: "statement", article_id: "article", origin_id: "origin" },
  },
  {
    table: "appearance_span",
    key: ["appearance_id", "role", "start_offset"],
    parents: { appearance_id: "appearance" },
  },
  {
    table: "assertion",
    key: ["subject", "subject_id", "other_id", "origin_id"],
    parents: { origin_id: "origin" },
  },
];

/**
 * Gives back what these origins have overwritten or removed, as it was before the first of them did; but no value that others
 * have changed since, and nothing whose owner has gone meanwhile.
 *
 * @returns how many rows are otherwise now
 */
export async function restoreRevisions(database: Database, originIds: readonly number[]): Promise<number> {
  let restored = 0;
  for (const table of TABLES) {
    const columns = await columnsOf(database, table.table);
    restored += await count(database, `imports.undo.${table.table}.update`, updateRows(table, columns, originIds));
    restored += await count(database, `imports.undo.${table.table}.insert`, insertRows(table, columns, originIds));
  }
  return restored;
}

async function columnsOf(database: Database, table: string): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    named(
      "imports.undo.columns",
      sql`
SELECT attname AS name
FROM pg_attribute
WHERE attrelid = ${table}::regclass AND attnum > 0 AND NOT attisdropped
ORDER BY attnum`,
    ),
  );
  return rows.map(({ name }) => name);
}

/** The rows that were touched: the key of each, and its columns with the earliest value that may come back. */
function earlier({ table, parents = {} }: KeptTable, originIds: readonly number[]): Prisma.Sql {
  const isThere = Object.entries(parents).map(
    ([column, parent]) =>
      sql`(name <> ${column} OR value = 'null' OR EXISTS (SELECT FROM ${raw(parent)} WHERE id = value::int))`,
  );
  return sql`
SELECT key, jsonb_object_agg(name, value) AS columns
FROM (
  SELECT DISTINCT ON (revision.key, given.name) revision.id, revision.key, given.name, given.value
  FROM revision
  CROSS JOIN jsonb_each(before) AS given (name, value)
  WHERE table_name = ${table} AND origin_id = ANY (${originIds}::int[])
  ORDER BY revision.key, given.name, revision.id
) AS first
WHERE NOT EXISTS (
    SELECT
    FROM revision AS later
    WHERE later.table_name = ${table} AND later.key = first.key AND later.id > first.id
      AND later.origin_id <> ALL (${originIds}::int[]) AND later.before ? first.name
  )
  ${join([Prisma.empty, ...isThere], " AND ")}
GROUP BY key`;
}

function updateRows(table: KeptTable, columns: readonly string[], originIds: readonly number[]): Prisma.Sql {
  const name = raw(table.table);
  const values = columns.filter((column) => !table.key.includes(column));
  if (values.length === 0) return sql`SELECT WHERE FALSE`;
  const list = (prefix: string) => raw(values.map((column) => `${prefix}${column}`).join(", "));
  return sql`
UPDATE ${name}
SET (${list("")}) = (SELECT ${list("was.")} FROM jsonb_populate_record(${name}, earlier.columns) AS was)
FROM (${earlier(table, originIds)}) AS earlier
WHERE ${keyOf(table)} = earlier.key
RETURNING 1`;
}

/** A row that was removed comes back only whole. */
function insertRows(table: KeptTable, columns: readonly string[], originIds: readonly number[]): Prisma.Sql {
  const name = raw(table.table);
  return sql`
INSERT INTO ${name}
SELECT was.*
FROM (${earlier(table, originIds)}) AS earlier
CROSS JOIN jsonb_populate_record(NULL::${name}, earlier.columns) AS was
WHERE earlier.columns ?& ${columns}::text[]
  AND NOT EXISTS (SELECT FROM ${name} WHERE ${keyOf(table)} = earlier.key)
RETURNING 1`;
}

/** The row's key as its revisions have it. */
function keyOf({ table, key }: KeptTable): Prisma.Sql {
  return raw(`jsonb_build_object(${key.map((column) => `'${column}', ${table}.${column}`).join(", ")})`);
}

async function count(database: Database, name: string, statement: Prisma.Sql): Promise<number> {
  return (await database.query(named(name, statement))).length;
}
