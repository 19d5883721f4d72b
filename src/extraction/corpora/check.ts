import { analyseText } from "../article.ts";
import { pointsOfUnits } from "../codePoints.ts";
import type { AnnotatedArticle, Attribution, Span } from "../gold.ts";

/** What may be wrong with an annotation. */
export type Suspicion =
  /** A cue stands without a source: was it forgotten? */
  | "CUE_WITHOUT_SOURCE"
  /** A quotation of four words or more is in no content, cue or source. */
  | "QUOTATION_OUTSIDE"
  /** Two contents overlap. */
  | "OVERLAP"
  /** A cue or source stands within its own content. */
  | "WITHIN_OWN_CONTENT"
  /** A content reaches over the end of a paragraph. */
  | "OVER_PARAGRAPHS";

/** A suspicious annotation with its place. */
export interface AnnotationFinding {
  article: string;
  suspicion: Suspicion;
  /** Its beginning, in code points. */
  at: number;
  excerpt: string;
}

const LEAST_QUOTED = 4;
const LONGEST_EXCERPT = 60;

/** Finds the suspicious annotations of an article. Not every one is wrong: a passive has a cue and no source. */
export function checkArticle(article: AnnotatedArticle): AnnotationFinding[] {
  const { id, text, attributions } = article;
  const point = pointsOfUnits(text);
  const finding = (suspicion: Suspicion, [start, end]: Span): AnnotationFinding => ({
    article: id,
    suspicion,
    at: point(start),
    excerpt: text.slice(start, Math.min(end, start + LONGEST_EXCERPT)).replace(/\s+/g, " "),
  });
  return [
    ...attributions.flatMap((attribution) =>
      checkAttribution(text, attribution).map(([suspicion, span]) => finding(suspicion, span)),
    ),
    ...overlaps(attributions).map((span) => finding("OVERLAP", span)),
    ...unmarkedQuotations(article).map((span) => finding("QUOTATION_OUTSIDE", span)),
  ].sort((one, other) => one.at - other.at);
}

function checkAttribution(text: string, { content, cue, source }: Attribution): [Suspicion, Span][] {
  const found: [Suspicion, Span][] = [];
  if (cue[0] && source.length === 0) found.push(["CUE_WITHOUT_SOURCE", cue[0]]);
  for (const span of content) if (/\n\s*\n/.test(text.slice(...span))) found.push(["OVER_PARAGRAPHS", span]);
  for (const part of [...cue, ...source])
    if (content.some((span) => isOverlap(span, part))) found.push(["WITHIN_OWN_CONTENT", part]);
  return found;
}

function isOverlap([start, end]: Span, [from, to]: Span): boolean {
  return start < to && from < end;
}

function overlaps(attributions: readonly Attribution[]): Span[] {
  const contents = attributions.flatMap(({ content }) => content).sort(([one], [other]) => one - other);
  return contents.filter((span, i) => i > 0 && isOverlap(contents[i - 1] as Span, span));
}

function unmarkedQuotations({ text, attributions }: AnnotatedArticle): Span[] {
  const marked = attributions.flatMap(({ content, cue, source }) => [...content, ...cue, ...source]);
  return analyseText(text, () => {})
    .units.filter(({ quotation }) => quotation && quotation.words >= LEAST_QUOTED && !quotation.isTitle)
    .map(({ start, end }): Span => [start, end])
    .filter((span) => !marked.some((other) => isOverlap(span, other)));
}
