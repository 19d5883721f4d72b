import type { Database } from "../../database.ts";
import { type AssertionSubject, Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";

const { sql, raw } = Prisma;

/** A table whose rows are asserted. */
interface AssertedTable {
  table: string;
  subject: AssertionSubject;
  /** The columns that an assertion names a row by; the second may be a constant. */
  key: readonly [string, string];
  /** What else must hold for a row to go: that nothing refers to it. */
  where?: Prisma.Sql;
}

/** What refers to others before what is referred to. */
const TABLES: readonly AssertedTable[] = [
  { table: "statement_tag", subject: "STATEMENT_TAG", key: ["statement_id", "topic_id"], where: sql`basis = 'STATED'` },
  { table: "appearance", subject: "APPEARANCE", key: ["id", "0"] },
  {
    table: "article",
    subject: "ARTICLE",
    key: ["id", "0"],
    where: sql`NOT EXISTS (SELECT FROM appearance WHERE article_id = article.id)`,
  },
  { table: "speaker_member", subject: "SPEAKER_MEMBER", key: ["group_id", "member_id"] },
  { table: "speaker_role", subject: "SPEAKER_ROLE", key: ["id", "0"] },
  { table: "speaker_name", subject: "SPEAKER_NAME", key: ["id", "0"] },
  {
    table: "speaker",
    subject: "SPEAKER",
    key: ["id", "0"],
    where: sql`NOT EXISTS (SELECT FROM statement WHERE speaker_id = speaker.id)`,
  },
  { table: "topic_broader", subject: "TOPIC_BROADER", key: ["narrower_id", "broader_id"] },
  { table: "topic_name", subject: "TOPIC_NAME", key: ["id", "0"] },
  {
    table: "topic",
    subject: "TOPIC",
    key: ["id", "0"],
    where: sql`NOT EXISTS (SELECT FROM statement_tag WHERE topic_id = topic.id AND basis = 'STATED')`,
  },
  { table: "source_name", subject: "SOURCE_NAME", key: ["id", "0"] },
  {
    table: "source",
    subject: "SOURCE",
    key: ["id", "0"],
    where: sql`NOT EXISTS (SELECT FROM article WHERE source.id IN (source_id, wire_id))`,
  },
];

/** Removes what is asserted by these origins and by no other, and the statements that nothing prints then; counts rows by table. */
export async function removeUnasserted(
  database: Database,
  originIds: readonly number[],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    if (table.table === "topic") await removeMentions(database, originIds);
    const unasserted = unassertedRows(table, originIds);
    counts[table.table] = await remove(database, table.table, sql`${unasserted} AND ${table.where ?? sql`TRUE`}`);
    if (table.table === "appearance") {
      const unprinted = sql`NOT EXISTS (SELECT FROM appearance WHERE statement_id = statement.id)`;
      counts.statement = await remove(
        database,
        "statement",
        sql`origin_id = ANY (${originIds}::int[]) AND ${unprinted}`,
      );
    }
  }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** What texts and headlines name of a topic that goes is named no longer. */
async function removeMentions(database: Database, originIds: readonly number[]): Promise<void> {
  const topic = TABLES.find(({ table }) => table === "topic") as AssertedTable;
  const gone = sql`SELECT id FROM topic WHERE ${unassertedRows(topic, originIds)} AND ${topic.where}`;
  await remove(database, "statement_tag", sql`topic_id IN (${gone})`);
}

function unassertedRows({ table, subject, key }: AssertedTable, originIds: readonly number[]): Prisma.Sql {
  const columns = raw(key.map((column) => (column === "0" ? column : `${table}.${column}`)).join(", "));
  return sql`
(${columns}) IN (
  SELECT subject_id, other_id
  FROM assertion AS own
  WHERE subject = ${subject}::"AssertionSubject" AND origin_id = ANY (${originIds}::int[])
    AND NOT EXISTS (
      SELECT
      FROM assertion AS other
      WHERE (other.subject, other.subject_id, other.other_id) = (own.subject, own.subject_id, own.other_id)
        AND other.origin_id <> ALL (${originIds}::int[])
    )
)`;
}

async function remove(database: Database, table: string, where: Prisma.Sql): Promise<number> {
  const [counted] = await database.query<{ count: number }>(
    named(
      `imports.undo.${table}`,
      sql`WITH removed AS (DELETE FROM ${raw(table)} WHERE ${where} RETURNING 1) SELECT count(*)::int AS count FROM removed`,
    ),
  );
  return counted?.count ?? 0;
}
