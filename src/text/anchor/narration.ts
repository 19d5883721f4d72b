import { quotedRegions, type Stretch } from "../quotation/regions.ts";
import type { PlacedWord } from "../words.ts";

/** A word that the author of a text says, outside of quotation marks. Offsets count code points. */
export interface NarratedWord {
  word: string;
  start: number;
  end: number;
  /** The number of its sentence. A quotation belongs to the sentence around it, whatever stands in the quotation. */
  sentence: number;
  isCapital: boolean;
  /** Whether it begins its sentence, where a capital shows nothing. */
  isFirst: boolean;
  /** Whether a mark or a quotation stands between it and the word before it. */
  isApart: boolean;
}

/** A text with its words, whose places are UTF-16 units. */
interface NarratedText {
  text: string;
  words: readonly PlacedWord[];
  /** Returns the offset of the code point that begins at a unit. */
  offsetOf(unit: number): number;
}

/** The words of a text outside of its quotations, and where its sentences begin. */
export interface Narration {
  words: readonly NarratedWord[];
  /** The words that are capitalised within a sentence: names and, in some languages, nouns. */
  capitals: ReadonlySet<string>;
  /** Returns the number of the sentence to which a place belongs. */
  sentenceAt(offset: number): number;
}

const ENDS_SENTENCE = /\n|[.!?…][^\p{L}\p{N}]*\s|[。！？]/u;
/** A point after these ends no sentence: an initial, a title. */
const ABBREVIATED = /^(?:\p{L}|mr|mrs|ms|dr|prof|st|sen|rep|gov|gen|hr|fr|m|mme|sr|sra|no|nr|vs|jr)$/u;
const WITHIN_PHRASE = /^[\s.'’\u2010-]*$/u;

/** Reads the words outside of quotations, with their sentences. */
export function readNarration({ text, words, offsetOf }: NarratedText): Narration {
  const points = [...text];
  const quoted = outermost(quotedRegions(points));
  const narrated: NarratedWord[] = [];
  const starts: number[] = [0];
  const capitals = new Set<string>();
  let [at, region, previous] = [0, 0, ""];
  for (const { word, start: unit, end: unitEnd } of words) {
    const [start, end] = [offsetOf(unit), offsetOf(unitEnd)];
    const gap = outsideOf(points, quoted, region, at, start);
    const left = region;
    while ((quoted[region]?.end ?? Number.POSITIVE_INFINITY) <= start) region += 1;
    const isQuoted = (quoted[region]?.start ?? Number.POSITIVE_INFINITY) <= start;
    const isCapital = !/^\p{Ll}/u.test(points[start] ?? "");
    const isEnd = ENDS_SENTENCE.test(gap) && !(ABBREVIATED.test(previous) && !gap.includes("\n"));
    // “Yes.” “No.” Or: “Yes!” She left. But not: “Yes?” asked she.
    const isAfterQuoted =
      region > left && /[.!?…。！？]/.test(lastSign(points, quoted[region - 1] as Stretch)) && (isQuoted || isCapital);
    if (isEnd || isAfterQuoted) starts.push(isEnd ? at : (quoted[region - 1]?.end ?? at));
    if (!isQuoted) {
      const sentence = starts.length - 1;
      const isFirst = narrated.at(-1)?.sentence !== sentence;
      const isApart = isFirst || !WITHIN_PHRASE.test(points.slice(narrated.at(-1)?.end ?? 0, start).join(""));
      const isUpper = /^\p{Lu}/u.test(points[start] ?? "");
      if (isUpper && !isFirst) capitals.add(word);
      narrated.push({ word, start, end, sentence, isCapital: isUpper, isFirst, isApart });
    }
    [at, previous] = [end, isQuoted ? "" : word];
  }
  return { words: narrated, capitals, sentenceAt: (offset) => lastBelow(starts, offset) };
}

/** Returns the last sign of a quotation that is not a space. */
function lastSign(points: readonly string[], { start, end }: Stretch): string {
  return points.slice(start, end).findLast((point) => point.trim() !== "") ?? "";
}

/** Returns the text between two places that is not quoted, with a space for each quotation. */
function outsideOf(
  points: readonly string[],
  quoted: readonly Stretch[],
  from: number,
  start: number,
  end: number,
): string {
  let [text, at] = ["", start];
  for (let i = from; (quoted[i]?.start ?? end) < end; i += 1) {
    const region = quoted[i] as Stretch;
    if (region.start > at) text += `${points.slice(at, region.start).join("")} `;
    at = Math.max(at, region.end);
  }
  return at < end ? text + points.slice(at, end).join("") : text;
}

function outermost(regions: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const region of regions) if (region.end > (whole.at(-1)?.end ?? -1)) whole.push(region);
  return whole;
}

/** Returns the place of the last of the ascending numbers that is not above a limit; 0 if all are. */
function lastBelow(ascending: readonly number[], limit: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] as number) <= limit) from = middle + 1;
    else to = middle;
  }
  return Math.max(0, from - 1);
}
