import type { Database } from "../../database.ts";
import { type AssertionSubject, Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";

const { sql, raw } = Prisma;

type OriginIds = readonly number[];

/** A table whose rows are asserted. */
interface AssertedTable {
  table: string;
  subject: AssertionSubject;
  /** The columns that an assertion names a row by; the second may be a constant. */
  key: readonly [string, string];
  /** What else must hold for a row to go: that nothing which stays needs it. */
  where?: (originIds: OriginIds) => Prisma.Sql;
}

const SPEAKER: AssertedTable = {
  table: "speaker",
  subject: "SPEAKER",
  key: ["id", "0"],
  where: () => sql`NOT EXISTS (SELECT FROM statement WHERE speaker_id = speaker.id)
    AND NOT EXISTS (SELECT FROM speaker_member WHERE member_id = speaker.id)`,
};

const TOPIC: AssertedTable = {
  table: "topic",
  subject: "TOPIC",
  key: ["id", "0"],
  where: () => sql`NOT EXISTS (SELECT FROM statement_tag WHERE topic_id = topic.id AND basis = 'STATED')`,
};

const SOURCE: AssertedTable = {
  table: "source",
  subject: "SOURCE",
  key: ["id", "0"],
  where: () => sql`NOT EXISTS (SELECT FROM article WHERE source.id IN (source_id, wire_id))`,
};

/** A group that stays keeps its members, unless others assert two of them. */
const MEMBER: AssertedTable = {
  table: "speaker_member",
  subject: "SPEAKER_MEMBER",
  key: ["group_id", "member_id"],
  where: (originIds) => sql`(
    group_id IN (SELECT id FROM speaker WHERE ${unasserted(SPEAKER, originIds)} AND NOT EXISTS (SELECT FROM statement WHERE speaker_id = speaker.id))
    OR (
      SELECT count(DISTINCT other_id)
      FROM assertion
      WHERE subject = 'SPEAKER_MEMBER' AND subject_id = group_id AND origin_id <> ALL (${originIds}::int[])
    ) > 1
  )`,
};

/** What refers to others before what is referred to. */
const TABLES: readonly AssertedTable[] = [
  {
    table: "statement_tag",
    subject: "STATEMENT_TAG",
    key: ["statement_id", "topic_id"],
    where: () => sql`basis = 'STATED'`,
  },
  { table: "appearance", subject: "APPEARANCE", key: ["id", "0"] },
  {
    table: "article",
    subject: "ARTICLE",
    key: ["id", "0"],
    where: () => sql`NOT EXISTS (SELECT FROM appearance WHERE article_id = article.id)`,
  },
  MEMBER,
  { table: "speaker_role", subject: "SPEAKER_ROLE", key: ["id", "0"] },
  namesOf(SPEAKER),
  SPEAKER,
  { table: "topic_broader", subject: "TOPIC_BROADER", key: ["narrower_id", "broader_id"] },
  namesOf(TOPIC),
  TOPIC,
  namesOf(SOURCE),
  SOURCE,
];

/** What stays keeps the name that is shown of it. */
function namesOf(noun: AssertedTable): AssertedTable {
  const table = `${noun.table}_name`;
  return {
    table,
    subject: `${noun.subject}_NAME` as AssertionSubject,
    key: ["id", "0"],
    where: (originIds) => sql`NOT EXISTS (
    SELECT
    FROM ${raw(noun.table)}
    WHERE ${raw(`${noun.table}.id = ${table}.${noun.table}_id AND ${noun.table}.name = ${table}.name`)}
      AND NOT (${goes(noun, originIds)})
  )`,
  };
}

/** Removes what these origins assert and no other does, and the statements that nothing prints then; counts rows by table. */
export async function removeUnasserted(database: Database, originIds: OriginIds): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    if (table === TOPIC) await removeMentions(database, originIds);
    counts[table.table] = await remove(database, table.table, goes(table, originIds));
    if (table.table === "appearance") {
      const isPrinted = sql`EXISTS (SELECT FROM appearance WHERE statement_id = statement.id)`;
      counts.statement = await remove(database, "statement", sql`NOT ${isPrinted}`);
    }
  }
  return counts;
}

/** What texts and headlines name of a topic that goes is named no longer. */
async function removeMentions(database: Database, originIds: OriginIds): Promise<void> {
  await remove(database, "statement_tag", sql`topic_id IN (SELECT id FROM topic WHERE ${goes(TOPIC, originIds)})`);
}

function goes(table: AssertedTable, originIds: OriginIds): Prisma.Sql {
  return sql`${unasserted(table, originIds)} AND ${table.where?.(originIds) ?? sql`TRUE`}`;
}

/** That these origins assert the row, and no other does. */
function unasserted({ table, subject, key }: AssertedTable, originIds: OriginIds): Prisma.Sql {
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
