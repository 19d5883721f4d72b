import { align, type Step } from "./alignment.ts";
import { cutsNumber, quoteWords } from "./quoteWords.ts";
import { spaced } from "./webSearch.ts";
import type { PlacedWord } from "./words.ts";

/** A stretch of a comparison. */
export interface QuotePart {
  /** The words on record; for ADDED, those of the quotation. */
  text: string;
  change: "SAME" | "ADDED" | "MISSING" | "REPLACED";
  /** The words that the quotation has instead; null unless REPLACED. */
  given: string | null;
}

/** How a text has the words of a quotation. */
export interface Likeness {
  /** Verbatim; verbatim but for case, accents, punctuation, spaces and the writing of numbers; in good part; or not. */
  wording: "EXACT" | "NORMALISED" | "PARTIAL" | "NONE";
  /** The words that they share as a fraction of these and the differences: 0 to 1. */
  likeness: number;
  /** The text from the first word of the quotation to the last, and what the quotation has besides. */
  parts: QuotePart[];
}

/** Below it, two texts share no more than any two may. */
const GOOD_PART = 0.6;

/** The quotation is looked for within this many words of a text: in a longer one, where it shares most words with it. */
const LONGEST_WINDOW = 2_000;

/** Returns how a text has the words of a quotation: in a row, or most nearly. */
export function likenessOf(quote: string, text: string): Likeness {
  const verbatim = verbatimPart(text, quote.trim());
  if (verbatim) return { wording: "EXACT", likeness: 1, parts: [verbatim] };
  const quoted = quoteWords(quote);
  const found = likeliestWindow(quoteWords(text), quoted);
  const words = (placed: readonly PlacedWord[]) => placed.map(({ word }) => word);
  const { steps, cost } = align(words(quoted), words(found));
  const same = steps.filter((step) => changeOf(step, quoted, found) === "SAME").length;
  const likeness = same / (same + cost);
  const parts = quoteParts(steps, { text: quote, words: quoted }, { text, words: found });
  if (cost === 0) return { wording: "NORMALISED", likeness, parts };
  return { wording: likeness >= GOOD_PART ? "PARTIAL" : "NONE", likeness, parts };
}

function likeliestWindow(words: readonly PlacedWord[], quoted: readonly PlacedWord[]): readonly PlacedWord[] {
  if (words.length <= LONGEST_WINDOW) return words;
  const wanted = new Set(quoted.map(({ word }) => word));
  const step = LONGEST_WINDOW / 2;
  const windows = Array.from({ length: Math.ceil(words.length / step) - 1 }, (_, i) =>
    words.slice(i * step, i * step + LONGEST_WINDOW),
  );
  const sharedBy = (window: readonly PlacedWord[]) =>
    new Set(window.flatMap(({ word }) => (wanted.has(word) ? word : []))).size + (hasInRow(window, quoted) ? 1 : 0);
  return windows.reduce((best, window) => (sharedBy(window) > sharedBy(best) ? window : best));
}

function hasInRow(words: readonly PlacedWord[], quoted: readonly PlacedWord[]): boolean {
  return words.some((_, at) => quoted.every(({ word }, i) => words[at + i]?.word === word));
}

/** Finds the words as they stand, from the edge of a word or number to another: "5 million" does not stand in "1.5 million". */
function verbatimPart(text: string, quote: string): QuotePart | null {
  const isLetter = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{M}\p{N}]/u.test(character) && spaced(character) === character;
  const [first, last] = [[...quote][0], [...quote].at(-1)];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const before = [...text.slice(Math.max(0, at - 2), at)].at(-1);
    const [after] = text.slice(at + quote.length, at + quote.length + 2);
    const isWithin = (isLetter(before) && isLetter(first)) || (isLetter(last) && isLetter(after));
    if (!isWithin && !cutsNumber(text, at, at + quote.length)) return { text: quote, change: "SAME", given: null };
  }
  return null;
}

/** A text with its words. */
interface WordedText {
  text: string;
  words: readonly PlacedWord[];
}

function changeOf(
  { quoted, found }: Step,
  ofQuote: readonly PlacedWord[],
  ofText: readonly PlacedWord[],
): QuotePart["change"] {
  if (quoted === null) return "MISSING";
  if (found === null) return "ADDED";
  return ofQuote[quoted]?.word === ofText[found]?.word ? "SAME" : "REPLACED";
}

/** Joins steps of the same change, and cuts their words out of the texts as these have them. */
function quoteParts(steps: readonly Step[], quote: WordedText, text: WordedText): QuotePart[] {
  const runs: { change: QuotePart["change"]; steps: Step[] }[] = [];
  for (const step of steps) {
    const change = changeOf(step, quote.words, text.words);
    const last = runs.at(-1);
    if (last?.change === change) last.steps.push(step);
    else runs.push({ change, steps: [step] });
  }
  return runs.map(({ change, steps: run }) => {
    const given = cut(
      quote,
      run.map((step) => step.quoted),
    );
    const onRecord = cut(
      text,
      run.map((step) => step.found),
    );
    return { text: change === "ADDED" ? given : onRecord, change, given: change === "REPLACED" ? given : null };
  });
}

function cut({ text, words }: WordedText, places: readonly (number | null)[]): string {
  const [first, last] = [words[places[0] ?? -1], words[places.at(-1) ?? -1]];
  return first && last ? text.slice(first.start, last.end) : "";
}
