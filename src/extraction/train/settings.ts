/** How a model is trained. The defaults suit a hundred articles or two; more need fewer epochs. */
export interface TrainingSettings {
  seed: number;
  /** How many models are trained, on synthetic articles of different seeds and in different orders, and averaged. */
  models: number;
  /** How many synthetic articles each model has besides the given ones. */
  synthetic: number;
  cueBits: number;
  cueEpochs: number;
  cueRate: number;
  spanBits: number;
  spanEpochs: number;
  spanRate: number;
  /** The share of features that each step of the chain does not see. */
  spanDropout: number;
  rescorerBits: number;
  rescorerEpochs: number;
  rescorerRate: number;
  /** Into how many parts the articles are split to calibrate the scores. */
  folds: number;
}

export const defaultSettings: TrainingSettings = {
  seed: 20,
  models: 6,
  synthetic: 100,
  cueBits: 20,
  cueEpochs: 4,
  cueRate: 0.2,
  spanBits: 18,
  spanEpochs: 12,
  spanRate: 0.05,
  spanDropout: 0.4,
  rescorerBits: 16,
  rescorerEpochs: 4,
  rescorerRate: 0.1,
  folds: 4,
};
