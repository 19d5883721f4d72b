import { foldedWords } from "./names.ts";
import { spaced } from "./webSearch.ts";

/** How a text has the words that are looked for: verbatim, but for its writing, in part, or not. */
export interface Likeness {
  verdict: "EXACT" | "NORMALISED" | "PARTIAL" | "NONE";
  /** How much of the words it has, in their order: 0 to 1. */
  likeness: number;
}

/** Below it, what two texts have in common is what any two may have. */
const GOOD_PART = 0.6;

/** In so many words what is looked for must be, somewhere in the text; the rest is not compared. */
const LONGEST_WINDOW = 2_000;

/** Text as words without case, accents and punctuation; where a script puts no spaces, each letter is one. */
export function comparableWords(text: string): string[] {
  return foldedWords(spaced(text));
}

/**
 * How a text has the words. Verbatim means as they stand, from word to word; otherwise the longest common subsequence of
 * words counts (Hirschberg 1975), so that words left out or put in between cost only themselves.
 */
export function likenessOf(quote: string, text: string): Likeness {
  if (hasVerbatim(spaced(text), spaced(quote).trim())) return { verdict: "EXACT", likeness: 1 };
  const [wanted, found] = [comparableWords(quote), comparableWords(text).slice(0, LONGEST_WINDOW)];
  if (` ${found.join(" ")} `.includes(` ${wanted.join(" ")} `)) return { verdict: "NORMALISED", likeness: 1 };
  const likeness = commonInOrder(wanted, found) / wanted.length;
  return { verdict: likeness >= GOOD_PART ? "PARTIAL" : "NONE", likeness };
}

function hasVerbatim(text: string, quote: string): boolean {
  const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{M}\p{N}]/u.test(character);
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const before = [...text.slice(Math.max(0, at - 2), at)].at(-1);
    const [after] = text.slice(at + quote.length, at + quote.length + 2);
    if (!isLetter(before) && !isLetter(after)) return true;
  }
  return false;
}

/** The length of the longest common subsequence, in one row of memory. */
function commonInOrder(wanted: readonly string[], found: readonly string[]): number {
  const lengths = new Uint16Array(found.length + 1);
  for (const word of wanted) {
    let diagonal = 0;
    for (let i = 1; i <= found.length; i += 1) {
      const above = lengths[i] as number;
      lengths[i] = found[i - 1] === word ? diagonal + 1 : Math.max(above, lengths[i - 1] as number);
      diagonal = above;
    }
  }
  return lengths[found.length] as number;
}

/** How many of the words a text has, in whatever order: a first look, before the order is. */
export function sharedWords(quote: readonly string[], text: string): number {
  const found = new Set(comparableWords(text));
  return quote.filter((word) => found.has(word)).length;
}
