import type { Database } from "../../database.ts";
import { type Instant, isoOf } from "../../document/dates.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql, join, raw } = Prisma;

// Roles on a day. A partial date covers every day that it can mean: a speaker who took office "in 2018" held it throughout 2018.

/** Returns the condition that a row of `speaker_role` was held on the day of an instant (UTC). */
export function heldOn(instant: Prisma.Sql): Prisma.Sql {
  return heldWithin(dayOf(instant), dayOf(instant));
}

/** Returns the condition that a row of `speaker_role` was held on some day from the first to the last, both included. */
export function heldWithin(first: Prisma.Sql, last: Prisma.Sql): Prisma.Sql {
  return sql`(COALESCE(${firstDay} <= ${last}, TRUE) AND COALESCE(${lastDay} >= ${first}, TRUE))`;
}

const [firstDay, lastDay] = [
  sql`partial_date_first(speaker_role.starts_on)`,
  sql`partial_date_last(speaker_role.ends_on)`,
];

function dayOf(instant: Prisma.Sql): Prisma.Sql {
  return sql`(${instant} AT TIME ZONE 'UTC')::date`;
}

/**
 * Returns a subquery (id, label) of the roles that are heard in statements (id, speaker_id, said_at), each label once: those that
 * the speaker, or a member of the group, held on the day. The instants of a role are computed once, not for each statement, and
 * labels are compared only if two roles heard at a speaker's have the same.
 */
export function rolesHeardIn(statements: Prisma.Sql): Prisma.Sql {
  return sql`
WITH held AS MATERIALIZED (
  SELECT own.speaker_id, speaker_role.id, speaker_role.label, COALESCE(${since}, '-infinity') AS since, COALESCE(${until}, 'infinity') AS until,
    ${isDouble(sql`own.speaker_id, speaker_role.label`)}
  FROM (SELECT DISTINCT speaker_id FROM ${statements}) AS own
  CROSS JOIN LATERAL (${heardIn(sql`own.speaker_id`)}) AS heard (id)
  JOIN speaker_role ON speaker_role.speaker_id = heard.id
)
SELECT said.id, held.label
FROM held
JOIN ${statements} AS said ON ${isHeard}`;
}

const atMidnight = (day: Prisma.Sql) => sql`(${day})::timestamp AT TIME ZONE 'UTC'`;

/** The instants at which a row of `speaker_role` begins and ends in SQL; NULL if it has no such end. */
export const [since, until] = [atMidnight(firstDay), atMidnight(sql`${lastDay} + 1`)];

const isDouble = (same: Prisma.Sql) => sql`count(*) OVER (PARTITION BY ${same}) > 1 AS is_double`;

/** That a role of `held` is heard in a statement `said`, and no earlier one with the same label. */
const isHeard = sql`said.speaker_id = held.speaker_id AND said.said_at >= held.since AND said.said_at < held.until
WHERE NOT held.is_double OR NOT EXISTS (
  SELECT
  FROM held AS other
  WHERE other.speaker_id = held.speaker_id AND other.label = held.label AND other.id < held.id
    AND said.said_at >= other.since AND said.said_at < other.until
)`;

/** How many times more labels are looked at than are asked for. */
const LIKELY = 5;

/**
 * Returns the SQL of rows (value, count): in how many published statements on a topic each label is heard, at least for the `first`
 * largest. A label is heard at most as often as all who ever had such a role speak. The labels for which this bound is highest are
 * counted first, and the others only if one of them could still be larger.
 *
 * @param speakers the expression (speaker_id, count) of who speaks on the topic
 */
