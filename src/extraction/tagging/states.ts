import type { ReadText } from "../article.ts";

/** Words before which "states" are parts of a country, though the tagger may take them for a verb: "in battleground states". */
const KINDS_OF_STATES = new Set(
  "all any arab baltic battleground belt blue border both caucus coastal democratic different early eastern eight enough few five four gulf key many member midwestern more most neighboring neighbouring nine nordic northern of only other primary purple red republican rural several six small smaller some southern such swing ten these those three two united various voting western".split(
    " ",
  ),
);

/** Tells whether a cue is "states" as parts of a country. */
export function isOfCountries({ units }: ReadText, head: number): boolean {
  const before = units[head - 1];
  if (units[head]?.lower !== "states" || !before) return false;
  return KINDS_OF_STATES.has(before.lower) || /^\d+$/.test(before.text);
}
