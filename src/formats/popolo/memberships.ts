import type { Problem } from "../rejections.ts";
import type { Collections } from "./collections.ts";
import { byId, type Entry, readEach } from "./entries.ts";
import { homonyms } from "./homonyms.ts";
import { type KnownEntities, type RoleEntry, readRole } from "./roles.ts";
import { area, type Entity, type Membership, membership, period } from "./shapes.ts";

/** The roles of a file's people, and the memberships that make none. */
export interface Roles {
  rolesOf(person: Entity): RoleEntry[];
  problems: { record: string; problem: Problem }[];
}

/** Makes roles of all memberships of a file: those that stand by themselves, and those that stand within their person. */
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
  for (const { record, read, person } of [...apart(memberships, persons), ...nestedMemberships(persons)]) {
    const role = "code" in read ? read : person ? readRole(read, known, alike.has(person)) : NOBODYS;
    const ofPerson = (person && roles.get(person)) ?? [];
    const problem = "code" in role ? role : addTo(ofPerson, role);
    if (problem) problems.push({ record, problem });
    else if (person) roles.set(person, ofPerson);
  }
  return { rolesOf: (person) => roles.get(person) ?? [], problems };
}

type Owned = Entry<Membership> & { person: Entity | undefined };

function apart(given: readonly unknown[], persons: readonly Entry<Entity>[]): Owned[] {
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

const NOBODYS: Problem = { code: "INCOMPLETE", message: "It is of nobody who is in the file: add the person." };

/**
 * The archive knows a role by its label and its beginning. One that stands twice in the file is one (a member for two
 * places); of two that differ otherwise, nobody knows which is right.
 */
function addTo(roles: RoleEntry[], role: RoleEntry): Problem | null {
  const same = roles.find(({ label, startsOn }) => label === role.label && startsOn === role.startsOn);
  if (!same) roles.push(role);
  if (!same || (same.organization === role.organization && same.endsOn === role.endsOn)) return null;
  const message = `Its person has the role “${role.label}” twice from the same day, with another end or party: keep one.`;
  return { code: "DUPLICATE", message };
}
