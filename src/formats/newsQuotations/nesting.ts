import type { Annotation } from "./file.ts";

type QuoteSpans = Annotation["quote"]["spans"];

/**
 * Returns the quotations of others in which a quotation stands, the outermost first: the article has it by way of whoever speaks there.
 * Leaves out quotations without a speaker, and a quotation whose speaker is also that of the next one within it: quoted words in the
 * paraphrase that they belong to. If two annotations mark exactly the same words, neither is within the other.
 */
export function outerQuotations(annotation: Annotation, all: readonly Annotation[]): Annotation[] {
  const around = all
    .filter(({ speaker }) => speaker.text !== "")
    .filter((other) => holds(other.quote.spans, annotation.quote.spans))
    .sort((one, other) => lengthOf(other.quote.spans) - lengthOf(one.quote.spans));
  return around.filter(({ speaker }, i) => speaker.text !== (around[i + 1] ?? annotation).speaker.text);
}

/** Tells whether every span lies within one of the outer ones, and there is more outside. */
function holds(outer: QuoteSpans, inner: QuoteSpans): boolean {
  const isWithin = inner.every(({ charBegin, charEnd }) =>
    outer.some((span) => span.charBegin <= charBegin && charEnd <= span.charEnd),
  );
  return isWithin && inner.length > 0 && lengthOf(outer) > lengthOf(inner);
}

function lengthOf(spans: QuoteSpans): number {
  return spans.reduce((sum, { charBegin, charEnd }) => sum + charEnd - charBegin, 0);
}
