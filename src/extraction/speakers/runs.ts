import { english } from "../../text/attribution/english.ts";
import { wordSet } from "../../text/attribution/wordSet.ts";
import type { ReadText, Unit } from "../article.ts";

/** Capitalised words in a row, with the small words that join them: "Ministry of Civil Defence". */
export interface NameRun {
  text: string;
  /** Its words, without the joining ones. */
  words: readonly string[];
  /** Its units, from first to last. */
  first: number;
  last: number;
}

const NAME_LINKS = new Set([
  "of",
  "for",
  "and",
  "&",
  "the",
  "on",
  "in",
  "-",
  "'s",
  "al",
  "de",
  "da",
  "del",
  "di",
  "la",
  "van",
  "von",
  "bin",
  "der",
  "den",
  "du",
]);
/** A name with an article before it: "al-Sadr", "d'Arc". */
const WITH_ARTICLE = /^(?:a[dlnrstz]|ash|el|ibn|bin|ben|abu)-\p{Lu}|^[dl]['’]\p{Lu}/u;
const DAY_OR_MONTH =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december)$/i;
/** Words at the beginning of a sentence that are no part of a name. */
const OPENING_WORDS = wordSet(`
  a an but and in on at as if when while after before all any both each every few many most no one other several some such
  these this those two three`);

/** A clause or a list may join two names by these, so they join only what an organisation's name begins. */
const LOOSE_LINKS = new Set(["and", "on", "in", "'s", "the"]);

/** Returns the runs of capitalised words outside the beginnings of sentences, in reading order. */
export function findRuns({ text, units }: ReadText, from = 0, to = units.length - 1): NameRun[] {
  const runs: NameRun[] = [];
  for (let at = from; at <= to; at += 1) {
    if (!startsRun(units[at] as Unit)) continue;
    let last = at;
    for (let next = at + 1; next <= to; next += 1) {
      const unit = units[next] as Unit;
      if (isDayOrMonth(unit.lower) && next > at) break;
      if (isNameWord(unit)) last = next;
      else if (!NAME_LINKS.has(unit.lower) || (LOOSE_LINKS.has(unit.lower) && !units[next + 1]?.isCapital)) break;
    }
    const run = units.slice(at, last + 1);
    const words = run.filter(isNameWord).map(({ text: word }) => word);
    runs.push({
      text: text.slice((run[0] as Unit).start, (run.at(-1) as Unit).end).replace(/\s+/g, " "),
      words,
      first: at,
      last,
    });
    at = last;
  }
  return runs;
}

function startsRun({ isCapital, quotation, lower }: Unit): boolean {
  return (
    isCapital && !quotation && !english.definite.has(lower) && !english.pronouns.has(lower) && !OPENING_WORDS.has(lower)
  );
}

function isNameWord({ isCapital, quotation, text }: Unit): boolean {
  return !quotation && (isCapital || WITH_ARTICLE.test(text));
}

/** Tells whether a word is a day or a month; "May" is a name as well. A day behind a name is no part of it: "the Parliament Thursday". */
export function isDayOrMonth(word: string): boolean {
  return DAY_OR_MONTH.test(word);
}
