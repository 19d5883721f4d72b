import type { Database } from "../database.ts";
import { type Instant, isoOf } from "../document/dates.ts";
import { Prisma, type Speaker, type SpeakerName, type SpeakerRole } from "../generated/prisma/client.ts";
import { type By, uniqueKey } from "./globalIds.ts";
import { groupedByKey, inKeyOrder } from "./lists/inKeyOrder.ts";
import type { PageArguments } from "./lists/keyset.ts";
import type { List } from "./lists/list.ts";
import { type Directory, listNamed, type NameFilter, type NameOrder } from "./names/directory.ts";
import { readLinked } from "./names/linked.ts";

const { sql } = Prisma;

/** The directory of speakers. */
export const speakers: Directory<Speaker> = {
  table: "speaker",
  statementCounts: sql`
SELECT speaking.id, sum(own.count)::int AS count
FROM (SELECT speaker_id, count(*) AS count FROM statement WHERE status = 'PUBLISHED' GROUP BY speaker_id) AS own
CROSS JOIN LATERAL (
  SELECT own.speaker_id UNION ALL SELECT member_id FROM speaker_member WHERE group_id = own.speaker_id
) AS speaking (id)
GROUP BY speaking.id`,
  columns: {
    id: "id",
    slug: "slug",
    name: "name",
    kind: "kind",
    description: "description",
    wikidataId: "wikidata_id",
    fictional: "fictional",
    reviewed: "reviewed",
    mergedIntoId: "merged_into_id",
    createdAt: "created_at",
  },
};

/** Speakers, by name, without those that were merged into others; see `listNamed`. */
export function list(filter: NameFilter, order: NameOrder | null | undefined, page: PageArguments): List<Speaker> {
  return listNamed(speakers, filter, order, page, sql`speaker.merged_into_id IS NULL`);
}

/** One speaker by one of the unique keys; null where there is none. Whoever was merged is the one that stayed. */
export async function findBy(database: Database, by: By<"slug" | "wikidataId">): Promise<Speaker | null> {
  const key = uniqueKey("Speaker", by);
  const where = key as Prisma.SpeakerWhereUniqueInput;
  const found = key && (await database.prisma.speaker.findUnique({ where, include: { mergedInto: true } }));
  return found && standing(found);
}

/** The speakers of these ids, in their order; of one that was merged, the one that stayed. Remembered where the database allows. */
export function findByIds(database: Database, ids: readonly number[]): Promise<(Speaker | null)[]> {
  return database.rememberedEach("speakers.byId", ids, async (missing) => {
    const rows = await database.prisma.speaker.findMany({ where: { id: { in: missing } } });
    const signposts = rows.flatMap(({ mergedIntoId }) => mergedIntoId ?? []);
    const targets =
      signposts.length > 0 ? await database.prisma.speaker.findMany({ where: { id: { in: signposts } } }) : [];
    const byId = new Map([...rows, ...targets].map((row) => [row.id, row]));
    return inKeyOrder(missing, rows, ({ id }) => id).map((row) => row && (byId.get(row.mergedIntoId ?? row.id) ?? row));
  });
}

function standing({ mergedInto, ...speaker }: Speaker & { mergedInto: Speaker | null }): Speaker {
  return mergedInto ?? speaker;
}

/** Every name of each speaker, the oldest entry first. */
export async function namesOf(database: Database, ids: readonly number[]): Promise<SpeakerName[][]> {
  const names = await database.prisma.speakerName.findMany({
    where: { speakerId: { in: [...ids] } },
    orderBy: { id: "asc" },
  });
  return groupedByKey(ids, names, (name) => name.speakerId);
}

/** The roles of each speaker, the latest first, an open beginning last; of those begun together the one entered last, as in `roleOn`. */
export async function rolesOf(database: Database, ids: readonly number[]): Promise<SpeakerRole[][]> {
  const roles = await database.prisma.speakerRole.findMany({
    where: { speakerId: { in: [...ids] } },
    orderBy: [{ startsOn: { sort: "desc", nulls: "last" } }, { id: "desc" }],
  });
  return groupedByKey(ids, roles, (role) => role.speakerId);
}

/** The ids that a speaker's statements stand under, as a subquery: the speaker's own and those of the groups. */
export function withGroups(speakerId: Prisma.Sql): Prisma.Sql {
  return sql`SELECT ${speakerId} UNION ALL SELECT group_id FROM speaker_member WHERE member_id = ${speakerId}`;
}

/** The ids that the statements of these speakers stand under: their own and those of their groups. Remembered where the database allows. */
export function underSpeakers(database: Database, ids: readonly number[]): Promise<number[]> {
  return database.remembered(`speakers.under:${ids.join()}`, async () => {
    const memberships = await database.query<{ group_id: number }>(
      sql`/* speakers.under */ SELECT group_id FROM speaker_member WHERE member_id = ANY (${ids}::int[])`,
      { prepare: true },
    );
    return [...new Set([...ids, ...memberships.map((membership) => membership.group_id)])];
  });
}

/** Who is in each group, by name. */
export function membersOf(database: Database, groupIds: readonly number[]): Promise<Speaker[][]> {
  return readLinked(database, speakers, { table: "speaker_member", from: "group_id", to: "member_id" }, groupIds);
}

/** The groups that each speaker is in, by name. */
export function groupsOf(database: Database, memberIds: readonly number[]): Promise<Speaker[][]> {
  return readLinked(database, speakers, { table: "speaker_member", from: "member_id", to: "group_id" }, memberIds);
}

/**
 * The role that a speaker held on the day of an instant (UTC), as a scalar subquery over the two expressions: of several
 * the one begun last. A partial date covers every day that it can mean: whoever took office "in 2018" held it all 2018.
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

/** The role of each speaker on the day of each instant, in their order; see `roleOn`. */
export async function rolesOn(
  database: Database,
  days: readonly { speakerId: number; instant: Instant }[],
): Promise<(string | null)[]> {
  const records = await database.query<{ label: string | null }>(
    sql`
/* speakers.rolesOn */
SELECT ${roleOn(sql`day.speaker_id`, sql`day.instant`)} AS label
FROM unnest(${days.map((day) => day.speakerId)}::int[], ${days.map((day) => isoOf(day.instant))}::timestamptz[])
  WITH ORDINALITY AS day (speaker_id, instant, place)
ORDER BY day.place`,
  );
  return records.map((record) => record.label);
}
