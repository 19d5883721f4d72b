import { canFollow, isPartialDate } from "../../document/dates.ts";
import { isLonger, LONGEST_NAME } from "../../document/limits.ts";
import type { SpeakerRecord } from "../drafts.ts";
import type { Problem } from "../rejections.ts";
import type { Entity, Membership, Period } from "./shapes.ts";

/** A role as a document has it. */
export type RoleEntry = NonNullable<SpeakerRecord["speaker"]["roles"]>[number];

/** Entries that mean “no party” in lists of parties. */
const NONE = /^(n\/?a|none|unknown|independent)$/i;

/** Tells whether an organisation is only a placeholder: lists of parties have one for people without a party. */
export function isNone(name: string): boolean {
  return NONE.test(name);
}

/** The objects that memberships refer to, by id. */
export interface KnownEntities {
  organizations: ReadonlyMap<string, Entity>;
  periods: ReadonlyMap<string, Period>;
  areas: ReadonlyMap<string, { name: string | undefined }>;
}

/**
 * Makes a role of a membership, or says why it cannot be one. A membership without dates has those of its legislative period;
 * an end in the year 9999 means an open end.
 *
 * @param namesArea whether to add the area to the label: it tells apart two people of one name in one parliament
 */
export function readRole(given: Membership, known: KnownEntities, namesArea: boolean): RoleEntry | Problem {
  const { organizations, periods, areas } = known;
  const organization = organizations.get(given.organization_id ?? "");
  const bare = labelOf(given, given.organization ?? organization?.name, organization?.classification);
  if (!bare)
    return { code: "INCOMPLETE", message: "The membership has neither a role nor an organization: add one of them." };
  const area = namesArea ? (given.area ?? areas.get(given.area_id ?? "")?.name) : undefined;
  const label = area ? `${bare} for ${area}` : bare;
  const party = given.on_behalf_of ?? organizations.get(given.on_behalf_of_id ?? "")?.name;
  const held = party && !isNone(party) ? party : (given.organization ?? organization?.name);
  if ([label, held ?? ""].some((text) => isLonger(text, LONGEST_NAME))) {
    return {
      code: "TOO_LARGE",
      message: `The label or organization is longer than ${LONGEST_NAME} characters: shorten it.`,
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
    return { code: "BAD_DATE", message: `The date ${date.slice(0, 40)} does not exist: write it as 2016-09-12.` };
  }
  if (startsOn && endsOn && !canFollow(startsOn, endsOn)) {
    return {
      code: "BAD_DATE",
      message: `The membership ends (${endsOn}) before it begins (${startsOn}): correct one of the two.`,
    };
  }
  return { startsOn, endsOn };
}

/** Returns the label as one would write it after a name: "Member of the House of Commons". */
function labelOf({ label, role }: Membership, name: string | undefined, classification?: string): string | undefined {
  if (label) return label;
  if (!name || isNone(name)) return role;
  if (role && role.toLowerCase() !== "member") return `${role}, ${name}`;
  return `Member of ${classification === "legislature" && !/^the /i.test(name) ? "the " : ""}${name}`;
}
