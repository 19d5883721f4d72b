import type { ReadText, TextToken, Unit } from "./article.ts";
import type { AttributionCandidate } from "./candidate.ts";
import type { Span } from "./gold.ts";

const EDGE = /^[.,;:—–-]$/;
const EDGE_MARK = /^(?:["”“'’‘«»„‹›「」『』]|''|``)$/;

/**
 * Returns the stretches of a content: what stands in a quotation alone without its marks, other parts from their first to their last
 * word, with the marks within.
 */
export function contentSpans(
  read: ReadText,
  { contentUnits, content }: Pick<AttributionCandidate, "contentUnits" | "content">,
): Span[] {
  return adjacentRuns(read, contentUnits).flatMap((run) => {
    const units = run.map((at) => read.units[at] as Unit);
    const isQuoted = units.every(({ quotation, isWord }) => quotation || !isWord);
    return isQuoted
      ? units.filter(({ quotation }) => quotation).flatMap((unit) => insideMarks(read, unit, content))
      : spanOfRun(units);
  });
}

/** Returns the stretches of a cue or a source, from word to word. */
export function partSpans(
  read: ReadText,
  { units: places, words }: { units: readonly number[]; words: ReadonlySet<number> },
): Span[] {
  const spans = adjacentRuns(read, places).flatMap((run) => spanOfRun(run.map((at) => read.units[at] as Unit)));
  if (spans.length > 0 || words.size === 0) return spans;
  // A name within a quotation, which has no unit of its own.
  const [first, last] = [read.tokens[Math.min(...words)] as TextToken, read.tokens[Math.max(...words)] as TextToken];
  return [[first.start, last.end]];
}

/** Parts places into those that follow each other in one paragraph. */
function adjacentRuns({ units }: ReadText, places: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const place of [...places].sort((one, other) => one - other)) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before === place - 1 && units[before]?.paragraph === units[place]?.paragraph) run.push(place);
    else runs.push([place]);
  }
  return runs;
}

function spanOfRun(units: readonly Unit[]): Span[] {
  const first = units.findIndex(({ isWord }) => isWord);
  const last = units.findLastIndex(({ text }) => !EDGE.test(text) && !EDGE_MARK.test(text));
  return first < 0 || last < first ? [] : [[(units[first] as Unit).start, (units[last] as Unit).end]];
}

/** A label within the quotation is not of the content: "NAME: …". */
function insideMarks({ tokens }: ReadText, { first, last }: Unit, content: ReadonlySet<number>): Span[] {
  let [start, end] = [first, last];
  while (start <= last && (!tokens[start]?.isWord || !content.has(start)) && start < last) start += 1;
  while (end > start && EDGE_MARK.test(tokens[end]?.text ?? "")) end -= 1;
  return content.has(start) ? [[(tokens[start] as TextToken).start, (tokens[end] as TextToken).end]] : [];
}