export function largestRolesOn(topicId: Prisma.Sql, speakers: Prisma.Sql, first: number): Prisma.Sql {
  // There are many roles, but the days on which they begin and end are few.
  const day = (column: "starts_on" | "ends_on", instant: Prisma.Sql) => sql`
  LEFT JOIN (
    SELECT speaker_role.${raw(column)}, ${instant} AS instant FROM (SELECT DISTINCT ${raw(column)} FROM roles) AS speaker_role OFFSET 0
  ) AS of_${raw(column)} USING (${raw(column)})`;
  const counts = (isCounted: Prisma.Sql) => sql`
SELECT label AS value, sum(count)::bigint AS count
FROM (
  WITH held AS MATERIALIZED (
    SELECT speaker_id, id, label, COALESCE(of_starts_on.instant, '-infinity') AS since, COALESCE(of_ends_on.instant, 'infinity') AS until,
      ${isDouble(sql`speaker_id, label`)}
    FROM (SELECT * FROM roles WHERE ${isCounted}) AS roles
    ${day("starts_on", since)}
    ${day("ends_on", until)}
  )
  SELECT held.label, count(*) AS count
  FROM held
  JOIN (
    SELECT speaker_id, said_at FROM statement_topic WHERE topic_id = ${topicId} AND status = 'PUBLISHED'
  ) AS said ON ${isHeard}
  GROUP BY held.speaker_id, held.id, held.label
) AS each
GROUP BY label`;
  const [wanted, likely] = [sql`${first}::int`, sql`${first * LIKELY}::int`];
  return sql`
WITH roles AS MATERIALIZED (
  SELECT own.speaker_id, own.count, speaker_role.id, speaker_role.label, speaker_role.starts_on, speaker_role.ends_on
  FROM (
    SELECT speaker_id, speaker_id AS heard_id, count FROM ${speakers}
    UNION ALL
    SELECT speaker_id, member_id, count FROM ${speakers} JOIN speaker_member ON group_id = speaker_id
  ) AS own
  JOIN speaker_role ON speaker_role.speaker_id = own.heard_id
), bound AS MATERIALIZED (
  SELECT label, sum(count) AS most FROM roles GROUP BY label
), likely AS MATERIALIZED (
  SELECT label FROM bound ORDER BY most DESC, label LIMIT ${likely}
), counted AS MATERIALIZED (${counts(sql`label IN (SELECT label FROM likely)`)}), rest AS MATERIALIZED (
  SELECT most FROM bound ORDER BY most DESC, label OFFSET ${likely} LIMIT 1
)
SELECT value, count FROM counted
UNION ALL
SELECT value, count
FROM (${counts(sql`label NOT IN (SELECT label FROM likely)`)}) AS others
WHERE (SELECT most FROM rest) >= COALESCE((SELECT count FROM counted ORDER BY count DESC OFFSET ${wanted} - 1 LIMIT 1), 0)`;
}

/** Returns a scalar subquery of the role that a speaker held on the day of an instant (UTC); of several roles, the one that began last. */
export function roleOn(speakerId: Prisma.Sql, instant: Prisma.Sql): Prisma.Sql {
  return sql`(
  SELECT label
  FROM speaker_role
  WHERE speaker_role.speaker_id = ${speakerId} AND ${heldOn(instant)}
  ORDER BY starts_on DESC NULLS LAST, id DESC
  LIMIT 1
)`;
}

/** Returns the role of each speaker on the day of each instant, in their order; see `roleOn`. */
export async function rolesOn(
  database: Database,
  days: readonly { speakerId: number; instant: Instant }[],
): Promise<(string | null)[]> {
  const records = await database.query<{ label: string | null }>(
    sql`
/* roles.on */
SELECT ${roleOn(sql`day.speaker_id`, sql`day.instant`)} AS label
FROM unnest(${days.map((day) => day.speakerId)}::bigint[], ${days.map((day) => isoOf(day.instant))}::timestamptz[])
  WITH ORDINALITY AS day (speaker_id, instant, place)
ORDER BY day.place`,
  );
  return records.map((record) => record.label);
}

/** No label is longer than the columns that hold one. Limits the memory and time that a stranger's text can cost. */
const LONGEST_GIVEN_LABEL = 1000;

/**
 * Returns the words of role labels as they are compared: without case, accents and punctuation, as PostgreSQL's function
 * `wording` makes them. Labels without words are left out. Remembered if the database allows it.
 */
export function roleWords(database: Database, labels: readonly string[]): Promise<string[]> {
  const given = labels
    .filter((label) => label.length <= LONGEST_GIVEN_LABEL)
    .map((label) => label.replaceAll("\0", ""));
  return database.remembered(`roles.words:${JSON.stringify(given)}`, async () => {
    const rows = await database.query<{ words: string }>(
      sql`/* roles.words */ SELECT DISTINCT wording(label) AS words FROM unnest(${given}::text[]) AS given (label)`,
    );
    return rows.flatMap(({ words }) => (words === "" ? [] : [words]));
  });
}

/** Returns the words of a label in SQL. `speaker_role` has an index by them. */
export function labelWordsOf(label: Prisma.Sql): Prisma.Sql {
  return sql`wording(${label})`;
}

const labelWords = labelWordsOf(sql`speaker_role.label`);

/** Returns the condition that a row of `speaker_role` has one of the labels, or one that begins with its words. */
export function isRole(words: readonly string[]): Prisma.Sql {
  if (words.length === 0) return sql`FALSE`;
  // Words hold letters and digits only, so that nothing in them is a wildcard.
  const either = words.map((each) => sql`${labelWords} = ${each} OR ${labelWords} LIKE ${`${each} %`}`);
  return sql`(${join(either, " OR ")})`;
}

/** Compares in memory as `isRole` does. */
export function beginsWithWords(label: string, words: readonly string[]): boolean {
  return words.some((each) => label === each || label.startsWith(`${each} `));
}

/** Returns a subquery of the speakers who are heard in a statement of this speaker: the speaker and the members of a group. */
export function heardIn(speakerId: Prisma.Sql): Prisma.Sql {
  return sql`SELECT ${speakerId} UNION ALL SELECT member_id FROM speaker_member WHERE group_id = ${speakerId}`;
}
