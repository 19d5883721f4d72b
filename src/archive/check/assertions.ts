import { type AssertionSubject, Prisma } from "../../generated/prisma/client.ts";
import type { SqlRule } from "./sqlRule.ts";

const { sql, raw } = Prisma;

const unasserted: SqlRule = {
  rule: "asserted",
  table: "appearance",
  broken: (inRange) => sql`
SELECT id, 'is asserted by nobody' AS message
FROM appearance
WHERE ${inRange(sql`id`)}
  AND NOT EXISTS (SELECT FROM assertion WHERE subject = 'APPEARANCE' AND subject_id = appearance.id)`,
};

/** The rows that an assertion of each subject is about; `other` is the column that the second half of its key stands in. */
const SUBJECTS: Record<AssertionSubject, { table: string; id?: string; other?: string; where?: string }> = {
  SOURCE: { table: "source" },
  SOURCE_NAME: { table: "source_name" },
  SPEAKER: { table: "speaker" },
  SPEAKER_NAME: { table: "speaker_name" },
  SPEAKER_ROLE: { table: "speaker_role" },
  SPEAKER_MEMBER: { table: "speaker_member", id: "group_id", other: "member_id" },
  TOPIC: { table: "topic" },
  TOPIC_NAME: { table: "topic_name" },
  TOPIC_BROADER: { table: "topic_broader", id: "narrower_id", other: "broader_id" },
  ARTICLE: { table: "article" },
  APPEARANCE: { table: "appearance" },
  STATEMENT_TAG: { table: "statement_tag", id: "statement_id", other: "topic_id", where: "basis = 'STATED'" },
};

const dangling = Object.entries(SUBJECTS).map(
  ([subject, { table, id = "id", other, where = "TRUE" }]): SqlRule => ({
    rule: "asserted",
    table,
    ids: sql`(SELECT subject_id AS id FROM assertion WHERE subject = ${subject}::"AssertionSubject") AS asserted`,
    broken: (inRange) => sql`
SELECT subject_id AS id, format(${`is asserted by origin %s${other ? `, with ${other} %s` : ""}, but is not there`}, origin_id, other_id) AS message
FROM assertion
WHERE subject = ${subject}::"AssertionSubject"
  AND ${inRange(sql`subject_id`)}
  AND NOT EXISTS (
    SELECT
    FROM ${raw(table)} AS known
    WHERE known.${raw(id)} = subject_id AND ${other ? sql`known.${raw(other)} = other_id` : sql`other_id = 0`} AND ${raw(where)}
  )`,
  }),
);

/** The rules of who asserts what: every printing is asserted, and what is asserted is there. */
export const assertionRules: readonly SqlRule[] = [unasserted, ...dangling];
