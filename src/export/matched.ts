import type { Match, Matches } from "../archive/meant.ts";
import type { Named } from "../archive/names/directory.ts";
import { describeUnmatched, NameNotFound } from "../archive/names/nameNotFound.ts";

export { NameNotFound };

/** A name in a filter that is not simply somebody's: it means nothing, or is only part of a name. */
export interface NotedName {
  /** The field of the filter, and the noun: "speaker". */
  field: string;
  given: string;
  /** The slug of the only one who has it as part of a name; null if it means nothing. */
  takenFor: string | null;
  /** The same in a sentence. */
  note: string;
}

/** Returns the names whose meaning is worth a note beside an export. */
export function notedNames(matches: Matches): NotedName[] {
  return Object.entries(matches).flatMap(([field, names]) =>
    (names ?? []).flatMap((match: Match<Named>) => (match.how === "EXACT" ? [] : [noteOn(field, match)])),
  );
}

const reasons = {
  EXACT: "of that name",
  PART_OF_NAME: "with it in a name",
  WITHOUT_TITLE: "of that name without its titles",
};

function noteOn(field: string, match: Match<Named>): NotedName {
  const [bearer] = match.bearers;
  const note = bearer
    ? `“${match.given}” was taken for ${bearer.name} (${bearer.slug}), the only ${field} ${reasons[match.how ?? "EXACT"]}.`
    : describeUnmatched(field, match);
  return { field, given: match.given, takenFor: bearer?.slug ?? null, note };
}
