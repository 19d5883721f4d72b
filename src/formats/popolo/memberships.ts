import type { Problem } from "../rejections.ts";
import type { Collections } from "./collections.ts";
import { byId, type Entry, readEach } from "./entries.ts";
import { homonyms } from "./homonyms.ts";
import { type KnownEntities, type RoleEntry, readRole } from "./roles.ts";
import { area, type Entity, type Membership, membership, period } from "./shapes.ts";

/** The roles of a file's people, and the memberships that cannot be roles. */
export interface Roles {
  rolesOf(person: Entity): RoleEntry[];
  problems: { record: string; problem: Problem }[];
}

/** Makes roles of all memberships of a file, those in a collection of their own and those inside their person. */
export function readRoles(
  { memberships, events, areas }: Collections,
  persons: readonly Entry<Entity>[],
  organizations: readonly Entry<Entity>[],
): Roles {
  const known: KnownEntities = {
    organizations: byId(organizations),
    periods: byId(readEach(events, period, "event")),
    areas: byId(readEach(areas, area, "area")),
  };
  const alike = homonyms(persons);
  const roles = new Map<Entity, RoleEntry[]>();
  const problems: Roles["problems"] = [];
  for (const { record, read, person } of [
    ...standaloneMemberships(memberships, persons),
    ...nestedMemberships(persons),
  ]) {
    const role = "code" in read ? read : person ? readRole(read, known, alike.has(person)) : NO_PERSON;
    const ofPerson = (person && roles.get(person)) ?? [];
    const problem = "code" in role ? role : addRole(ofPerson, role);
    if (problem) problems.push({ record, problem });
    else if (person) roles.set(person, ofPerson);
  }
  return { rolesOf: (person) => roles.get(person) ?? [], problems };
}

type Owned = Entry<Membership> & { person: Entity | undefined };

function standaloneMemberships(given: readonly unknown[], persons: readonly Entry<Entity>[]): Owned[] {
  const personById = byId(persons);
  return readEach(given, membership, "membership").map((entry) => {
    const { read } = entry;
    return { ...entry, person: "code" in read ? undefined : personById.get(read.person_id ?? "") };
  });
}

function nestedMemberships(persons: readonly Entry<Entity>[]): Owned[] {
  return persons.flatMap(({ record, read: person }) =>
    "code" in person
      ? []
      : readEach(person.memberships, membership, `${record}, membership`).map((entry) => ({ ...entry, person })),
  );
}

const NO_PERSON: Problem = {
  code: "INCOMPLETE",
  message: "The membership's person is not in the file: add the person.",
};

/**
 * Adds a role, unless the person has it already. The archive recognises a role by its label and beginning. A role that the file
 * repeats counts once (a member for two places); if the rest of two roles differs, it is unclear which is right.
 */
function addRole(roles: RoleEntry[], role: RoleEntry): Problem | null {
  const same = roles.find(({ label, startsOn }) => label === role.label && startsOn === role.startsOn);
  if (!same) roles.push(role);
  if (!same || (same.organization === role.organization && same.endsOn === role.endsOn)) return null;
  const message = `The person has the role “${role.label}” twice from the same day, with different ends or parties: keep one.`;
  return { code: "DUPLICATE", message };
}
