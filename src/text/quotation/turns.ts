import { EACH_UNSPACED } from "../webSearch.ts";
import { canCloseQuotation, canOpenQuotation, isApostrophe, markOf } from "./marks.ts";

/** A quotation mark at its place in a text, in code points. */
export interface Mark {
  start: number;
  end: number;
  /** The mark as the table has it: << is «. */
  glyph: string;
  /** Whether it opens or closes, as far as its neighbours and the mark itself tell. */
  turn: "open" | "close" | "either";
  /** The number of its line, and whether it is the first sign there that is not a space. */
  line: number;
  isFirst: boolean;
}

const SPACE = /^\s$/u;
const WORD_LETTER = /^[\p{L}\p{M}\p{N}]$/u;
const UNSPACED = new RegExp(EACH_UNSPACED.source, "u");
const BEFORE_OPENING = /^[\s([{/¿¡\p{Pd}\p{Ps}]$/u;
const AFTER_CLOSING = /^[\s\p{P}\p{S}]$/u;
/** A mark before one of these opens nothing, also after a space: « Nous restons », dit-elle. */
const NOT_OPENED_BEFORE = /^(?:[,;:!?)\]}\p{Pe}]|\.(?!\.))/u;
/** A mark behind one of these closes nothing, also before a space: (« Nous restons »). */
const NOT_CLOSED_BEHIND = /^[([{:¿¡\p{Ps}]$/u;
/** These point to the side on which the quotation is, if the neighbours do not tell. */
const USUAL: Record<string, "open" | "close"> = { "«": "open", "»": "close", "‹": "open", "›": "close", "”": "close" };

/** Returns the marks of a text, in order, except for apostrophes within words. */
export function findMarks(points: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  let [line, isFirst] = [0, true];
  for (let start = 0; start < points.length; start += 1) {
    const point = points[start] as string;
    if (point === "\n") [line, isFirst] = [line + 1, true];
    if (SPACE.test(point)) continue;
    const end = endOfMark(points, start);
    const glyph =
      end > start ? (markOf(points.slice(start, Math.min(end, start + 2)).join("")) ?? markOf(point)) : undefined;
    const turn = glyph && turnOf(points, start, end, glyph);
    if (glyph && turn) marks.push({ start, end, glyph, turn, line, isFirst });
    isFirst = false;
    if (glyph) start = end - 1;
  }
  return marks;
}

/** Returns the end of the mark that begins here; `start` without one. The last two of three apostrophes are one mark. */
function endOfMark(points: readonly string[], start: number): number {
  const point = points[start] as string;
  if (point === '"') {
    let end = start + 1;
    while (points[end] === '"') end += 1;
    return end;
  }
  const isTwo = points[start + 1] === point && points[start + 2] !== point && markOf(point + point) !== undefined;
  if (isTwo && (point !== "," || isLowMark(points, start))) return start + 2;
  return markOf(point) === undefined ? start : start + 1;
}

/** Two commas before a word, and after none, are typed for „. */
function isLowMark(points: readonly string[], start: number): boolean {
  return BEFORE_OPENING.test(points[start - 1] ?? " ") && WORD_LETTER.test(points[start + 2] ?? " ");
}

function turnOf(points: readonly string[], start: number, end: number, glyph: string): Mark["turn"] | null {
  const [before = " ", after = " "] = [points[start - 1], points[end]];
  if (isApostrophe(glyph)) return turnOfApostrophe(before, after, glyph);
  if (!canCloseQuotation(glyph)) return "open";
  if (!canOpenQuotation(glyph)) return "close";
  // Gershayim stand before the last letter of Hebrew acronyms, as ASCII marks do.
  if (/["״]/.test(glyph) && isWithinWord(before) && isWithinWord(after)) return null;
  const isEnding = NOT_OPENED_BEFORE.test(points.slice(end, end + 2).join(""));
  const canOpen = (BEFORE_OPENING.test(before) || canStandBefore(before)) && !SPACE.test(after) && !isEnding;
  const canClose = AFTER_CLOSING.test(after) && !SPACE.test(before) && !NOT_CLOSED_BEHIND.test(before);
  if (canOpen !== canClose) return canOpen ? "open" : "close";
  return USUAL[glyph] ?? "either";
}

/** An apostrophe is a mark only before the beginning of a word, or after the end of one. */
function turnOfApostrophe(before: string, after: string, glyph: string): Mark["turn"] | null {
  const opens = glyph === "‘" || glyph === "‛" ? /^[^\s\p{P}]$/u : /^\p{L}$/u;
  const canOpen =
    (BEFORE_OPENING.test(before) || canStandBefore(before)) && (opens.test(after) || canStandBefore(after));
  const canClose = AFTER_CLOSING.test(after) && !SPACE.test(before);
  if (canOpen && canClose) return "either";
  if (canOpen) return "open";
  return canClose ? "close" : null;
}

/** Returns whether a quotation mark may follow this one and open within it. */
function canStandBefore(point: string): boolean {
  const mark = markOf(point);
  return mark !== undefined && canOpenQuotation(mark);
}

function isWithinWord(point: string): boolean {
  return WORD_LETTER.test(point) && !UNSPACED.test(point);
}
