import { quotedRegions, type Stretch } from "../text/quotation/regions.ts";
import { findQuotations, type QuotedRange } from "./article/quotations.ts";
import { findSentences, type Sentence } from "./article/sentences.ts";
import { type TextToken, tokenize } from "./article/tokens.ts";
import { makeUnits, type Unit } from "./article/units.ts";
import { type ClassifyWords, classifyEnglish } from "./article/wordClasses.ts";

export type { QuotedRange } from "./article/quotations.ts";
export type { Sentence } from "./article/sentences.ts";
export type { TextToken, WordClass } from "./article/tokens.ts";
export type { Unit } from "./article/units.ts";
export type { ClassifyWords } from "./article/wordClasses.ts";

/** An article's text, cut into everything that the later steps read. All places are UTF-16 units of the text as given, if not said otherwise. */
export interface ReadText {
  text: string;
  /** Its code points, and the stretches between quotation marks, which count them. */
  points: readonly string[];
  regions: readonly Stretch[];
  tokens: readonly TextToken[];
  quotations: readonly QuotedRange[];
  units: readonly Unit[];
  sentences: readonly Sentence[];
  /** For each token, 1 if it stands in a quotation. */
  quoted: Uint8Array;
}

/** Reads a text: tokens, word classes, quotations, units, sentences. Takes time in proportion to its length. */
export function analyseText(text: string, classify: ClassifyWords = classifyEnglish): ReadText {
  const tokens = tokenize(text);
  classify(text, tokens);
  const points = [...text];
  const regions = quotedRegions(points);
  const quotations = findQuotations(text, tokens, regions);
  const quoted = new Uint8Array(tokens.length);
  for (const { first, last } of quotations) quoted.fill(1, first, last + 1);
  const units = makeUnits(tokens, quotations);
  return { text, points, regions, tokens, quotations, units, sentences: findSentences(units), quoted };
}
