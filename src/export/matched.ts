import type { Matches } from "../archive/meant.ts";

/** A name in a filter that nothing in the archive bears. */
export interface UnmatchedName {
  field: keyof Matches;
  given: string;
}

/** The names that were taken to mean nothing, so that an empty export can say why. */
export function unmatchedNames(matches: Matches): UnmatchedName[] {
  return (["speaker", "topic", "source"] as const).flatMap((field) =>
    (matches[field] ?? []).flatMap(({ given, bearers }) => (bearers.length === 0 ? [{ field, given }] : [])),
  );
}
