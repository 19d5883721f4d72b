import { wordSet } from "../../text/attribution/wordSet.ts";
import type { ReadText } from "../article.ts";

/**
 * Nouns that English puts before "states" for countries or their parts: of unions ("member states"), of elections ("swing states"),
 * by their kind ("island states"), and by region
 * ("the Gulf states").
 */
const COMPOUND_NOUNS = wordSet(`
  member nation city swing battleground border client vassal slave police welfare puppet satellite buffer island frontline
  home sister donor observer successor host
  gulf baltic balkan caribbean`);

/** Words that begin a noun phrase in the plural, so that no verb can follow them directly. */
const QUANTIFIERS = wordSet(
  "all any both certain few many most other own same several some such the these those various united",
);

/**
 * Tells whether a cue is "states" as parts of a country, which the tagger may take for a verb. A verb has its subject before it,
 * and a subject does not end in an adjective, a number or a quantifier: "three states", "southern states", "most states".
 */
export function isOfCountries({ units }: ReadText, head: number): boolean {
  const before = units[head - 1];
  if (units[head]?.lower !== "states" || !before) return false;
  return (
    before.wordClass === "ADJ" ||
    before.wordClass === "NUM" ||
    /^\d+$/.test(before.text) ||
    QUANTIFIERS.has(before.lower) ||
    COMPOUND_NOUNS.has(before.lower)
  );
}
