import type { Database } from "../database.ts";
import { type Instant, isoOf } from "../document/dates.ts";
import { Prisma, type Speaker, type SpeakerName, type SpeakerRole } from "../generated/prisma/client.ts";
import type { By } from "./globalIds.ts";
import { groupedByKey } from "./lists/inKeyOrder.ts";
import type { PageArguments } from "./lists/keyset.ts";
import type { List } from "./lists/list.ts";
import { listNamed, type NameFilter, type NameOrder } from "./names/directory.ts";
import { readLinked } from "./names/linked.ts";
import { isStanding } from "./names/standing.ts";
import { findStandingBy, findStandingByIds } from "./names/standingRows.ts";
import { speakerTable } from "./tables/speaker.ts";
import { publishedBySpeakers } from "./tallies.ts";

const { sql } = Prisma;

/** Returns the list of speakers, by name, without those that were merged into others; see `listNamed`. */
export function list(filter: NameFilter, order: NameOrder | null | undefined, page: PageArguments): List<Speaker> {
  return listNamed<Speaker>(
    { ...speakerTable, statementCounts: publishedBySpeakers },
    filter,
    order,
    page,
    isStanding("speaker"),
  );
}

/** Returns a speaker by one of the unique keys, or the one it was merged into; null if not found. */
export function findBy(database: Database, by: By<"slug" | "wikidataId">): Promise<Speaker | null> {
  return findStandingBy<Speaker>(database, speakerTable, "Speaker", by);
}

/** Returns the speakers of these ids, in their order, or those they were merged into. Remembered if the database allows it. */
export function findByIds(database: Database, ids: readonly number[]): Promise<(Speaker | null)[]> {
  return findStandingByIds<Speaker>(database, speakerTable, ids);
}

/** Returns all names of each speaker, the oldest entry first. */
export async function namesOf(database: Database, ids: readonly number[]): Promise<SpeakerName[][]> {
  const names = await database.prisma.speakerName.findMany({
    where: { speakerId: { in: [...ids] } },
    orderBy: { id: "asc" },
  });
  return groupedByKey(ids, names, (name) => name.speakerId);
}

/**
 * Returns the roles of each speaker, the latest first and those without a beginning last. The one entered last
 * comes first if two began together, as in `roleOn`.
 */
export async function rolesOf(database: Database, ids: readonly number[]): Promise<SpeakerRole[][]> {
  const roles = await database.prisma.speakerRole.findMany({
    where: { speakerId: { in: [...ids] } },
    orderBy: [{ startsOn: { sort: "desc", nulls: "last" } }, { id: "desc" }],
  });
  return groupedByKey(ids, roles, (role) => role.speakerId);
}

/** Returns a subquery of the speaker ids that a speaker's statements carry: the speaker's own and those of the groups. */
export function withGroups(speakerId: Prisma.Sql): Prisma.Sql {
  return sql`SELECT ${speakerId} UNION ALL SELECT group_id FROM speaker_member WHERE member_id = ${speakerId}`;
}

/** Returns the speaker ids that the statements of these speakers carry, as `withGroups` does. Remembered if the database allows it. */
export function underSpeakers(database: Database, ids: readonly number[]): Promise<number[]> {
  return database.remembered(`speakers.under:${ids.join()}`, async () => {
    const memberships = await database.query<{ group_id: number }>(
      sql`/* speakers.under */ SELECT group_id FROM speaker_member WHERE member_id = ANY (${ids}::bigint[])`,
      { prepare: true },
    );
    return [...new Set([...ids, ...memberships.map((membership) => membership.group_id)])];
  });
}

/** Returns the members of each group, by name. */
export function membersOf(database: Database, groupIds: readonly number[]): Promise<Speaker[][]> {
  return readLinked<Speaker>(
    database,
    speakerTable,
    { table: "speaker_member", from: "group_id", to: "member_id" },
    groupIds,
  );
}

/** Returns the groups that each speaker is in, by name. */
export function groupsOf(database: Database, memberIds: readonly number[]): Promise<Speaker[][]> {
  return readLinked<Speaker>(
    database,
    speakerTable,
    { table: "speaker_member", from: "member_id", to: "group_id" },
    memberIds,
  );
}

/**
 * Returns a scalar subquery of the role that a speaker held on the day of an instant (UTC); of several roles, the one that began last.
 * A partial date covers every day that it can mean: a speaker who took office "in 2018" held it throughout 2018.
 */
export function roleOn(speakerId: Prisma.Sql, instant: Prisma.Sql): Prisma.Sql {
  return sql`(
  SELECT label
  FROM speaker_role
  WHERE speaker_role.speaker_id = ${speakerId}
    AND COALESCE(partial_date_first(starts_on) <= (${instant} AT TIME ZONE 'UTC')::date, TRUE)
    AND COALESCE(partial_date_last(ends_on) >= (${instant} AT TIME ZONE 'UTC')::date, TRUE)
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
/* speakers.rolesOn */
SELECT ${roleOn(sql`day.speaker_id`, sql`day.instant`)} AS label
FROM unnest(${days.map((day) => day.speakerId)}::bigint[], ${days.map((day) => isoOf(day.instant))}::timestamptz[])
  WITH ORDINALITY AS day (speaker_id, instant, place)
ORDER BY day.place`,
  );
  return records.map((record) => record.label);
}
