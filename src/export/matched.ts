import type { Matches } from "../archive/meant.ts";

/** A name in a filter that nothing in the archive bears. */
export interface UnmatchedName {
  /** The field of the filter, and the noun: "speaker". */
  field: string;
  given: string;
}

/** Returns the names that nothing bears, so that an empty export can say why. */
export function unmatchedNames(matches: Matches): UnmatchedName[] {
  const unmatched: UnmatchedName[] = [];
  for (const [field, names] of Object.entries(matches)) {
    for (const { given, bearers } of names ?? []) if (bearers.length === 0) unmatched.push({ field, given });
  }
  return unmatched;
}

/** Says that nothing bears a name. */
export function describeUnmatched({ field, given }: UnmatchedName): string {
  return `No ${field} bears the name “${given}”.`;
}
