import { canFollow, isPartialDate } from "../../document/dates.ts";
import { isLonger, LONGEST_NAME } from "../../document/limits.ts";
import type { SpeakerRecord } from "../drafts.ts";
import type { Problem } from "../rejections.ts";
import type { Entity, Membership, Period } from "./shapes.ts";

export type RoleEntry = NonNullable<SpeakerRecord["speaker"]["roles"]>[number];

/** What stands for "none" where parties are listed. */
const NONE = /^(n\/?a|none|unknown|independent)$/i;

/** Whether it is no organisation at all: lists of parties have one for people of whom none is known. */
export function isNone(name: string): boolean {
  return NONE.test(name);
}

/** What memberships refer to, by id. */
export interface KnownEntities {
  organizations: ReadonlyMap<string, Entity>;
  periods: ReadonlyMap<string, Period>;
  areas: ReadonlyMap<string, { name: string | undefined }>;
}

/**
 * The role that a membership is, or why it is none. Where it has no dates of its own, those of its legislative period are
 * the role's; an end in the year 9999 is an open one.
 *
 * @param namesArea whether the label names the area too: of two who bear one name in one parliament, it tells who is who
 */
export function readRole(given: Membership, known: KnownEntities, namesArea: boolean): RoleEntry | Problem {
  const { organizations, periods, areas } = known;
  const organization = organizations.get(given.organization_id ?? "");
  const bare = labelOf(given, given.organization ?? organization?.name, organization?.classification);
  if (!bare)
    return { code: "INCOMPLETE", message: "It says neither a role nor in which organization: give one of them." };
  const area = namesArea ? (given.area ?? areas.get(given.area_id ?? "")?.name) : undefined;
  const label = area ? `${bare} for ${area}` : bare;
  const party = given.on_behalf_of ?? organizations.get(given.on_behalf_of_id ?? "")?.name;
  const held = party && !isNone(party) ? party : (given.organization ?? organization?.name);
  if ([label, held ?? ""].some((text) => isLonger(text, LONGEST_NAME))) {
    return {
      code: "TOO_LARGE",
      message: `Its label or organization is longer than ${LONGEST_NAME} characters: shorten it.`,
    };
  }
  const dates = datesOf(given, periods.get(given.legislative_period_id ?? ""));
  return "code" in dates ? dates : { label, organization: held, ...dates };
}

function datesOf(given: Membership, period: Period | undefined): Pick<RoleEntry, "startsOn" | "endsOn"> | Problem {
  const startsOn = given.start_date ?? period?.start_date;
  const end = given.end_date ?? period?.end_date;
  const endsOn = end?.startsWith("9999") ? undefined : end;
  for (const date of [startsOn, endsOn]) {
    if (date === undefined || (isPartialDate(date) && !date.startsWith("9999"))) continue;
    return { code: "BAD_DATE", message: `${date.slice(0, 40)} is no date that exists: write it as 2016-09-12.` };
  }
  if (startsOn && endsOn && !canFollow(startsOn, endsOn)) {
    return { code: "BAD_DATE", message: `It ends (${endsOn}) before it begins (${startsOn}): put one of them right.` };
  }
  return { startsOn, endsOn };
}

/** As one would write it after the name: "Member of the House of Commons". */
function labelOf({ label, role }: Membership, name: string | undefined, classification?: string): string | undefined {
  if (label) return label;
  if (!name || isNone(name)) return role;
  if (role && role.toLowerCase() !== "member") return `${role}, ${name}`;
  return `Member of ${classification === "legislature" && !/^the /i.test(name) ? "the " : ""}${name}`;
}
