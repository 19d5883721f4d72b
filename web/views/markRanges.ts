/** A range of a text, in Unicode code points, and the number of the statement whose words stand there. */
export interface MarkedRange {
  start: number;
  /** Exclusive. */
  end: number;
  statement: number;
}

/** A piece of a text throughout which the same statements stand. */
export interface Segment {
  text: string;
  /** The statements whose words these are, that with the shortest passage first. */
  statements: number[];
  /** The statements of which no more words follow. */
  ending: number[];
}

/**
 * Cuts a text at the borders of ranges, which may overlap in any way. The pieces together are the text, and no code point is
 * cut in two.
 *
 * @param offset the place where the text begins in the whole one, in which the ranges count
 */
export function markRanges(text: string, ranges: readonly MarkedRange[], offset = 0): Segment[] {
  const letters = [...text];
  const inside = ranges
    .map(({ start, end, statement }) => ({
      start: Math.max(0, start - offset),
      end: Math.min(letters.length, end - offset),
      statement,
    }))
    .filter(({ start, end }) => start < end);
  const lengths = totals(inside);
  const last = new Map<number, number>();
  for (const { end, statement } of inside) last.set(statement, Math.max(end, last.get(statement) ?? 0));
  const borders = [...new Set([0, letters.length, ...inside.flatMap(({ start, end }) => [start, end])])].sort(
    (one, other) => one - other,
  );
  return borders.slice(1).map((to, i) => {
    const from = borders[i] ?? 0;
    const covering = inside.filter(({ start, end }) => start <= from && to <= end).map(({ statement }) => statement);
    const statements = [...new Set(covering)].sort(
      (one, other) => (lengths.get(one) ?? 0) - (lengths.get(other) ?? 0) || one - other,
    );
    const ending = statements.filter((statement) => last.get(statement) === to).sort((one, other) => one - other);
    return { text: letters.slice(from, to).join(""), statements, ending };
  });
}

/** Returns how many code points the ranges of each statement have together. */
function totals(ranges: readonly MarkedRange[]): Map<number, number> {
  const lengths = new Map<number, number>();
  for (const { start, end, statement } of ranges) lengths.set(statement, (lengths.get(statement) ?? 0) + end - start);
  return lengths;
}
