import { APOSTROPHE_LETTERS, foldedWords } from "./names.ts";
import { EACH_UNSPACED } from "./webSearch.ts";

/** A word of a text as it is compared, with the place that it has there (UTF-16 units). */
export interface PlacedWord {
  word: string;
  start: number;
  end: number;
}

/** Soft hyphens, joiners and marks of direction, which are not seen. */
const UNSEEN = /\p{Cf}/gu;

const WORD = new RegExp(
  `${EACH_UNSPACED.source}|(?:(?!${EACH_UNSPACED.source}|[${APOSTROPHE_LETTERS}])[\\p{L}\\p{M}\\p{N}\\p{Cf}])+`,
  "gu",
);

/** Returns a text's words without case, accents and punctuation; if a script puts no spaces, each letter is one. */
export function placedWords(text: string): PlacedWord[] {
  const placed: PlacedWord[] = [];
  for (const { 0: written, index: start } of text.matchAll(WORD)) {
    const end = start + written.length;
    for (const word of foldedWords(written.replace(UNSEEN, ""))) placed.push({ word, start, end });
  }
  return placed;
}

/** Returns the words alone. */
export function comparableWords(text: string): string[] {
  return placedWords(text).map(({ word }) => word);
}
