import { Prisma } from "../../generated/prisma/client.ts";
import { passageHolds, spanHolds } from "../passageRule.ts";

const { sql, raw } = Prisma;

/**
 * A rule that one SQL verifies: what breaks it among the rows of `table` with ids in a range, as `id` and `message`.
 * `rule` is its name in findings.
 */
export interface SqlRule {
  rule: string;
  table: string;
  /** What stands after FROM to step through the column `id` of, where it is not the table itself. */
  ids?: Prisma.Sql;
  broken: (range: Range) => Prisma.Sql;
}

/** The condition that an id stands in the range that is being checked. */
export type Range = (id: Prisma.Sql) => Prisma.Sql;

const passages: SqlRule[] = [
  {
    rule: "passage",
    table: "appearance",
    broken: (inRange) => sql`
SELECT appearance.id, CASE
    WHEN article.body IS NULL THEN 'has offsets, but the article has no body'
    WHEN appearance.start_offset IS NULL THEN 'has no offsets, but the article has a body'
    ELSE 'the body does not have these words and this context at its offsets'
  END AS message
FROM appearance
JOIN article ON article.id = appearance.article_id
WHERE ${inRange(sql`appearance.id`)} AND NOT ${passageHolds}`,
  },
  {
    rule: "span",
    table: "appearance",
    broken: (inRange) => sql`
SELECT appearance.id, format('the body does not have the words of its span %s from %s to %s', role,
  appearance_span.start_offset, appearance_span.end_offset) AS message
FROM appearance_span
JOIN appearance ON appearance.id = appearance_span.appearance_id
JOIN article ON article.id = appearance.article_id
WHERE ${inRange(sql`appearance_span.appearance_id`)} AND NOT ${spanHolds}`,
  },
];

const statements: SqlRule[] = [
  {
    rule: "printed",
    table: "statement",
    broken: (inRange) => sql`
SELECT id, 'is printed nowhere' AS message
FROM statement
WHERE ${inRange(sql`id`)} AND NOT EXISTS (SELECT FROM appearance WHERE appearance.statement_id = statement.id)`,
  },
  {
    rule: "verbatim",
    table: "statement",
    broken: (inRange) => sql`
SELECT id, format('is %s, but %s of its printings are direct', kind, count(*) FILTER (WHERE printed = 'DIRECT')) AS message
FROM (
  SELECT statement.id, statement.kind, appearance.kind AS printed
  FROM statement
  JOIN appearance ON appearance.statement_id = statement.id
  WHERE ${inRange(sql`statement.id`)}
) AS printing
GROUP BY id, kind
HAVING (kind = 'DIRECT') <> bool_or(printed = 'DIRECT')`,
  },
  {
    rule: "statement_topic",
    table: "statement",
    broken: (inRange) => sql`
SELECT COALESCE(expected.statement_id, stored.statement_id) AS id, CASE
    WHEN stored.statement_id IS NULL THEN format('lacks its row for topic %s', expected.topic_id)
    WHEN expected.statement_id IS NULL THEN format('has a row for topic %s, which it is not on', stored.topic_id)
    ELSE format('has another speaker, status or date than its row for topic %s', stored.topic_id)
  END AS message
FROM (
  SELECT DISTINCT statement.id AS statement_id, topic_ancestor.ancestor_id AS topic_id, speaker_id, status, said_at
  FROM statement
  JOIN statement_tag ON statement_tag.statement_id = statement.id
  JOIN topic_ancestor ON topic_ancestor.topic_id = statement_tag.topic_id
  WHERE ${inRange(sql`statement.id`)}
) AS expected
FULL JOIN (SELECT * FROM statement_topic WHERE ${inRange(sql`statement_id`)}) AS stored
  ON (stored.statement_id, stored.topic_id) = (expected.statement_id, expected.topic_id)
WHERE (stored.statement_id, stored.speaker_id, stored.status, stored.said_at)
  IS DISTINCT FROM (expected.statement_id, expected.speaker_id, expected.status, expected.said_at)`,
  },
  {
    rule: "search",
    table: "statement",
    broken: (inRange) => sql`
SELECT statement.id, CASE WHEN search.statement_id IS NULL THEN 'cannot be searched' ELSE 'is searched by other words' END AS message
FROM statement
LEFT JOIN statement_search AS search ON search.statement_id = statement.id
WHERE ${inRange(sql`statement.id`)}
  AND (search.configuration, search.search) IS DISTINCT FROM (search_configuration(language), search_vector(language, text))`,
  },
];

const topics: SqlRule[] = [
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
GROUP BY speaker.id
HAVING CASE WHEN speaker.kind = 'GROUP' THEN count(member_id) < 2 ELSE count(member_id) > 0 END`,
};

const mainNames = ["source", "speaker", "topic"].map(
  (table): SqlRule => ({
    rule: "main_name",
    table,
    broken: (inRange) => sql`
SELECT id, 'has a name that is not among its names' AS message
FROM ${raw(table)} AS noun
WHERE ${inRange(sql`id`)}
  AND NOT EXISTS (SELECT FROM ${raw(`${table}_name`)} AS known WHERE known.${raw(`${table}_id`)} = noun.id AND known.name = noun.name)`,
  }),
);

/** Every rule that SQL can verify by itself and no constraint of the tables holds. */
export const sqlRules: readonly SqlRule[] = [...mainNames, groups, ...topics, ...statements, ...passages];
