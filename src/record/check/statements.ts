import { Prisma } from "../../generated/prisma/client.ts";
import { passageHolds, spanHolds } from "../passageRule.ts";
import type { SqlRule } from "./sqlRule.ts";

const { sql } = Prisma;

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
  // `findVerbatimFault` (document/verbatim.ts) says the same, and compares the wording, which only JavaScript can.
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
    rule: "statement_printing",
    table: "statement",
    broken: (inRange) => sql`
SELECT COALESCE(expected.statement_id, stored.statement_id) AS id, CASE
    WHEN stored.statement_id IS NULL THEN format('lacks its row for printing %s', expected.appearance_id)
    WHEN expected.statement_id IS NULL THEN format('has a row for printing %s, which is not its own', stored.appearance_id)
    ELSE format('has another article, source, speaker, status or date than its row for printing %s', stored.appearance_id)
  END AS message
FROM (
  SELECT statement_id, appearance.id AS appearance_id, article_id, source_id, wire_id, speaker_id, status, published_at
  FROM statement
  JOIN appearance ON appearance.statement_id = statement.id
  JOIN article ON article.id = article_id
  WHERE ${inRange(sql`statement.id`)}
) AS expected
FULL JOIN (SELECT * FROM statement_printing WHERE ${inRange(sql`statement_id`)}) AS stored
  ON (stored.statement_id, stored.appearance_id) = (expected.statement_id, expected.appearance_id)
WHERE (stored.statement_id, stored.article_id, stored.source_id, stored.wire_id, stored.speaker_id, stored.status, stored.published_at)
  IS DISTINCT FROM (
    expected.statement_id, expected.article_id, expected.source_id, expected.wire_id, expected.speaker_id, expected.status, expected.published_at
  )`,
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

/** Triggers enforce it too, but a statement and its event may be written at the same time by two connections. */
const occasions: SqlRule = {
  rule: "occasion",
  table: "statement",
  broken: (inRange) => sql`
SELECT statement.id, format('was said at topic %s, which is not an event', topic.id) AS message
FROM statement
JOIN topic ON topic.id = occasion_id
WHERE ${inRange(sql`statement.id`)} AND topic.kind <> 'EVENT'`,
};

/** Triggers enforce it too, but a statement and its stances may be written at the same time by two connections. */
const stances: SqlRule = {
  rule: "stance",
  table: "statement",
  broken: (inRange) => sql`
SELECT DISTINCT statement.id, CASE
    WHEN statement.status IN ('RETRACTED', 'REJECTED') THEN format('is %s, and has a stance', statement.status)
    ELSE format('has stances of %s on proposition %s that are %s and %s', stance_judge(stance.judge, stance.origin_id),
      stance.proposition_id, stance.status, other.status)
  END AS message
FROM statement
JOIN stance ON stance.statement_id = statement.id
LEFT JOIN stance AS other ON (other.statement_id, other.proposition_id) = (stance.statement_id, stance.proposition_id)
  AND other.status > stance.status
  AND stance_judge(other.judge, other.origin_id) = stance_judge(stance.judge, stance.origin_id)
WHERE ${inRange(sql`statement.id`)} AND (statement.status IN ('RETRACTED', 'REJECTED') OR other.id IS NOT NULL)`,
};

/** Triggers enforce it too, but two links, or a link and its statements, may be written at the same time by two connections. */
const links: SqlRule = {
  rule: "link",
  table: "statement",
  broken: (inRange) => sql`
SELECT DISTINCT own.id, CASE
    WHEN own.status IN ('RETRACTED', 'REJECTED') THEN format('is %s, and has a link', own.status)
    WHEN target.status IN ('RETRACTED', 'REJECTED') THEN format('has a link to statement %s, which is %s', target.id, target.status)
    WHEN closes_link_circle(link.id, own.id, link.kind, target.id) THEN format('is in a circle of links of the kind %s', link.kind)
    ELSE format('has a link of the kind %s to statement %s: %s', link.kind, target.id, explain_link_rule(impossible.rule))
  END AS message
FROM statement_link AS link
JOIN statement AS own ON own.id = link.statement_id
JOIN statement AS target ON target.id = link.target_id
CROSS JOIN LATERAL broken_link_rule(link.kind, own.said_at, own.said_at_precision, own.said_at_basis, own.language,
  target.said_at, target.said_at_basis, target.language) AS impossible (rule)
WHERE ${inRange(sql`own.id`)} AND (
  own.status IN ('RETRACTED', 'REJECTED') OR target.status IN ('RETRACTED', 'REJECTED') OR impossible.rule IS NOT NULL
  OR closes_link_circle(link.id, own.id, link.kind, target.id)
)`,
};

/** The queue is read by the columns of proposals alone, which repeat what the printing and its statement say. */
const proposals: SqlRule = {
  rule: "proposal",
  table: "appearance",
  broken: (inRange) => sql`
SELECT appearance.id, CASE WHEN proposal.article_id <> appearance.article_id THEN 'is proposed in another article'
    ELSE 'is reviewed, but its statement is PROPOSED'
  END AS message
FROM proposal
JOIN appearance ON appearance.id = proposal.appearance_id
JOIN statement ON statement.id = appearance.statement_id
WHERE ${inRange(sql`proposal.appearance_id`)}
  AND (proposal.article_id <> appearance.article_id OR NOT pending AND statement.status = 'PROPOSED')`,
};

/** Triggers enforce it too, but a statement and its parties may be written at the same time by two connections. */
const otherParties: SqlRule = {
  rule: "party",
  table: "statement",
  broken: (inRange) => sql`
SELECT DISTINCT statement.id, 'is said to its own speaker, or comes by way of them' AS message
FROM statement
JOIN statement_party ON statement_party.statement_id = statement.id AND statement_party.speaker_id = statement.speaker_id
WHERE ${inRange(sql`statement.id`)}`,
};

/** The rules of statements and their printings that no constraint of the tables enforces. */
export const statementRules: readonly SqlRule[] = [
  ...statements,
  occasions,
  stances,
  links,
  otherParties,
  ...passages,
  proposals,
];
