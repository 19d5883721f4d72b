import { Prisma } from "../../generated/prisma/client.ts";
import type { SqlRule } from "./sqlRule.ts";

const { sql, raw } = Prisma;

type Dimension = "KIND" | "MONTH" | "SPEAKER" | "TOPIC" | "TOPIC_SPEAKER" | "SOURCE" | "APPEARANCE";

/** The columns that are counted, with the words for what they count. */
const COUNTED = { count: "statements", tagged: "tagged statements" };

/**
 * Returns the SQL of the counts of a dimension that are not what is counted anew: `expected` selects (id, other_id, word, status,
 * count), `stored` is the condition on the tallies that it is compared with.
 */
function wrongTallies(
  dimension: Dimension,
  expected: Prisma.Sql,
  stored: Prisma.Sql,
  counted: keyof typeof COUNTED = "count",
): Prisma.Sql {
  const column = raw(counted);
  const what = dimension === "APPEARANCE" ? "printings" : COUNTED[counted];
  return sql`
SELECT COALESCE(expected.id, stored.id) AS id,
  concat_ws(' ', 'has a tally of', COALESCE(stored.count, 0), COALESCE(expected.status, stored.status),
    NULLIF(COALESCE(expected.word, stored.word), ''), 'by speaker ' || NULLIF(COALESCE(expected.other_id, stored.other_id), 0),
    ${raw(`'${what}'`)}, 'instead of', COALESCE(expected.count, 0)) AS message
FROM (${expected}) AS expected (id, other_id, word, status, count)
FULL JOIN (
  SELECT id, other_id, word, status, sum(${column}) AS count
  FROM tally
  WHERE dimension = ${raw(`'${dimension}'`)} AND ${stored}
  GROUP BY id, other_id, word, status
  HAVING sum(${column}) <> 0
) AS stored USING (id, other_id, word, status)
WHERE expected.count IS DISTINCT FROM stored.count`;
}

/** What is counted over the whole archive has no id to step through: one statement compares it. */
const wholeArchive = sql`(SELECT 1 AS id) AS whole`;

const overall = (dimension: "KIND" | "MONTH", word: Prisma.Sql): SqlRule => ({
  rule: "tally",
  table: "tally",
  ids: wholeArchive,
  broken: () =>
    wrongTallies(
      dimension,
      sql`SELECT 0, 0, ${word} AS word, status, count(*) FROM statement GROUP BY word, status`,
      sql`TRUE`,
    ),
});

/** Steps through a table of nouns: `counted` selects, as `wrongTallies` expects it, from the rows whose `column` is in the range. */
const ofNouns = (
  dimension: Exclude<Dimension, "KIND" | "MONTH" | "APPEARANCE">,
  { table, step, column }: { table: string; step: number; column: Prisma.Sql },
  counted: (where: Prisma.Sql) => Prisma.Sql,
  what: keyof typeof COUNTED = "count",
): SqlRule => ({
  rule: "tally",
  table,
  step,
  broken: (inRange) => wrongTallies(dimension, counted(inRange(column)), inRange(sql`id`), what),
});

const printed = sql`
FROM article
JOIN appearance ON appearance.article_id = article.id
JOIN statement ON statement.id = appearance.statement_id`;

const ofPrintings: SqlRule = {
  rule: "tally",
  table: "tally",
  ids: wholeArchive,
  broken: () =>
    wrongTallies("APPEARANCE", sql`SELECT 0, 0, '', status, count(*) ${printed} GROUP BY status`, sql`TRUE`),
};

/** A statement counts once for a source, however often the source prints or supplies it. */
const bySource: SqlRule = {
  rule: "tally",
  table: "source",
  step: 20,
  broken: (inRange) =>
    wrongTallies(
      "SOURCE",
      sql`
SELECT source_id, 0, '', status, count(*)
FROM (
  SELECT statement.id, source_id, status ${printed} WHERE ${inRange(sql`article.source_id`)}
  UNION SELECT statement.id, wire_id, status ${printed} WHERE ${inRange(sql`article.wire_id`)}
) AS printing
GROUP BY source_id, status`,
      inRange(sql`id`),
    ),
};

const bySpeaker = { table: "speaker", step: 500, column: sql`speaker_id` };
/** The largest topics have a share of all statements each, so a step has few of them. */
const byTopic = { table: "topic", step: 20, column: sql`topic_id` };

/** What the facets and timelines of a large topic hold. The largest have a share of all statements each. */
const aheadOfTopics: SqlRule = {
  rule: "topic_tally",
  table: "topic",
  ids: sql`(SELECT topic_id AS id FROM tallied_topic) AS tallied`,
  step: 20,
  broken: (inRange) => sql`
SELECT topic_id AS id,
  concat_ws(' ', 'has a tally of', COALESCE(stored.count, 0), 'instead of', COALESCE(expected.count, 0), 'by', dimension,
    NULLIF(word, ''), NULLIF(other_id, 0)) AS message
FROM topic_tally_anew(ARRAY(SELECT topic_id FROM tallied_topic WHERE ${inRange(sql`topic_id`)})) AS expected
FULL JOIN (
  SELECT topic_id, dimension, other_id, word, sum(count) AS count
  FROM topic_tally
  WHERE ${inRange(sql`topic_id`)}
  GROUP BY topic_id, dimension, other_id, word
  HAVING sum(count) <> 0
) AS stored USING (topic_id, dimension, other_id, word)
WHERE expected.count IS DISTINCT FROM stored.count`,
};

/** The tallies that triggers keep are what is counted anew. */
export const tallyRules: readonly SqlRule[] = [
  overall("KIND", sql`kind::text`),
  overall("MONTH", sql`to_char(said_at AT TIME ZONE 'UTC', 'YYYY-MM')`),
  ofNouns(
    "SPEAKER",
    bySpeaker,
    (where) =>
      sql`SELECT speaker_id, 0, '', status, count(*) FROM statement WHERE ${where} GROUP BY speaker_id, status`,
  ),
  ofNouns(
    "TOPIC",
    byTopic,
    (where) =>
      sql`SELECT topic_id, 0, '', status, count(*) FROM statement_topic WHERE ${where} GROUP BY topic_id, status`,
  ),
  ofNouns(
    "TOPIC_SPEAKER",
    byTopic,
    (where) => sql`
SELECT topic_id, speaker_id, '', status, count(*)
FROM statement_topic
WHERE ${where} AND speaker_id IS NOT NULL
GROUP BY topic_id, speaker_id, status`,
  ),
  ofNouns(
    "TOPIC_SPEAKER",
    byTopic,
    (where) => sql`
SELECT topic_id, speaker_id, '', status, count(*)
FROM statement_topic
WHERE ${where} AND speaker_id IS NOT NULL
  AND EXISTS (
    SELECT
    FROM statement_tag
    WHERE statement_tag.statement_id = statement_topic.statement_id AND statement_tag.topic_id = statement_topic.topic_id
  )
GROUP BY topic_id, speaker_id, status`,
    "tagged",
  ),
  ofPrintings,
  bySource,
  aheadOfTopics,
];
