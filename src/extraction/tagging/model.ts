import type { Chain } from "../learning/chain.ts";
import type { Logistic } from "../learning/logistic.ts";

/** What training learns, as one tagger needs it. */
export interface TaggerModel {
  /** Lemmas that were heads of cues in the training data, besides the verbs and nouns of speech. */
  cueLemmas: ReadonlySet<string>;
  /** Is this word the head of a cue? */
  cues: Logistic;
  /** Which units around the cue are its source and its content? */
  spans: Chain;
  /** Is this candidate a statement, with its right content? */
  rescorer: Logistic;
  /** Platt scaling: a score of 0.9 is right nine times in ten. */
  calibration: Calibration;
}

/** The line through the scores' log odds. */
export interface Calibration {
  slope: number;
  offset: number;
}

/** Scores as the rescorer gives them. */
export const UNCALIBRATED: Calibration = { slope: 1, offset: 0 };

const SMALL = 1e-6;

/** Returns the log odds of a probability. */
export function logOdds(score: number): number {
  return Math.log((score + SMALL) / (1 - score + SMALL));
}

/** Returns the calibrated probability. */
export function calibrate({ slope, offset }: Calibration, score: number): number {
  return 1 / (1 + Math.exp(-(slope * logOdds(score) + offset)));
}
