import type { StoredText } from "../../text/offsets.ts";
import { findStretches } from "./standoff.ts";

/** A span of annotations: its offsets, and its own copy of the words that they cut out of the text. */
export interface CountedSpan {
  ranges: readonly (readonly [start: number, end: number])[];
  text: string;
}

/** A way in which a program counts the characters of a text. */
interface Counting {
  /** What it counts, to follow "the offsets count". */
  what: string;
  /** Returns how many a code point counts as, given the one before. */
  lengthOf: (point: string, before: string | undefined) => number;
}

type LengthOf = Counting["lengthOf"];

const UNITS: readonly { what: string; lengthOf: LengthOf }[] = [
  { what: "code points", lengthOf: () => 1 },
  { what: "UTF-16 units", lengthOf: (point) => point.length },
  { what: "bytes", lengthOf: (point) => Buffer.byteLength(point) },
];

/** How line breaks are counted. The LF of a CR LF counts for nothing rather than its CR, so that no line ends in a CR. */
const BREAKS: readonly { what: string; wrap: (lengthOf: LengthOf) => LengthOf }[] = [
  { what: "", wrap: (lengthOf) => lengthOf },
  {
    what: ", and a line break of CR LF as one",
    wrap: (lengthOf) => (point, before) => (point === "\n" && before === "\r" ? 0 : lengthOf(point, before)),
  },
  {
    what: ", and a line break as two, as if it were CR LF",
    wrap: (lengthOf) => (point, before) => (point === "\n" && before !== "\r" ? 2 : lengthOf(point, before)),
  },
];

/** All ways, the archive's own first. */
const COUNTINGS: readonly Counting[] = UNITS.flatMap((unit) =>
  BREAKS.map(({ what, wrap }) => ({ what: `${unit.what}${what}`, lengthOf: wrap(unit.lengthOf) })),
);

/** A text whose offsets are those of its annotations. */
export interface CountedText {
  text: StoredText;
  /** The likely cause, if some spans do not cut out their own words: a clause. Null if all do. */
  fault: string | null;
}

/**
 * Finds out how annotations count the characters of their text: in the way by which every span cuts out its own words. brat
 * itself counts a CR LF as one, and programs in JavaScript and Java count UTF-16 units. If no way fits, the offsets count as
 * code points, and the cause is named.
 *
 * @param given the text as it is in the file
 */
export function countedText(given: string, text: StoredText, spans: readonly CountedSpan[]): CountedText {
  const fits = (by: StoredText) => spans.filter(({ ranges, text: words }) => isCutOut(by, ranges, words)).length;
  const fitting = fits(text);
  if (fitting === spans.length) return { text, fault: null };
  const points = [...given];
  let best = { what: "", fitting };
  for (const { what, lengthOf } of COUNTINGS.slice(1)) {
    const counted = countBy(points, lengthOf, text);
    const count = fits(counted);
    if (count === spans.length) return { text: counted, fault: null };
    if (count > best.fitting) best = { what, fitting: count };
  }
  if (best.what === "") return { text, fault: "the text was probably changed after it was annotated" };
  return { text, fault: `${best.fitting} of the ${spans.length} spans fit if the offsets count ${best.what}` };
}

function isCutOut(text: StoredText, ranges: CountedSpan["ranges"], words: string): boolean {
  return typeof findStretches(text, ranges, words) !== "string";
}

/** Returns the text with offsets counted in another way; an offset inside a code point leads nowhere. */
function countBy(points: readonly string[], lengthOf: LengthOf, text: StoredText): StoredText {
  const pointAt: (number | undefined)[] = [];
  let count = 0;
  for (const [i, point] of points.entries()) {
    pointAt[count] = i;
    count += lengthOf(point, points[i - 1]);
  }
  pointAt[count] = points.length;
  return {
    ...text,
    toBody(offset) {
      const point = pointAt[offset];
      return point === undefined ? null : text.toBody(point);
    },
  };
}
