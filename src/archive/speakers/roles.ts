import type { Database } from "../../database.ts";
import { type Instant, isoOf } from "../../document/dates.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql, join } = Prisma;

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
 *
 * @param speakerIds the SQL of their speakers (speaker_id), if it is known otherwise than by looking through the statements
 */
export function rolesHeardIn(
  statements: Prisma.Sql,
  speakerIds = sql`SELECT DISTINCT speaker_id FROM ${statements}`,
): Prisma.Sql {
  const atMidnight = (day: Prisma.Sql) => sql`(${day})::timestamp AT TIME ZONE 'UTC'`;
  return sql`
WITH held AS MATERIALIZED (
  SELECT own.speaker_id, speaker_role.id, speaker_role.label, COALESCE(${atMidnight(firstDay)}, '-infinity') AS since,
    COALESCE(${atMidnight(sql`${lastDay} + 1`)}, 'infinity') AS until,
    count(*) OVER (PARTITION BY own.speaker_id, speaker_role.label) > 1 AS is_double
  FROM (
    WITH speaking AS (${speakerIds})
    SELECT speaker_id, speaker_id AS heard_id FROM speaking
    UNION ALL
    SELECT speaker_id, member_id FROM speaking JOIN speaker_member ON group_id = speaker_id
  ) AS own
  JOIN speaker_role ON speaker_role.speaker_id = own.heard_id
)
SELECT said.id, held.label
FROM held
JOIN ${statements} AS said ON said.speaker_id = held.speaker_id AND said.said_at >= held.since AND said.said_at < held.until
WHERE NOT held.is_double OR NOT EXISTS (
  SELECT
  FROM held AS other
  WHERE other.speaker_id = held.speaker_id AND other.label = held.label AND other.id < held.id
    AND said.said_at >= other.since AND said.said_at < other.until
)`;
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
