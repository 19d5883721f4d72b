import { UNCLEAN } from "./clean.ts";

/** A text as the archive stores it, and where the places of the text as it was given lie in it. */
export interface StoredText {
  /** In NFC and without control characters. */
  body: string;
  /** The code points of the body: offsets count them. */
  points: readonly string[];
  /** The body's offset for an offset of the given text; null beyond its end and inside a character that was composed. */
  toBody(offset: number): number | null;
}

const ALL_UNCLEAN = new RegExp(UNCLEAN, "gu");

/**
 * Brings a text into the form that the archive stores, and keeps its offsets usable. Offsets count Unicode code points on
 * both sides. A control character or lone surrogate becomes one space: one stray byte is no reason to refuse an article, and
 * the offsets behind it stay.
 */
export function toStoredText(given: string): StoredText {
  const clean = given.replace(ALL_UNCLEAN, " ");
  const body = clean.normalize("NFC");
  const points = [...body];
  if (body === clean) {
    return { body, points, toBody: (offset) => (offset >= 0 && offset <= points.length ? offset : null) };
  }
  const offsets = composedOffsets(clean);
  return { body, points, toBody: (offset) => offsets[offset] ?? null };
}

/**
 * For each offset of a text that is not in NFC, the offset in its NFC. Characters compose and change places only within a
 * grapheme cluster (UAX #29), so that each cluster can be composed by itself.
 */
function composedOffsets(text: string): (number | null)[] {
  const offsets: (number | null)[] = [];
  let length = 0;
  for (const { segment } of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(text)) {
    const composed = segment.normalize("NFC");
    for (let i = 0; i < [...segment].length; i++) offsets.push(i === 0 || composed === segment ? length + i : null);
    length += [...composed].length;
  }
  return [...offsets, length];
}
