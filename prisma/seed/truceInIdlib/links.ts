import type { ArchiveDocument } from "../../../src/document/document.ts";

/**
 * Returns the only link that the article makes itself: Putin "responded" to the call that stands in the paragraph before. That other
 * statements contradict each other is for their readers to say.
 */
export function linksOf(article: string): ArchiveDocument["links"] {
  return [
    {
      statement: { article, exact: "opposed a ceasefire because" },
      kind: "RESPONDS_TO",
      target: { article, exact: "to agree to a ceasefire in Idlib" },
      note: "The article: “However, Putin responded”.",
      judgedAt: "2026-11-29",
    },
  ];
}
