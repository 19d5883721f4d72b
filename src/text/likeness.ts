import { foldedWords } from "./names.ts";
import { spaced } from "./webSearch.ts";

/** How a text contains a quote: verbatim, in another spelling, in part, or not at all. */
export interface Likeness {
  verdict: "EXACT" | "NORMALISED" | "PARTIAL" | "NONE";
  /** The share of the quote's words that the text has in the same order: 0 to 1. */
  likeness: number;
}

/** A smaller likeness is chance: any two texts may have it. */
const GOOD_PART = 0.6;

/** The number of words of the text that are compared with the quote. */
const LONGEST_WINDOW = 2_000;

/** Returns text as words without case, accents and punctuation; in scripts without spaces, each letter is a word. */
export function comparableWords(text: string): string[] {
  return foldedWords(spaced(text));
}

/**
 * Compares a quote with a text. EXACT means verbatim, as whole words. Otherwise the longest common subsequence of words counts
 * (Hirschberg 1975), so that an omitted or inserted word costs only itself.
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

/** Returns the length of the longest common subsequence, in one row of memory. */
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

/** Returns the number of the words that a text has, in any order: a cheap test before the order is compared. */
export function sharedWords(quote: readonly string[], text: string): number {
  const found = new Set(comparableWords(text));
  return quote.filter((word) => found.has(word)).length;
}
