import type { Unit } from "../article.ts";
import type { CodedText } from "../features/codes.ts";
import { cueFeatures } from "../features/cue.ts";
import { scoreLogistic } from "../learning/logistic.ts";
import { speechNouns, speechVerbs } from "../lexicon/speech.ts";
import type { TaggerModel } from "./model.ts";

/** A less likely cue is not searched for its source and content. */
export const LEAST_CUE_SCORE = 0.12;
const PROBABLE = 0.5;

/** How likely each unit of a text is the head of a cue. */
export interface LikelyCues {
  /** From 0 to 1; 0 for units that may not be a cue. */
  scores: Float64Array;
  /** 0 for units that are hardly a cue, 1 for possible ones, 2 for probable ones. */
  classes: Uint8Array;
}

/** Returns whether a unit may be the head of a cue. */
export function mayBeCue(
  { quotation, isWord, wordClass, lemma, lower }: Unit,
  cueLemmas: ReadonlySet<string>,
): boolean {
  if (quotation || !isWord) return false;
  if (wordClass === "VERB" || lower === "according") return true;
  return cueLemmas.has(lemma) || speechVerbs.has(lemma) || speechNouns.has(lemma);
}

/** Scores every unit of a text as the head of a cue. */
export function scoreCues(text: CodedText, { cueLemmas, cues }: Pick<TaggerModel, "cueLemmas" | "cues">): LikelyCues {
  const scores = new Float64Array(text.units.length);
  for (const [at, unit] of text.units.entries()) {
    if (mayBeCue(unit, cueLemmas)) scores[at] = scoreLogistic(cues, cueFeatures(text, at));
  }
  return { scores, classes: Uint8Array.from(scores, classOfCueScore) };
}

function classOfCueScore(score: number): number {
  return score >= PROBABLE ? 2 : score >= LEAST_CUE_SCORE ? 1 : 0;
}
