import type { Annotation } from "./file.ts";

type QuoteSpans = Annotation["quote"]["spans"];

/**
 * Returns the quotations of others in which a quotation stands, the outermost first: the article has it by way of whoever speaks there.
 * Left out are quotations without a speaker, and those of the speaker of the next one within: quoted words within the paraphrase that
 * they belong to. Two annotations of exactly the same words stand beside each other, because nothing says which is within which.
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
