import type { ReadText, Unit } from "../article.ts";
import type { PersonMention } from "./persons.ts";

/**
 * Returns the mention of the only person whom the article introduces by the noun of a definite description: "the president" after
 * "President Jane Roe" or "Jane Roe, the president of the union". Null if there is nobody, or several.
 */
export function findByDescription(
  { units }: ReadText,
  places: readonly number[],
  persons: readonly PersonMention[],
): PersonMention | null {
  const words = places.map((place) => units[place] as Unit).filter(({ isWord }) => isWord);
  const [determiner, ...description] = words;
  const noun = description.at(-1);
  if (!noun || description.length > 2 || !/^(?:the|this)$/.test(determiner?.lower ?? "") || noun.wordClass === "PRON")
    return null;
  const found = new Map<string, PersonMention>();
  for (const person of persons) {
    if (person.isFull && isIntroducedBy(units, person, noun.lower) && !found.has(person.name))
      found.set(person.name, person);
  }
  const [only, ...others] = found.values();
  return only && others.length === 0 ? only : null;
}

/** How far from the name the noun may stand, in units. */
const FARTHEST_NOUN = 4;

function isIntroducedBy(units: readonly Unit[], { unit, end }: PersonMention, noun: string): boolean {
  for (let at = unit - 1; at >= unit - FARTHEST_NOUN && at >= 0; at -= 1) {
    const before = units[at] as Unit;
    if (!before.isWord || before.wordClass === "VERB" || before.wordClass === "ADP") break;
    if (before.lower === noun) return true;
  }
  let after = unit;
  while ((units[after]?.end ?? Number.POSITIVE_INFINITY) <= end) after += 1;
  if (units[after]?.text !== ",") return false;
  for (let at = after + 1; at < after + 2 + FARTHEST_NOUN; at += 1) {
    const next = units[at];
    if (!next?.isWord || next.wordClass === "ADP" || next.wordClass === "VERB") return false;
    if (next.lower === noun) return true;
  }
  return false;
}
