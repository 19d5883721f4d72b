import type { Span } from "../gold.ts";

const BEFORE_SPAN = /[\s“"‘']/;
const AFTER_SPAN = /[\s,;:“”"]/;

/** Takes spaces, quotation marks and commas from the edges of spans, and leaves out those of which nothing remains. */
export function trimSpans(text: string, spans: readonly Span[]): Span[] {
  return spans
    .map(([from, to]): Span => {
      let [start, end] = [from, to];
      while (start < end && BEFORE_SPAN.test(text[start] as string)) start += 1;
      while (end > start && AFTER_SPAN.test(text[end - 1] as string)) end -= 1;
      return [start, end];
    })
    .filter(([start, end]) => start < end);
}
