import { type Certainty, measureCertainty } from "./evaluate/certainty.ts";
import { type Compared, type Measure, type MeasureName, measure } from "./evaluate/measures.ts";
import { measureParts, type PartsFound } from "./evaluate/sources.ts";

export type { Certainty } from "./evaluate/certainty.ts";
export { type Compared, type Measure, type MeasureName, measureNames } from "./evaluate/measures.ts";

/** How good proposals are. The words of the measures are those of docs/extraction.md. */
export interface Evaluation extends Record<MeasureName, Measure> {
  parts: PartsFound;
  /** The proposals by tenths of their score. */
  deciles: Certainty[];
  /** The proposals of a score of 0.9 or more, and the best 30 %. */
  sure: Certainty;
  best: Certainty;
  articles: number;
  attributions: number;
}

/** Compares proposals of at least a score with the marked attributions. */
export function evaluate(texts: readonly Compared[], threshold: number): Evaluation {
  const shown = texts.map(({ proposals, ...text }) => ({
    ...text,
    proposals: proposals.filter(({ score }) => score >= threshold),
  }));
  return {
    ...measure(shown),
    parts: measureParts(shown),
    ...measureCertainty(texts, threshold),
    articles: texts.length,
    attributions: texts.reduce((sum, { gold }) => sum + gold.length, 0),
  };
}
