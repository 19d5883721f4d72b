import { UNCLEAN } from "./clean.ts";

/** A text in the form that the archive stores, with a map from offsets of the text as given. */
export interface StoredText {
  /** In NFC, without control characters. */
  body: string;
  /** The code points of the body, which offsets count. */
  points: readonly string[];
  /** Returns the body's offset for an offset of the given text; null beyond its end and inside a composed character. */
  toBody(offset: number): number | null;
}

const ALL_UNCLEAN = new RegExp(UNCLEAN, "gu");

/**
 * Converts a text into the form that the archive stores, and keeps its offsets usable. All offsets count Unicode code points. A
 * control character or lone surrogate becomes one space: a stray byte is no reason to refuse an article, and the offsets after
 * it stay valid.
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
 * Returns, for each offset of a text, the offset in its NFC. Characters compose and change places only within a grapheme cluster
 * (UAX #29), so each cluster can be composed by itself.
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
