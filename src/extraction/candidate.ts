import type { ReadText } from "./article.ts";

/** The kind of a content by the share of its words in quotation marks. */
export type Form = "direct" | "mixed" | "indirect";

/** An attribution that was found, before it becomes a proposal. */
export interface AttributionCandidate {
  /** The unit that is the head of the cue; -1 without a cue. */
  head: number;
  /** How likely the head is a cue. */
  cueScore: number;
  /** How likely this is a statement, from 0 to 1. */
  score: number;
  /** The units of each part, in order. */
  contentUnits: readonly number[];
  sourceUnits: readonly number[];
  cueUnits: readonly number[];
  /** The words of each part, as numbers of tokens. */
  content: ReadonlySet<number>;
  source: ReadonlySet<number>;
  cue: ReadonlySet<number>;
  /** The mean and the least probability of the content's labels, and the mean of the source's. */
  contentMean: number;
  contentLeast: number;
  sourceMean: number;
  /** The share of the content's words in quotation marks. */
  quotedShare: number;
  /** Candidates that were not chosen because they share words with this one, the likeliest first; none if left out. */
  others?: readonly Pick<AttributionCandidate, "contentUnits" | "content" | "score">[];
}

/** Returns the words of some units, as numbers of tokens. */
export function wordsOfUnits({ units, tokens }: ReadText, places: readonly number[]): Set<number> {
  const words = new Set<number>();
  for (const place of places) {
    const unit = units[place];
    if (!unit) continue;
    for (let at = unit.first; at <= unit.last; at += 1) if (tokens[at]?.isWord) words.add(at);
  }
  return words;
}

/** Returns the share of some words that stand in quotation marks; 0 for no words. */
export function quotedShareOf({ quoted }: ReadText, words: ReadonlySet<number>): number {
  let count = 0;
  for (const word of words) count += quoted[word] as number;
  return words.size > 0 ? count / words.size : 0;
}

/** Returns the kind of a content. */
export function formOf(quotedShare: number): Form {
  if (quotedShare >= 0.9) return "direct";
  return quotedShare > 0 ? "mixed" : "indirect";
}

/** Counts the numbers that are in both sets. */
export function countShared(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [smaller, larger] = one.size < other.size ? [one, other] : [other, one];
  let count = 0;
  for (const number of smaller) if (larger.has(number)) count += 1;
  return count;
}
