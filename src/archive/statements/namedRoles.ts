import type { Database } from "../../database.ts";
import { Prisma, StatementStatus } from "../../generated/prisma/client.ts";
import type { HalfOpenSpan } from "../lists/conditions.ts";
import { heardIn, heldOn, isRole, labelWordsOf, since, until } from "../speakers/roles.ts";
import { withGroups } from "../speakers.ts";

const { sql, raw } = Prisma;

/** The roles that some words name. */
export interface NamedRoles {
  /** Their ids, and those of the speakers in whose statements they are heard; null if there are more than 2,000 roles. */
  few: { ids: number[]; speakerIds: number[] } | null;
  /** When the first of them began and the last one ended. */
  held: HalfOpenSpan;
}

/** The most ids of roles that are handed to a query. */
const MOST_NAMED = 2000;

/**
 * Returns the roles whose labels are any of the words, or begin with them; null without one. Comparing labels takes long, so
 * that they are compared here once, not in each statement. Remembered if the database allows it.
 */
export function rolesNamed(database: Database, words: readonly string[]): Promise<NamedRoles | null> {
  return database.remembered(`roles.named:${JSON.stringify(words)}`, async () => {
    const [found] = await database.query<NamedRolesRow>(sql`
/* roles.named */
WITH named AS MATERIALIZED (
  SELECT id, speaker_id, COALESCE(${since}, '-infinity') AS since, COALESCE(${until}, 'infinity') AS until
  FROM speaker_role
  WHERE ${isRole(words)}
), few AS MATERIALIZED (
  SELECT id, speaker_id FROM named WHERE (SELECT count(*) FROM named) <= ${raw(String(MOST_NAMED))}
)
SELECT count(*)::int AS count, NULLIF(min(since), '-infinity') AS from, NULLIF(max(until), 'infinity') AS before,
  ARRAY(SELECT id FROM few) AS ids,
  ARRAY(
    SELECT DISTINCT carried.id FROM few CROSS JOIN LATERAL (${withGroups(sql`few.speaker_id`)}) AS carried (id)
  ) AS "speakerIds"
FROM named`);
    if (!found?.count) return null;
    const { count, ids, speakerIds, from, before } = found;
    return { few: count > MOST_NAMED ? null : { ids, speakerIds }, held: { from, before } };
  });
}

type NamedRolesRow = { count: number; ids: number[]; speakerIds: number[] } & HalfOpenSpan;

/** Returns the condition that a statement of the table `statement` was made in one of the roles. */
export function saidInRole({ few }: NamedRoles, words: readonly string[]): Prisma.Sql {
  const isNamed = few ? sql`speaker_role.id = ANY (${few.ids}::bigint[])` : hasWords(words);
  // Most statements are by others, who need not be looked up.
  const isByHolder = few ? sql`statement.speaker_id = ANY (${few.speakerIds}::bigint[])` : sql`TRUE`;
  return sql`(${isByHolder} AND EXISTS (
  SELECT
  FROM speaker_role
  WHERE speaker_role.speaker_id IN (${heardIn(sql`statement.speaker_id`)}) AND ${isNamed} AND ${heldOn(sql`statement.said_at`)}
  OFFSET 0
))`;
}

/** Returns the SQL of the ids of the statements that were made in one of the roles. */
export function idsSaidInRole({ few }: NamedRoles, words: readonly string[]): Prisma.Sql {
  const isNamed = few ? sql`speaker_role.id = ANY (${few.ids}::bigint[])` : isRole(words);
  // With every status, the condition bounds a scan of the index of speakers by status and date.
  return sql`
SELECT statement.id
FROM (SELECT speaker_id, ${since} AS since, ${until} AS until FROM speaker_role WHERE ${isNamed} OFFSET 0) AS named
CROSS JOIN LATERAL (${withGroups(sql`named.speaker_id`)}) AS carried (id)
JOIN statement ON statement.speaker_id = carried.id AND statement.status = ANY (${Object.values(StatementStatus)}::"StatementStatus"[])
  AND statement.said_at >= COALESCE(since, '-infinity') AND statement.said_at < COALESCE(until, 'infinity')`;
}

/** Checks a row of `speaker_role` as `isRole` does, without an index: its label is taken apart once for all the words. */
function hasWords(words: readonly string[]): Prisma.Sql {
  const prefixes = words.map((each) => `${each} %`);
  return sql`(
  SELECT compared.words = ANY (${words}::text[]) OR compared.words LIKE ANY (${prefixes}::text[])
  FROM (SELECT ${labelWordsOf(sql`speaker_role.label`)} AS words OFFSET 0) AS compared
)`;
}
