import { type PlacedWord, placedWords } from "../words.ts";
import { type Narration, readNarration } from "./narration.ts";
import { type PlainText, plainText } from "./typography.ts";

/** An article's body, in which places are found. */
export interface Body {
  text: string;
  /** Returns the text between two offsets. */
  cut(start: number, end: number): string;
  /** Returns the offset of the code point that begins at a UTF-16 unit. */
  offsetOf(unit: number): number;
  /** The body without its typography, and its words: made when they are first asked for. */
  readonly plain: PlainText;
  readonly words: readonly PlacedWord[];
  /** What its author says, outside of quotations. */
  readonly narration: Narration;
}

/**
 * Splits a body into code points once for all its passages. Most bodies have no code point of two units and stay whole.
 */
export function openBody(text: string): Body {
  const seconds = secondUnits(text);
  const points = seconds.length === 0 ? text : [...text];
  let [plain, words, narration]: [PlainText?, PlacedWord[]?, Narration?] = [];
  return {
    text,
    cut: (start, end) => (typeof points === "string" ? points.slice(start, end) : points.slice(start, end).join("")),
    offsetOf: (unit) => unit - countBelow(seconds, unit),
    get plain() {
      plain ??= plainText(text);
      return plain;
    },
    get words() {
      words ??= placedWords(text);
      return words;
    },
    get narration() {
      narration ??= readNarration(this);
      return narration;
    },
  };
}

/** Returns where the second units of two-unit code points are. */
function secondUnits(text: string): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < text.length; unit += 1) {
    if ((text.charCodeAt(unit) & 0xfc00) === 0xdc00) units.push(unit);
  }
  return units;
}

/** Returns how many of the ascending numbers are below a limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] as number) < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}
