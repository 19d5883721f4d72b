import { english } from "../../text/attribution/english.ts";
import type { NameRun } from "./runs.ts";

/** A surname of two words is the longest that a mention gives for a longer name. */
const MOST_SURNAME_WORDS = 2;
/** Longer runs are organisations or lists. */
const LONGEST_PERSON_NAME = 4;

/**
 * Returns the only longer name in the article that a short one stands for: "Yayi Boni" for "President Yayi", "Tokyo Electric Power
 * Company" for "TEPCO". Null without one, and for several.
 */
export function findLongerName(short: string, runs: readonly NameRun[]): string | null {
  const words = short.split(" ").filter((word) => !isTitleWord(word));
  const [only] = words;
  if (only === undefined || words.length > MOST_SURNAME_WORDS) return null;
  const letters = only.replaceAll(".", "");
  const isAbbreviation = words.length === 1 && isAbbreviated(only);
  const longer = new Map<string, string>();
  for (const run of runs) {
    const bare = withoutTitleWords(run.words);
    if (bare.length <= words.length) continue;
    if (isAbbreviation ? isAbbreviationOf(letters, bare) : isPartOfName(words, bare, run)) {
      longer.set(bare.join(" "), nameOf(run, bare));
    }
  }
  const names = [...longer.values()];
  return names.length === 1 ? (names[0] as string) : null;
}

/** Tells whether a name is an abbreviation: "TEPCO", "U.S." */
export function isAbbreviated(name: string): boolean {
  return /^(?:\p{Lu}{2,}|(?:\p{Lu}\.){2,})$/u.test(name);
}

/**
 * A part of a person's name is any of its words, or two of its last; in "Turkey's Assembly" Turkey is no part of a name. Two words
 * at the beginning are a whole name themselves: "Malaysia Airlines" in "Malaysia Airlines Flight".
 */
function isPartOfName(words: readonly string[], bare: readonly string[], { text }: NameRun): boolean {
  if (bare.length > LONGEST_PERSON_NAME || /['’]s\b|\b(?:of|for|and|the|on|in)\b/.test(text)) return false;
  const part = words.join(" ");
  const whole = bare.join(" ");
  return words.length === 1 ? bare.includes(part) : whole.endsWith(` ${part}`);
}

function isTitleWord(word: string): boolean {
  return english.isTitle(word.toLowerCase().replaceAll(".", ""));
}

function withoutTitleWords(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !isTitleWord(word));
  return start < 0 ? [] : words.slice(start);
}

/** Only the titles at the beginning are taken away: the small words between stay. */
function nameOf({ text }: NameRun, bare: readonly string[]): string {
  return text.slice(text.indexOf(bare[0] as string));
}

function isAbbreviationOf(short: string, words: readonly string[]): boolean {
  if (words.length < 2) return false;
  const initials = words.map((word) => word[0]).join("");
  return initials === short || (short.length >= 4 && short[0] === initials[0] && isSubsequence(initials, short));
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at += 1;
  return at === part.length;
}
