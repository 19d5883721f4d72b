import type { Referent } from "../archive/names/referents.ts";
import type { Database } from "../database.ts";
import { Prisma, type SpeakerKind } from "../generated/prisma/client.ts";
import { MEMBERS, recordLinks, removeFromHierarchy } from "../record/hierarchy.ts";
import type { Edit } from "./edit.ts";
import { type InputProblem, Refusal, refuse } from "./problems.ts";
import { resolveReferences } from "./references.ts";

const { sql } = Prisma;

/** A change of a speaker's kind and of a group's members. A field that is left out stays as it is. */
interface MemberChange {
  kind?: SpeakerKind | undefined;
  members?: readonly string[] | undefined;
}

/**
 * Returns the members that an input names, each once, in its order. Refuses unknown speakers (`NOT_FOUND`), groups, the
 * group itself, and a number that the kind does not allow (`INVALID`): only groups have members, and at least two.
 *
 * @param groupId the id of the group if it exists already
 */
export async function findMembers(
  database: Database,
  kind: SpeakerKind,
  given: readonly string[],
  groupId: number | null = null,
): Promise<Referent[]> {
  const references = given.map((value, i) => ({ field: `members.${i}`, value }));
  const found = await resolveReferences(database, "Speaker", references);
  const groups = await database.query<{ id: number }>(
    sql`/* editing.members.groups */ SELECT id FROM speaker WHERE id = ANY (${found.map(({ id }) => id)}::bigint[]) AND (kind = 'GROUP' OR id = ${groupId}::bigint)`,
  );
  const groupIds = new Set(groups.map(({ id }) => id));
  const problems = found.flatMap(({ id, key }, i): InputProblem[] =>
    groupIds.has(id)
      ? [{ code: "INVALID", field: ["members", `${i}`], message: `${key} is a group, so it cannot be a member.` }]
      : [],
  );
  if (problems.length > 0) throw new Refusal(problems);
  const members = [...new Map(found.map((member) => [member.id, member])).values()];
  if (kind === "GROUP" ? members.length < 2 : members.length > 0) {
    refuse("INVALID", "members", "A GROUP needs at least two `members`; other speakers cannot have any.");
  }
  return members;
}

/**
 * Changes a speaker's row and a group's members. Members leave before the row changes and join after it, so that only a
 * group has members at any moment. Refuses as `findMembers` does, and `IN_USE` if the member of a group is to become a
 * group.
 */
export async function changeMembers(
  { database, recorder }: Edit,
  id: number,
  { kind, members }: MemberChange,
  changeRow: () => Promise<unknown>,
): Promise<void> {
  if (kind === undefined && members === undefined) {
    await changeRow();
    return;
  }
  const { kind: oldKind, slug, memberSlugs, groupNames } = await readMemberships(database, id);
  const newKind = kind ?? oldKind;
  if (newKind === "GROUP" && groupNames.length > 0) {
    refuse("IN_USE", "kind", `It is a member of ${groupNames.join(", ")}, so it cannot be a group.`);
  }
  const found = await findMembers(database, newKind, members ?? memberSlugs, id);
  const foundIds = found.map((member) => member.id);
  await removeFromHierarchy(database, MEMBERS, id, foundIds);
  await changeRow();
  const links = found.map(({ key }, i) => ({ owner: slug, slug: key, path: `members[${i}]` }));
  await recordLinks(database, recorder, MEMBERS, new Map([[slug, id]]), links);
}

interface Memberships {
  kind: SpeakerKind;
  slug: string;
  memberSlugs: string[];
  groupNames: string[];
}

async function readMemberships(database: Database, id: number): Promise<Memberships> {
  const [row] = await database.query<Memberships>(
    sql`
/* editing.members */
SELECT kind, slug,
  ARRAY(SELECT slug FROM speaker_member JOIN speaker AS member ON member.id = member_id WHERE group_id = speaker.id) AS "memberSlugs",
  ARRAY(SELECT team.name FROM speaker_member JOIN speaker AS team ON team.id = group_id WHERE member_id = speaker.id) AS "groupNames"
FROM speaker
WHERE id = ${id}::bigint`,
  );
  return row as Memberships;
}
