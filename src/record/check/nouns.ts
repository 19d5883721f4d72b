import { isStanding } from "../../archive/names/standing.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { SqlRule } from "./sqlRule.ts";

const { sql, raw } = Prisma;

const topicRules: SqlRule[] = [
  {
    rule: "topic_ancestor",
    table: "topic",
    broken: (inRange) => sql`
WITH RECURSIVE expected (topic_id, ancestor_id) AS (
  SELECT id, id FROM topic WHERE ${inRange(sql`id`)}
  UNION
  SELECT expected.topic_id, topic_broader.broader_id
  FROM expected
  JOIN topic_broader ON topic_broader.narrower_id = expected.ancestor_id
)
SELECT COALESCE(expected.topic_id, stored.topic_id) AS id, CASE
    WHEN stored.topic_id IS NULL THEN format('lacks topic %s among what is broader', expected.ancestor_id)
    ELSE format('has topic %s among what is broader, which is not', stored.ancestor_id)
  END AS message
FROM expected
FULL JOIN (SELECT * FROM topic_ancestor WHERE ${inRange(sql`topic_id`)}) AS stored
  ON (stored.topic_id, stored.ancestor_id) = (expected.topic_id, expected.ancestor_id)
WHERE stored.topic_id IS NULL OR expected.topic_id IS NULL`,
  },
  {
    rule: "topic_circle",
    table: "topic",
    broken: (inRange) => sql`
WITH RECURSIVE above (topic_id, ancestor_id) AS (
  SELECT narrower_id, broader_id FROM topic_broader WHERE ${inRange(sql`narrower_id`)}
  UNION
  SELECT above.topic_id, topic_broader.broader_id FROM above JOIN topic_broader ON topic_broader.narrower_id = above.ancestor_id
)
SELECT topic_id AS id, 'is broader than itself' AS message FROM above WHERE topic_id = ancestor_id`,
  },
];

const groups: SqlRule = {
  rule: "group",
  table: "speaker",
  broken: (inRange) => sql`
SELECT speaker.id, format('is a %s with %s members', speaker.kind, count(member_id)) AS message
FROM speaker
LEFT JOIN speaker_member ON speaker_member.group_id = speaker.id
WHERE ${inRange(sql`speaker.id`)}
  AND ${isStanding("speaker")}
GROUP BY speaker.id
HAVING CASE WHEN speaker.kind = 'GROUP' THEN count(member_id) < 2 ELSE count(member_id) > 0 END`,
};

const mainNames = ["source", "speaker", "topic", "proposition"].map(
  (table): SqlRule => ({
    rule: "main_name",
    table,
    broken: (inRange) => sql`
SELECT id, 'has a name that is not among its names' AS message
FROM ${raw(table)} AS noun
WHERE ${inRange(sql`id`)} AND ${isStanding(table, "noun")}
  AND NOT EXISTS (SELECT FROM ${raw(`${table}_name`)} AS known WHERE known.${raw(`${table}_id`)} = noun.id AND known.name = noun.name)`,
  }),
);

const signposts = Object.entries({
  speaker: sql`
  SELECT 'has statements' WHERE EXISTS (SELECT FROM statement WHERE speaker_id = speaker.id)
  UNION ALL SELECT 'is a party of statements' WHERE EXISTS (SELECT FROM statement_party WHERE speaker_id = speaker.id)
  UNION ALL SELECT 'has names' WHERE EXISTS (SELECT FROM speaker_name WHERE speaker_id = speaker.id)
  UNION ALL SELECT 'has roles' WHERE EXISTS (SELECT FROM speaker_role WHERE speaker_id = speaker.id)
  UNION ALL SELECT 'has members, or is one' WHERE EXISTS (SELECT FROM speaker_member WHERE speaker.id IN (group_id, member_id))`,
  proposition: sql`
  SELECT 'has stances' WHERE EXISTS (SELECT FROM stance WHERE proposition_id = proposition.id)
  UNION ALL SELECT 'has names' WHERE EXISTS (SELECT FROM proposition_name WHERE proposition_id = proposition.id)
  UNION ALL SELECT 'has topics' WHERE EXISTS (SELECT FROM proposition_topic WHERE proposition_id = proposition.id)`,
}).map(
  ([table, faults]): SqlRule => ({
    rule: "signpost",
    table,
    broken: (inRange) => sql`
SELECT id, 'was merged into another, and ' || fault AS message
FROM ${raw(table)}
CROSS JOIN LATERAL (
  ${faults}
  UNION ALL SELECT 'has a Wikidata id' WHERE wikidata_id IS NOT NULL
  UNION ALL SELECT 'that one was merged too' WHERE EXISTS (SELECT FROM ${raw(table)} AS target WHERE target.id = ${raw(table)}.merged_into_id AND NOT ${isStanding(table, "target")})
) AS wrong (fault)
WHERE ${inRange(raw(`${table}.id`))} AND NOT ${isStanding(table)}`,
  }),
);

/** The rules of sources, speakers, topics and propositions that no constraint of the tables enforces. */
export const nounRules: readonly SqlRule[] = [...mainNames, groups, ...signposts, ...topicRules];
