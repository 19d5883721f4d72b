import { assertedTables } from "../archive/tables/vouched.ts";
import type { Database } from "../database.ts";
import { type AssertionSubject, Prisma } from "../generated/prisma/client.ts";

const { sql, raw } = Prisma;

type OriginIds = readonly number[];

/** The rows of a table that are removed once nobody asserts them. */
interface Removal {
  subject: AssertionSubject;
  /** A further condition for removing a row: that no remaining row needs it. */
  where?: (originIds: OriginIds) => Prisma.Sql;
}

/** The condition that no statement needs a speaker: as its speaker, as an addressee, or as one by way of whom it comes. */
const IS_SILENT = sql`NOT EXISTS (SELECT FROM statement WHERE speaker_id = speaker.id)
    AND NOT EXISTS (SELECT FROM statement_party WHERE speaker_id = speaker.id)`;

const SPEAKER: Removal = {
  subject: "SPEAKER",
  where: () => sql`${IS_SILENT}
    AND NOT EXISTS (SELECT FROM speaker_member WHERE member_id = speaker.id)`,
};

const TOPIC: Removal = {
  subject: "TOPIC",
  where: () => sql`NOT EXISTS (SELECT FROM statement_tag WHERE topic_id = topic.id AND basis = 'STATED')
    AND NOT EXISTS (SELECT FROM proposition_topic WHERE topic_id = topic.id)
    AND NOT EXISTS (SELECT FROM statement WHERE occasion_id = topic.id)`,
};

const PROPOSITION: Removal = {
  subject: "PROPOSITION",
  where: () => sql`NOT EXISTS (SELECT FROM stance WHERE proposition_id = proposition.id)`,
};

const SOURCE: Removal = {
  subject: "SOURCE",
  where: () => sql`NOT EXISTS (SELECT FROM article WHERE source.id IN (source_id, wire_id))`,
};

/** A group that remains keeps its members, unless others assert at least two of them. */
const MEMBER: Removal = {
  subject: "SPEAKER_MEMBER",
  where: (originIds) => sql`(
    group_id IN (SELECT id FROM speaker WHERE ${isAssertedByNobodyElse(SPEAKER, originIds)} AND ${IS_SILENT})
    OR (
      SELECT count(DISTINCT other_id)
      FROM assertion
      WHERE subject = 'SPEAKER_MEMBER' AND subject_id = group_id AND origin_id <> ALL (${originIds}::bigint[])
    ) > 1
  )`,
};

/** In this order, rows that refer to others are removed before those. */
const REMOVALS: readonly Removal[] = [
  { subject: "STATEMENT_TAG" },
  { subject: "APPEARANCE" },
  { subject: "ARTICLE", where: () => sql`NOT EXISTS (SELECT FROM appearance WHERE article_id = article.id)` },
  MEMBER,
  { subject: "SPEAKER_ROLE" },
  removedNames(SPEAKER),
  SPEAKER,
  { subject: "PROPOSITION_TOPIC" },
  removedNames(PROPOSITION),
  PROPOSITION,
  { subject: "TOPIC_BROADER" },
  removedNames(TOPIC),
  TOPIC,
  removedNames(SOURCE),
  SOURCE,
];

/** Returns the removal of names; a noun that remains keeps its main name. */
function removedNames(noun: Removal): Removal {
  const { table } = assertedTables[noun.subject];
  return {
    subject: `${noun.subject}_NAME` as AssertionSubject,
    where: (originIds) => sql`NOT EXISTS (
    SELECT
    FROM ${raw(table)}
    WHERE ${raw(`${table}.id = ${table}_name.${table}_id AND ${table}.name = ${table}_name.name`)}
      AND NOT (${goes(noun, originIds)})
  )`,
  };
}

/**
 * Removes the rows that only these origins assert, and statements left without a printing. Returns the number of rows by table.
 *
 * @param subjects the kinds of rows to remove; if left out, all of them, and stances and links. Rows that belong to a removed one go with it
 */
export async function removeUnasserted(
  database: Database,
  originIds: OriginIds,
  subjects?: readonly AssertionSubject[],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  // A stance or a link is its origin's own judgement, which nobody else can assert.
  for (const table of subjects ? [] : ["stance", "statement_link"]) {
    counts[table] = await remove(database, table, sql`origin_id = ANY (${originIds}::bigint[])`);
  }
  for (const removal of REMOVALS) {
    if (subjects && !subjects.includes(removal.subject)) continue;
    const { table } = assertedTables[removal.subject];
    if (removal === TOPIC) await removeMentions(database, originIds);
    counts[table] = await remove(database, table, goes(removal, originIds));
    if (removal.subject === "APPEARANCE") {
      const isPrinted = sql`EXISTS (SELECT FROM appearance WHERE statement_id = statement.id)`;
      counts.statement = await remove(database, "statement", sql`NOT ${isPrinted}`);
    }
  }
  return counts;
}

/** Removes the tags derived from texts and headlines for topics that are removed. */
async function removeMentions(database: Database, originIds: OriginIds): Promise<void> {
  await remove(database, "statement_tag", sql`topic_id IN (SELECT id FROM topic WHERE ${goes(TOPIC, originIds)})`);
}

function goes(removal: Removal, originIds: OriginIds): Prisma.Sql {
  return sql`${isAssertedByNobodyElse(removal, originIds)} AND ${removal.where?.(originIds) ?? sql`TRUE`}`;
}

/** Returns the condition that these origins assert the row and no other does. */
function isAssertedByNobodyElse({ subject }: Removal, originIds: OriginIds): Prisma.Sql {
  const { table, key, where = "TRUE" } = assertedTables[subject];
  const [id, other] = key.map((column) => `${table}.${column}`);
  const columns = raw(`${id}, ${other ?? "0"}`);
  return sql`
${raw(where)} AND (${columns}) IN (
  SELECT subject_id, other_id
  FROM assertion AS own
  WHERE subject = ${subject}::"AssertionSubject" AND origin_id = ANY (${originIds}::bigint[])
    AND NOT EXISTS (
      SELECT
      FROM assertion AS other
      WHERE (other.subject, other.subject_id, other.other_id) = (own.subject, own.subject_id, own.other_id)
        AND other.origin_id <> ALL (${originIds}::bigint[])
    )
)`;
}

async function remove(database: Database, table: string, where: Prisma.Sql): Promise<number> {
  const [counted] = await database.query<{ count: number }>(
    sql`/* imports.undo.${raw(table)} */ WITH removed AS (DELETE FROM ${raw(table)} WHERE ${where} RETURNING 1) SELECT count(*)::int AS count FROM removed`,
  );
  return counted?.count ?? 0;
}
