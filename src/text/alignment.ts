/** A step of an alignment: the words at these places of the quotation and of the text stand for each other; null: it has none. */
export interface Step {
  quoted: number | null;
  found: number | null;
}

/** The steps from the first to the last of the quotation's words, and what the differences cost, in words. */
export interface Alignment {
  steps: Step[];
  cost: number;
}

/** A word put in or replaced costs one word; a gap, as with "…", one and a twentieth for each further word that it leaves out. */
const [WORD, FURTHER] = [20, 1];

/**
 * Finds where a text has words most nearly as quoted, with the fewest differences: the text may have anything before and after
 * them (Sellers 1980), and a gap costs little more than its opening (Gotoh 1982).
 */
export function align(quoted: readonly string[], text: readonly string[]): Alignment {
  const width = text.length + 1;
  // The least cost up to each pair of places; and that of the ways that end in a gap.
  const costs = new Uint32Array((quoted.length + 1) * width);
  const gaps = new Uint32Array((quoted.length + 1) * width);
  for (let row = 1; row <= quoted.length; row += 1) {
    const start = row * width;
    costs[start] = row * WORD;
    gaps[start] = NEVER;
    for (let at = start + 1; at < start + width; at += 1) {
      const isSame = quoted[row - 1] === text[at - start - 1];
      gaps[at] = Math.min(costOf(costs, at - 1) + WORD, costOf(gaps, at - 1) + FURTHER);
      costs[at] = Math.min(
        costOf(costs, at - width - 1) + (isSame ? 0 : WORD),
        costOf(costs, at - width) + WORD,
        costOf(gaps, at),
      );
    }
  }
  const last = costs.subarray(quoted.length * width);
  // The last place: a word replaced at the end is paired with the word that stands there.
  const end = last.lastIndexOf(last.reduce((least, cost) => Math.min(least, cost), NEVER));
  return { steps: stepsTo(end, quoted, text, { costs, gaps, width }), cost: costOf(last, end) / WORD };
}

const NEVER = 1_000_000;

function costOf(costs: Uint32Array, at: number): number {
  return costs[at] as number;
}

/** Walks back from the place in the text where the quotation ends. */
function stepsTo(
  end: number,
  quoted: readonly string[],
  text: readonly string[],
  { costs, gaps, width }: { costs: Uint32Array; gaps: Uint32Array; width: number },
): Step[] {
  const steps: Step[] = [];
  let [row, column, isInGap] = [quoted.length, end, false];
  while (row > 0) {
    const at = row * width + column;
    if (isInGap || (column > 0 && costOf(costs, at) === costOf(gaps, at))) {
      isInGap = costOf(gaps, at) !== costOf(costs, at - 1) + WORD;
      column -= 1;
      steps.push({ quoted: null, found: column });
      continue;
    }
    const swap = quoted[row - 1] === text[column - 1] ? 0 : WORD;
    const isPair = column > 0 && costOf(costs, at) === costOf(costs, at - width - 1) + swap;
    row -= 1;
    if (isPair) column -= 1;
    steps.push({ quoted: row, found: isPair ? column : null });
  }
  return steps.reverse();
}
