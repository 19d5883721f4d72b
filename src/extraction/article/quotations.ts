import type { Stretch } from "../../text/quotation/regions.ts";
import { unitsOfPoints } from "../codePoints.ts";
import type { TextToken } from "./tokens.ts";

/** An outermost quotation, by its first and last token, with its marks. */
export interface QuotedRange {
  first: number;
  last: number;
  /** Whether no mark closes it. */
  isOpen: boolean;
}

/**
 * Returns the outermost quotations of a text that have words, in order. None goes beyond the paragraph that it begins in.
 *
 * @param regions all quoted stretches, in code points
 */
export function findQuotations(text: string, tokens: readonly TextToken[], regions: readonly Stretch[]): QuotedRange[] {
  const found: QuotedRange[] = [];
  let at = 0;
  for (const { start, end } of outermostStretches(text, regions)) {
    while (at < tokens.length && (tokens[at] as TextToken).start < start) at += 1;
    // The tokens of the marks are beside the stretch.
    const first = at > 0 && (tokens[at - 1] as TextToken).end === start ? at - 1 : at;
    while (at < tokens.length && (tokens[at] as TextToken).start < end) at += 1;
    const closing = tokens[at];
    const isOpen = closing?.start !== end || closing.isWord;
    const last = isOpen ? at - 1 : at;
    if (!isOpen) at += 1;
    if (last > first) found.push(...perParagraph(tokens, { first, last, isOpen }));
  }
  return found;
}

function* perParagraph(tokens: readonly TextToken[], { first, last, isOpen }: QuotedRange): Iterable<QuotedRange> {
  for (let from = first; from <= last; ) {
    const { paragraph } = tokens[from] as TextToken;
    let to = from;
    while (to < last && (tokens[to + 1] as TextToken).paragraph === paragraph) to += 1;
    if (tokens.slice(from, to + 1).some(({ isWord }) => isWord))
      yield { first: from, last: to, isOpen: isOpen || to < last };
    from = to + 1;
  }
}

/** Returns the quoted stretches that are not inside others, in UTF-16 units. */
function outermostStretches(text: string, regions: readonly Stretch[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const stretch of regions) {
    const last = stretches.at(-1);
    if (!last || stretch.start >= last.end) stretches.push(stretch);
  }
  const toUnits = unitsOfPoints(text);
  return stretches.map(({ start, end }) => ({ start: toUnits(start) as number, end: toUnits(end) as number }));
}
