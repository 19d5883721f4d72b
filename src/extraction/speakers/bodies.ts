import type { ReadText, Unit } from "../article.ts";
import { BODIES } from "./nameInMention.ts";

/** A body that the article names, in UTF-16 units. */
export interface NamedBody {
  name: string;
  start: number;
  end: number;
}

/** Longer mentions describe more than a body. */
const LONGEST_DESCRIPTION = 3;
/** Nouns for bodies whose names often end in them. */
const OTHER_BODIES = new Set(
  "association bank center centre church club college committee company council federation forces foundation front group hospital institute league movement office organisation organization society university".split(
    " ",
  ),
);

/**
 * Returns the only body before a definite mention whose name ends in the mention's words: "the Egyptian army" for "the army", "the
 * African National Congress youth league" for "the youth league". Null if there is nothing, or several.
 */
export function findBodyByDescription({ text, units }: ReadText, places: readonly number[]): NamedBody | null {
  const [determiner, ...description] = places.map((place) => units[place] as Unit).filter(({ isWord }) => isWord);
  const words = description.map(({ lower }) => lower);
  const noun = words.at(-1) ?? "";
  const isOwn = description.every(({ isCapital }) => !isCapital);
  if (!isOwn || determiner?.lower !== "the" || words.length === 0 || words.length > LONGEST_DESCRIPTION) return null;
  if (!BODIES.has(noun) && !OTHER_BODIES.has(noun)) return null;
  const found = new Map<string, NamedBody>();
  const end = places[0] ?? 0;
  for (let at = 1; at + words.length <= end; at += 1) {
    if (!words.every((word, i) => units[at + i]?.lower === word)) continue;
    let first = at;
    while (first > 0 && isOfName(units[first - 1] as Unit)) first -= 1;
    const last = units[at + words.length - 1] as Unit;
    const beginning = units[first] as Unit;
    if (first === at || units[at + words.length]?.isCapital) continue;
    const name = text.slice(beginning.start, last.end).replace(/\s+/g, " ");
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), { name, start: beginning.start, end: last.end });
  }
  const [only, ...others] = found.values();
  return only && others.length === 0 ? only : null;
}

function isOfName({ isCapital, isWord, lower, quotation }: Unit): boolean {
  return isWord && isCapital && !quotation && !/^(?:the|an?|its?|his|her|their|this|that|another|one)$/.test(lower);
}
