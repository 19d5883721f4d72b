import type { AnnotatedArticle } from "./gold.ts";
import type { ExtractionModel } from "./model.ts";
import { writeArticles } from "./synth.ts";
import { averageModels } from "./train/average.ts";
import { type Calibrated, calibrateScores } from "./train/calibrate.ts";
import { withOtherMarks } from "./train/copies.ts";
import { prepareTexts } from "./train/examples.ts";
import { fitTagger } from "./train/fit.ts";
import { defaultSettings, type TrainingSettings } from "./train/settings.ts";

export { defaultSettings, type TrainingSettings } from "./train/settings.ts";

/** What a model is trained on, and how. */
export interface TrainingInput {
  /** Articles in which every attribution is marked. */
  articles: readonly AnnotatedArticle[];
  /** Articles in which some are not marked: they train, but the scores are not calibrated by them. */
  partial?: readonly AnnotatedArticle[];
  settings?: Partial<TrainingSettings>;
  name: string;
  version: string;
  /** Is called after each step, with the number of steps done and of all. */
  onStep?: (done: number, steps: number) => void;
}

/** A model, with what its calibration found. */
export interface Trained {
  model: ExtractionModel;
  calibrated: Calibrated;
}

/**
 * Trains a model of English. The same articles in the same order and the same settings give the same model, to the last bit.
 *
 * @throws Error if there is nothing to learn from
 */
export function train({
  articles,
  partial = [],
  settings: given,
  name,
  version,
  onStep = () => {},
}: TrainingInput): Trained {
  const settings = { ...defaultSettings, ...given };
  const { models, synthetic, seed, folds } = settings;
  const steps = models + folds + 1;
  let done = 0;
  const step = () => onStep(++done, steps);
  const real = prepareTexts(withOtherMarks(articles));
  const incomplete = prepareTexts(withOtherMarks(partial));
  step();
  const invented = (i: number) => prepareTexts(writeArticles(synthetic, seed + i));
  const taggers = Array.from({ length: models }, (_, i) => {
    const tagger = fitTagger([...real, ...incomplete, ...invented(i)], { ...settings, seed: seed + i });
    step();
    return tagger;
  });
  const calibrated = calibrateScores(real, [...incomplete, ...invented(0)], settings, step);
  const all = [...articles, ...partial];
  return {
    calibrated,
    model: {
      ...averageModels(taggers),
      calibration: calibrated.calibration,
      leftovers: calibrated.leftovers,
      name,
      version,
      language: "en",
      training: {
        seed,
        models,
        synthetic,
        articles: all.length,
        attributions: all.reduce((sum, { attributions }) => sum + attributions.length, 0),
      },
    },
  };
}
