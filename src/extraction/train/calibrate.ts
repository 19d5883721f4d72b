import { type AttributionCandidate, countShared } from "../candidate.ts";
import { matchContents } from "../evaluate/matching.ts";
import type { GoldAttribution } from "../gold.ts";
import type { LeftoverKind } from "../tagging/leftoverSource.ts";
import { findLeftovers, type LeftoverScores, UNTRAINED_SCORES } from "../tagging/leftovers.ts";
import { type Calibration, logOdds } from "../tagging/model.ts";
import { scoreCandidates } from "../tagging.ts";
import type { TrainingText } from "./examples.ts";
import { fitTagger, splitTexts } from "./fit.ts";
import type { TrainingSettings } from "./settings.ts";

/** What texts that a model has not seen teach about its scores. */
export interface Calibrated {
  calibration: Calibration;
  leftovers: LeftoverScores;
  /** How many candidates it was learned from. */
  candidates: number;
}

/** A lower score is no proposal for anybody. */
const LEAST_POINT_SCORE = 0.05;
/** How many cases the score before training counts as. */
const PRIOR_CASES = 8;
const DESCENT_STEPS = 4000;
const RATE = 0.3;
/** A few articles may make the line fall, or stand upright. */
const [FLATTEST, STEEPEST, FARTHEST_OFFSET] = [0.05, 20, 20] as const;

/**
 * Learns how often scores are right, with content and source: every part of the real articles is tagged by a model of the other parts and the synthetic
 * articles.
 */
export function calibrateScores(
  real: readonly TrainingText[],
  synthetic: readonly TrainingText[],
  settings: TrainingSettings,
  onFold: () => void = () => {},
): Calibrated {
  const points: { odds: number; isRight: boolean }[] = [];
  const counts = new Map<LeftoverKind, { right: number; all: number }>();
  const parts = splitTexts(real, settings.folds);
  for (const [i, part] of parts.entries()) {
    const rest = parts.flatMap((other, j) => (j === i ? [] : other));
    const model = fitTagger([...rest, ...synthetic], settings);
    for (const { text } of part) {
      if (text.copyOf !== text.id) continue;
      const chosen = scoreCandidates(text, model).filter(({ score }) => score >= LEAST_POINT_SCORE);
      const { ofProposals } = matchContents(text.gold, chosen);
      for (const [place, candidate] of chosen.entries()) {
        const gold = text.gold[ofProposals[place] as number];
        points.push({
          odds: logOdds(candidate.score),
          isRight: gold !== undefined && countShared(candidate.source, gold.source) > 0,
        });
      }
      for (const leftover of findLeftovers(text, chosen, UNTRAINED_SCORES)) {
        const count = counts.get(leftover.kind) ?? { right: 0, all: 0 };
        const isRight = text.gold.some((gold) => isPartOf(leftover, gold) && hasItsSource(leftover, gold));
        counts.set(leftover.kind, { right: count.right + (isRight ? 1 : 0), all: count.all + 1 });
      }
    }
    onFold();
  }
  return { calibration: fitLine(points), leftovers: scoresOf(counts), candidates: points.length };
}

/** A quotation whose speaker nobody supposes cannot have the wrong one. */
function hasItsSource({ source }: AttributionCandidate, gold: GoldAttribution): boolean {
  return source.size === 0 || countShared(source, gold.source) > 0;
}

/** A quotation without a cue may be a part of a longer statement. */
function isPartOf({ content }: AttributionCandidate, gold: GoldAttribution): boolean {
  return countShared(content, gold.content) * 2 >= content.size;
}

/** Fits Platt's line by gradient descent, which always ends at the same numbers. */
function fitLine(points: readonly { odds: number; isRight: boolean }[]): Calibration {
  let [slope, offset] = [1, 0];
  for (let step = 0; step < DESCENT_STEPS && points.length > 0; step += 1) {
    let [forSlope, forOffset] = [0, 0];
    for (const { odds, isRight } of points) {
      const error = 1 / (1 + Math.exp(-(slope * odds + offset))) - (isRight ? 1 : 0);
      forSlope += error * odds;
      forOffset += error;
    }
    slope -= (RATE * forSlope) / points.length;
    offset -= (RATE * forOffset) / points.length;
  }
  return { slope: within(slope, FLATTEST, STEEPEST), offset: within(offset, -FARTHEST_OFFSET, FARTHEST_OFFSET) };
}

function within(number: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, number));
}

function scoresOf(counts: ReadonlyMap<LeftoverKind, { right: number; all: number }>): LeftoverScores {
  const scores = Object.entries(UNTRAINED_SCORES).map(([kind, before]) => {
    const { right, all } = counts.get(kind as LeftoverKind) ?? { right: 0, all: 0 };
    return [kind, (right + before * PRIOR_CASES) / (all + PRIOR_CASES)];
  });
  return Object.fromEntries(scores) as LeftoverScores;
}
