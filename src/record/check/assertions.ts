import { assertedTables } from "../../archive/tables/vouched.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { SqlRule } from "./sqlRule.ts";

const { sql, raw } = Prisma;

const assertedByNobody: SqlRule = {
  rule: "asserted",
  table: "appearance",
  broken: (inRange) => sql`
SELECT id, 'is asserted by nobody' AS message
FROM appearance
WHERE ${inRange(sql`id`)}
  AND NOT EXISTS (SELECT FROM assertion WHERE subject = 'APPEARANCE' AND subject_id = appearance.id)`,
};

const dangling = Object.entries(assertedTables).map(
  ([
    subject,
    {
      table,
      key: [id, other],
      where = "TRUE",
    },
  ]): SqlRule => ({
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

/** The rules of assertions: every printing is asserted, and every asserted row exists. */
export const assertionRules: readonly SqlRule[] = [assertedByNobody, ...dangling];
