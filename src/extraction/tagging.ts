import type { ReadText } from "./article.ts";
import type { AttributionCandidate } from "./candidate.ts";
import { candidateFeatures } from "./features/candidate.ts";
import { type CodedText, codeText } from "./features/codes.ts";
import { scoreLogistic } from "./learning/logistic.ts";
import { findCueCandidates } from "./tagging/candidates.ts";
import { findLeftovers, type LeftoverScores } from "./tagging/leftovers.ts";
import { withMissingSource } from "./tagging/missingSource.ts";
import { calibrate, type TaggerModel } from "./tagging/model.ts";
import { findRivals, type Rivals, rivalsOf } from "./tagging/rivals.ts";
import { selectCandidates } from "./tagging/selection.ts";
import { isOfCountries } from "./tagging/states.ts";

/** What tagging needs of a model. */
export interface Tagger extends TaggerModel {
  leftovers: LeftoverScores;
}

/** Finds the attributions of a text by a model, in reading order of their cues; then the quotations that no cue claims. */
export function tagText(read: ReadText, tagger: Tagger): AttributionCandidate[] {
  const text = codeText(read);
  const chosen = scoreCandidates(text, tagger).map((candidate) => withMissingSource(text, candidate));
  return [...chosen, ...findLeftovers(text, chosen, tagger.leftovers)];
}

/** Finds, scores and chooses the candidates that have a cue. */
export function scoreCandidates(text: CodedText, tagger: TaggerModel): AttributionCandidate[] {
  const found = findCueCandidates(text, tagger).filter(({ head }) => !isOfCountries(text, head));
  const rivals = findRivals(found);
  const scoreOf = (candidate: AttributionCandidate, around: Rivals) =>
    calibrate(tagger.calibration, scoreLogistic(tagger.rescorer, candidateFeatures(text, candidate, around)));
  const scored = found.map(({ without, ...candidate }, i) => ({
    ...candidate,
    score: scoreOf(candidate, rivals[i] as Rivals),
    without: (taken: ReadonlySet<number>) => {
      const rest = without(taken);
      return rest && { ...rest, score: scoreOf(rest, rivalsOf(rest, found)) };
    },
  }));
  return selectCandidates(scored);
}
