import { type AttributionCandidate, quotedShareOf, wordsOfUnits } from "../candidate.ts";
import type { CodedText } from "../features/codes.ts";
import { isContent, isSource, LABEL_COUNT, Label } from "../features/labels.ts";
import { spanFeatures } from "../features/spans.ts";
import { type CueWindow, windowOf } from "../features/window.ts";
import { bestLabels } from "../learning/bestLabels.ts";
import { emissionsOf, marginalsOf, packSequence } from "../learning/chain.ts";
import { LEAST_CUE_SCORE, scoreCues } from "./likelyCues.ts";
import type { TaggerModel } from "./model.ts";

/** The weight that keeps the head of the cue from any other label. */
const CERTAIN = 30;

/** Finds the likely cues of a text, each with its likeliest source and content. Scores them by the cue alone. */
export function findCueCandidates(
  text: CodedText,
  tagger: Pick<TaggerModel, "cueLemmas" | "cues" | "spans">,
): AttributionCandidate[] {
  const { spans } = tagger;
  const candidates: AttributionCandidate[] = [];
  const { scores, classes } = scoreCues(text, tagger);
  for (const [head, cueScore] of scores.entries()) {
    if (cueScore < LEAST_CUE_SCORE) continue;
    const window = windowOf(text, head);
    const emissions = emissionsOf(spans, packSequence(spanFeatures(text, head, window, classes)));
    const place = (head - window.first) * LABEL_COUNT;
    for (let label = 0; label < LABEL_COUNT; label += 1) {
      if (label !== Label.CUE) emissions[place + label] = (emissions[place + label] as number) - CERTAIN;
    }
    const labels = bestLabels(spans, emissions);
    if (!labels.some(isContent)) continue;
    candidates.push(describeCandidate(text, head, window, labels, marginalsOf(spans, emissions), cueScore));
  }
  return candidates;
}

function describeCandidate(
  text: CodedText,
  head: number,
  { first }: CueWindow,
  labels: Int8Array,
  marginals: Float64Array,
  cueScore: number,
): AttributionCandidate {
  const parts = { contentUnits: [] as number[], sourceUnits: [] as number[], cueUnits: [] as number[] };
  const [contentScores, sourceScores]: [number[], number[]] = [[], []];
  const marginal = (place: number, label: number) => marginals[place * LABEL_COUNT + label] as number;
  for (const [place, label] of labels.entries()) {
    if (label === Label.CUE) parts.cueUnits.push(first + place);
    if (isContent(label)) {
      parts.contentUnits.push(first + place);
      contentScores.push(marginal(place, Label.CONTENT_BEGINS) + marginal(place, Label.IN_CONTENT));
    } else if (isSource(label)) {
      parts.sourceUnits.push(first + place);
      sourceScores.push(marginal(place, Label.SOURCE_BEGINS) + marginal(place, Label.IN_SOURCE));
    }
  }
  const content = wordsOfUnits(text, parts.contentUnits);
  return {
    head,
    cueScore,
    score: cueScore,
    ...parts,
    content,
    source: wordsOfUnits(text, parts.sourceUnits),
    cue: wordsOfUnits(text, parts.cueUnits),
    contentMean: mean(contentScores),
    contentLeast: Math.min(1, ...contentScores),
    sourceMean: mean(sourceScores),
    quotedShare: quotedShareOf(text, content),
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.length > 0 ? numbers.reduce((sum, each) => sum + each, 0) / numbers.length : 0;
}
