/** A stretch of a body, in code points, from `start` to before `end`. */
export interface Stretch {
  start: number;
  end: number;
}

type Turn = "open" | "close" | "either";
interface Mark extends Stretch {
  turn: Turn;
}

/** Marks that always open or always close. Neighbours decide for the others: “ opens in English and closes in German. */
const TURNS: Record<string, Turn> = {
  "„": "open",
  "‟": "open",
  "``": "open",
  "「": "open",
  "『": "open",
  "」": "close",
  "』": "close",
};
const DOUBLE = new Set('"“”„‟«»「」『』');
const SINGLE_OPENING = new Set("‘'‚‹›");
const SINGLE_CLOSING = new Set("’'‘›‹");
const SPACE = /^\s$/u;
const BEFORE_OPENING = /^[\s([{/\p{Pd}'‘‚‹]$/u;
const AFTER_CLOSING = /^[\s\p{P}\p{S}]$/u;

/**
 * Returns the stretches of a text between quotation marks, without the marks: between double ones (straight, curly, guillemets,
 * corner brackets, and the `` '' of typewriters), and between single ones, including those inside double ones.
 *
 * A quotation that is opened again on a later line without being closed ends with its line: newspapers print quotations of
 * several paragraphs that way. One that is never closed also ends with its line.
 */
export function quotedRegions(points: readonly string[]): Stretch[] {
  const marks = doubleMarks(points);
  const regions = pair(points, marks);
  return [...regions, ...singleRegions(points, marks, regions)];
}

function doubleMarks(points: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  for (let start = 0; start < points.length; start++) {
    const end = endOfMark(points, start);
    if (end === start) continue;
    marks.push({ start, end, turn: turnOf(points, start, end) });
    start = end - 1;
  }
  return marks;
}

/** Returns the end of the double mark that begins here; `start` without one. The last two of three apostrophes are one. */
function endOfMark(points: readonly string[], start: number): number {
  const point = points[start] as string;
  if (point === '"') {
    let end = start + 1;
    while (points[end] === '"') end++;
    return end;
  }
  if (DOUBLE.has(point)) return start + 1;
  const isPair = (point === "'" || point === "`") && points[start + 1] === point && points[start + 2] !== point;
  return isPair ? start + 2 : start;
}

function turnOf(points: readonly string[], start: number, end: number): Turn {
  const glyph = points.slice(start, end).join("");
  const own = TURNS[glyph];
  if (own) return own;
  const before = points[start - 1];
  const after = points[end];
  const canOpen = (before === undefined || BEFORE_OPENING.test(before)) && after !== undefined && !SPACE.test(after);
  const canClose = (after === undefined || AFTER_CLOSING.test(after)) && before !== undefined && !SPACE.test(before);
  if (canOpen !== canClose) return canOpen ? "open" : "close";
  return glyph === "”" ? "close" : "either";
}

function pair(points: readonly string[], marks: readonly Mark[]): Stretch[] {
  const regions: Stretch[] = [];
  const lineEnd = lineEnds(points);
  let open: number | null = null;
  for (const { start, end, turn } of marks) {
    if (open === null) {
      if (turn !== "close") open = end;
    } else if (turn !== "open") {
      regions.push({ start: open, end: start });
      open = null;
    } else if (lineEnd(open) < start) {
      regions.push({ start: open, end: lineEnd(open) });
      open = end;
    }
  }
  if (open !== null) regions.push({ start: open, end: lineEnd(open) });
  return regions.filter(({ start, end }) => start < end);
}

/** Returns a function that finds the end of a place's line. Places must come in rising order, so no line is searched twice. */
function lineEnds(points: readonly string[]): (place: number) => number {
  let known = -1;
  return (place) => {
    if (place <= known) return known;
    const found = points.indexOf("\n", place);
    known = found < 0 ? points.length : found;
    return known;
  };
}

/**
 * Returns the stretches between single marks. An apostrophe is a mark only before the beginning of a word, with another one after
 * the end of a word on the same line. A pair is inside one double quotation, or outside all.
 */
function singleRegions(points: readonly string[], marks: readonly Mark[], doubles: readonly Stretch[]): Stretch[] {
  const regions: Stretch[] = [];
  const taken = new Set(marks.flatMap(({ start, end }) => [start, end - 1]));
  const open: { inside: number | null; outside: number | null } = { inside: null, outside: null };
  let next = 0;
  for (const [at, point] of points.entries()) {
    if (doubles[next]?.end === at) next += 1;
    if (doubles[next]?.start === at) open.inside = null;
    if (point === "\n") open.inside = open.outside = null;
    if (taken.has(at)) continue;
    const side = (doubles[next]?.start ?? points.length) <= at ? "inside" : "outside";
    const start = open[side];
    if (start === null) {
      if (opens(points, at, taken)) open[side] = at + 1;
    } else if (closes(points, at)) {
      regions.push({ start, end: at });
      open[side] = null;
    }
  }
  return regions;
}

function opens(points: readonly string[], at: number, taken: ReadonlySet<number>): boolean {
  if (!SINGLE_OPENING.has(points[at] as string) || !/^\p{L}$/u.test(points[at + 1] ?? "")) return false;
  const before = points[at - 1];
  return before === undefined || taken.has(at - 1) || BEFORE_OPENING.test(before);
}

function closes(points: readonly string[], at: number): boolean {
  const isAfterWord = SINGLE_CLOSING.has(points[at] as string) && !SPACE.test(points[at - 1] as string);
  return isAfterWord && AFTER_CLOSING.test(points[at + 1] ?? " ");
}
