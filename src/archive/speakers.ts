import type { Database } from "../database.ts";
import { isPartialDate } from "../document/dates.ts";
import { Prisma, type Speaker, type SpeakerName, type SpeakerRole } from "../generated/prisma/client.ts";
import type { By } from "./globalIds.ts";
import { distinctValues } from "./lists/conditions.ts";
import { groupedByKey } from "./lists/inKeyOrder.ts";
import { InputError } from "./lists/inputError.ts";
import type { PageArguments } from "./lists/keyset.ts";
import type { List } from "./lists/list.ts";
import { listNamed, type NameFilter, type NameOrder } from "./names/directory.ts";
import { readLinked } from "./names/linked.ts";
import { isStanding, standingId } from "./names/standing.ts";
import { findStandingBy, findStandingByIds } from "./names/standingRows.ts";
import { heldWithin, isRole, roleWords } from "./speakers/roles.ts";
import { speakerTable } from "./tables/speaker.ts";
import { publishedBySpeakers } from "./tallies.ts";

const { sql } = Prisma;

/** Which speakers; a field that is left out or null does not narrow. */
export interface SpeakerFilter extends NameFilter {
  /** Who have held any of these roles, as `isRole` finds them. */
  role?: readonly string[] | null | undefined;
  /** Who held it, or any role, on this day or on some day of this month or year. */
  heldOn?: string | null | undefined;
}

/**
 * Returns the list of speakers, by name, without those that were merged into others; see `listNamed`. Throws InputError also for a
 * day that does not exist, and for too many roles.
 */
export async function list(
  database: Database,
  filter: SpeakerFilter,
  order: NameOrder | null | undefined,
  page: PageArguments,
): Promise<List<Speaker>> {
  const held = await holdsRole(database, filter);
  const where = sql`${isStanding("speaker")}${held ? sql` AND ${held}` : Prisma.empty}`;
  return listNamed<Speaker>({ ...speakerTable, statementCounts: publishedBySpeakers }, filter, order, page, where);
}

async function holdsRole(database: Database, { role, heldOn }: SpeakerFilter): Promise<Prisma.Sql | null> {
  if (role == null && heldOn == null) return null;
  if (heldOn != null && !isPartialDate(heldOn))
    throw new InputError("filter.heldOn", `\`filter.heldOn\` is not a real day, month or year: ${heldOn}.`);
  const isAsked = role == null ? sql`TRUE` : isRole(await roleWords(database, distinctValues("filter.role", role)));
  const isThen =
    heldOn == null ? sql`TRUE` : heldWithin(sql`partial_date_first(${heldOn})`, sql`partial_date_last(${heldOn})`);
  return sql`speaker.id IN (SELECT speaker_role.speaker_id FROM speaker_role WHERE ${isAsked} AND ${isThen})`;
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

/** What a corpus knows a speaker by; the name is the one that the corpus gives, normalised. */
export interface CorpusIdRow {
  scheme: string;
  value: string;
  name: string;
}

/** Returns what corpora know each speaker by, and those that were merged into it, sorted by code points. */
export async function corpusIdsOf(database: Database, ids: readonly number[]): Promise<CorpusIdRow[][]> {
  const rows = await database.query<CorpusIdRow & { speakerId: number }>(
    sql`
/* speakers.corpus_ids */
SELECT scheme, value, normalized AS name, ${standingId("speaker")} AS "speakerId"
FROM speaker
JOIN corpus_id ON corpus_id.speaker_id = speaker.id
WHERE speaker.id = ANY (${ids}::bigint[]) OR speaker.merged_into_id = ANY (${ids}::bigint[])
ORDER BY scheme COLLATE "C", value COLLATE "C"`,
  );
  return groupedByKey(ids, rows, (row) => row.speakerId);
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
