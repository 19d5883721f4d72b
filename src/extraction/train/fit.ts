import { countShared } from "../candidate.ts";
import { candidateFeatures } from "../features/candidate.ts";
import { labelShape } from "../features/labels.ts";
import { type Logistic, trainLogistic } from "../learning/logistic.ts";
import { type LabelledSequence, trainChain } from "../learning/trainChain.ts";
import { findCueCandidates } from "../tagging/candidates.ts";
import { scoreCues } from "../tagging/likelyCues.ts";
import { type TaggerModel, UNCALIBRATED } from "../tagging/model.ts";
import { findRivals } from "../tagging/rivals.ts";
import { cueLemmasOf, sequencesOf, type TrainingText } from "./examples.ts";
import type { TrainingSettings } from "./settings.ts";

type Finder = Pick<TaggerModel, "cueLemmas" | "cues" | "spans">;

/** Trains a tagger on some texts, without calibration. The rescorer learns from candidates of models that have not seen their text. */
export function fitTagger(texts: readonly TrainingText[], settings: TrainingSettings): TaggerModel {
  const examples = { features: [] as Int32Array[], answers: [] as number[] };
  const halves = splitTexts(texts, 2);
  for (const [i, half] of halves.entries()) {
    const finder = fitFinder(halves[1 - i] as TrainingText[], settings);
    for (const { text } of half) {
      const candidates = findCueCandidates(text, finder);
      const rivals = findRivals(candidates);
      for (const [j, candidate] of candidates.entries()) {
        const features = candidateFeatures(text, candidate, rivals[j] as (typeof rivals)[number]);
        examples.features.push(features);
        examples.answers.push(isRight(text.gold, candidate.content) ? 1 : 0);
      }
    }
  }
  return { ...fitFinder(texts, settings), rescorer: fitRescorer(examples, settings), calibration: UNCALIBRATED };
}

function fitFinder(texts: readonly TrainingText[], settings: TrainingSettings): Finder {
  const { spanBits, spanEpochs, spanRate, spanDropout, seed } = settings;
  return {
    ...fitCues(texts, settings),
    spans: trainChain(sequencesWithCues(texts, settings), labelShape, {
      bits: spanBits,
      epochs: spanEpochs,
      rate: spanRate,
      dropout: spanDropout,
      seed,
    }),
  };
}

function fitCues(
  texts: readonly TrainingText[],
  { cueBits, cueEpochs, cueRate, seed }: TrainingSettings,
): Pick<TaggerModel, "cueLemmas" | "cues"> {
  const cues = { features: [] as Int32Array[], answers: [] as number[] };
  for (const { cues: examples } of texts) {
    for (const { features, isHead } of examples) {
      cues.features.push(features);
      cues.answers.push(isHead ? 1 : 0);
    }
  }
  return {
    cueLemmas: cueLemmasOf(texts.map(({ text }) => text)),
    cues: trainLogistic(cues, { bits: cueBits, epochs: cueEpochs, rate: cueRate, seed }),
  };
}

/** Returns the sequences of texts, in each of which a model that has not seen it finds the likely cues. */
function sequencesWithCues(texts: readonly TrainingText[], settings: TrainingSettings): LabelledSequence[] {
  const halves = splitTexts(texts, 2);
  return halves.flatMap((half, i) => {
    const finder = fitCues(halves[1 - i] as TrainingText[], settings);
    return half.flatMap((each) => sequencesOf(each, scoreCues(each.text, finder).classes));
  });
}

function fitRescorer(examples: { features: Int32Array[]; answers: number[] }, settings: TrainingSettings): Logistic {
  const { rescorerBits, rescorerEpochs, rescorerRate, seed } = settings;
  return trainLogistic(examples, { bits: rescorerBits, epochs: rescorerEpochs, rate: rescorerRate, seed });
}

/** A candidate is right if it has the content of a statement of speech: half of the words of both. */
function isRight(gold: TrainingText["text"]["gold"], content: ReadonlySet<number>): boolean {
  return gold.some((marked) => {
    const shared = marked.isSpeech ? countShared(marked.content, content) : 0;
    return shared > 0 && shared * 2 >= marked.content.size && shared * 2 >= content.size;
  });
}

/** Splits texts into parts in turn. The copies of an article are in one part. */
export function splitTexts(texts: readonly TrainingText[], parts: number): TrainingText[][] {
  const split: TrainingText[][] = Array.from({ length: parts }, () => []);
  const partOf = new Map<string, number>();
  for (const each of texts) {
    const { copyOf } = each.text;
    const part = partOf.get(copyOf) ?? partOf.size % parts;
    partOf.set(copyOf, part);
    split[part]?.push(each);
  }
  return split;
}
