import { type AttributionCandidate, quotedShareOf, wordsOfUnits } from "../candidate.ts";
import type { CodedText } from "../features/codes.ts";
import { isContent, isSource, LABEL_COUNT, Label } from "../features/labels.ts";
import { spanFeatures } from "../features/spans.ts";
import { windowOf } from "../features/window.ts";
import { bestLabels } from "../learning/bestLabels.ts";
import { type Chain, emissionsOf, marginalsOf } from "../learning/chain.ts";
import { LEAST_CUE_SCORE, scoreCues } from "./likelyCues.ts";
import type { TaggerModel } from "./model.ts";

/** A candidate whose window can be read again. */
export interface FoundCandidate extends AttributionCandidate {
  /** Returns the likeliest candidate of the same cue whose content has none of some units; undefined without one. */
  without(taken: ReadonlySet<number>): AttributionCandidate | undefined;
}

/** The weight that keeps the head of the cue from any other label. */
const CERTAIN = 30;

/** Finds the likely cues of a text, each with its likeliest source and content. Scores them by the cue alone. */
export function findCueCandidates(
  text: CodedText,
  tagger: Pick<TaggerModel, "cueLemmas" | "cues" | "spans">,
): FoundCandidate[] {
  const { spans } = tagger;
  const candidates: FoundCandidate[] = [];
  const { scores, classes } = scoreCues(text, tagger);
  for (const [head, cueScore] of scores.entries()) {
    if (cueScore < LEAST_CUE_SCORE) continue;
    const window = windowOf(text, head);
    const emissions = emissionsOf(spans, spanFeatures(text, head, window, classes));
    const place = (head - window.first) * LABEL_COUNT;
    for (let label = 0; label < LABEL_COUNT; label += 1) {
      if (label !== Label.CUE) emissions[place + label] = (emissions[place + label] as number) - CERTAIN;
    }
    const read = { head, cueScore, first: window.first, emissions };
    const candidate = decodeWindow(text, spans, read);
    if (!candidate) continue;
    candidates.push({
      ...candidate,
      without: (taken) =>
        decodeWindow(text, spans, { ...read, emissions: withoutContent(emissions, read.first, taken) }),
    });
  }
  return candidates;
}

/** A likely cue, with the weight of every label in its window. */
interface ReadWindow {
  head: number;
  cueScore: number;
  first: number;
  emissions: Float64Array;
}

/** Returns the likeliest source and content of a cue; undefined if it has no content. */
function decodeWindow(text: CodedText, spans: Chain, read: ReadWindow): AttributionCandidate | undefined {
  const labels = bestLabels(spans, read.emissions);
  if (!labels.some(isContent)) return undefined;
  return describeCandidate(text, spans, read, labels);
}

function describeCandidate(text: CodedText, spans: Chain, read: ReadWindow, labels: Int8Array): AttributionCandidate {
  const { head, cueScore, first, emissions } = read;
  const marginals = marginalsOf(spans, emissions);
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

/** Returns the weights of a window in which some units are no content. */
function withoutContent(emissions: Float64Array, first: number, taken: ReadonlySet<number>): Float64Array {
  const left = emissions.slice();
  for (let at = 0; at < left.length; at += LABEL_COUNT) {
    if (!taken.has(first + at / LABEL_COUNT)) continue;
    for (const label of [Label.CONTENT_BEGINS, Label.IN_CONTENT]) {
      left[at + label] = (left[at + label] as number) - CERTAIN;
    }
  }
  return left;
}

function mean(numbers: readonly number[]): number {
  return numbers.length > 0 ? numbers.reduce((sum, each) => sum + each, 0) / numbers.length : 0;
}
