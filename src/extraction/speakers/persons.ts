import { wordSet } from "../../text/attribution/wordSet.ts";
import type { ReadText, Unit } from "../article.ts";

/** A place where an article names a person. */
export interface PersonMention {
  /** The person's name: the shortest full one. */
  name: string;
  isFull: boolean;
  /** Its place, in UTF-16 units. */
  start: number;
  end: number;
  /** The unit in which it begins. */
  unit: number;
}

/** Words in which the names of places end, never those of people. */
const PLACE_WORDS = wordSet(`
  airport avenue bay beach bridge canal city coast county creek desert district harbour harbor island islands lake mountain mountains
  ocean park peninsula province region river road sea square street strait valley village`);

/** Tells whether a name is one of a place. */
export function isPlaceName(name: string): boolean {
  return PLACE_WORDS.has((name.split(" ").at(-1) ?? "").toLowerCase());
}

/**
 * Finds the places where people are named, in full or by a surname that only one of them bears, in reading order.
 *
 * @param names the full names of each person, the shortest first
 */
export function findPersonMentions(read: ReadText, names: readonly (readonly string[])[]): PersonMention[] {
  const forms = new Map<string, { name: string; isFull: boolean } | null>();
  for (const all of names) {
    const name = all[0] ?? "";
    for (const form of all) forms.set(form, { name, isFull: true });
    const surname = name.split(" ").slice(1).join(" ");
    for (const form of new Set([surname, surname.split(" ").at(-1) ?? ""])) {
      if (form) forms.set(form, forms.has(form) ? null : { name, isFull: false });
    }
  }
  const found = [...forms].flatMap(([form, meant]) => (meant ? occurrences(read, form, meant) : []));
  const sorted = found.sort((one, other) => one.start - other.start || other.end - one.end);
  // A surname within its full name is not another mention.
  let end = -1;
  return sorted.filter((mention) => {
    if (mention.start < end) return false;
    end = mention.end;
    return true;
  });
}

function occurrences(read: ReadText, form: string, meant: { name: string; isFull: boolean }): PersonMention[] {
  const found: PersonMention[] = [];
  for (let start = read.text.indexOf(form); start >= 0; start = read.text.indexOf(form, start + form.length)) {
    const end = start + form.length;
    if (isLetter(read.text[start - 1]) || isLetter(read.text[end])) continue;
    found.push({ ...meant, start, end, unit: unitAt(read.units, start) });
  }
  return found;
}

function isLetter(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
}

/** Returns the unit that contains a place. */
function unitAt(units: readonly Unit[], place: number): number {
  let [low, high] = [0, units.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((units[middle] as Unit).end <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
