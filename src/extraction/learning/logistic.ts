import { seededRandom, shuffle } from "./random.ts";

/** A logistic regression over hashed features. The number of its weights is a power of two. */
export interface Logistic {
  weights: Float32Array;
}

/** Examples with their answers, 0 or 1. */
export interface LogisticExamples {
  features: Int32Array[];
  answers: number[];
}

export interface LogisticSettings {
  /** The number of bits of a feature's place. */
  bits: number;
  epochs: number;
  rate: number;
  seed: number;
}

const WEIGHT_DECAY = 1e-6;
/** A smaller error changes nothing. */
const LEAST_LOGISTIC_ERROR = 1e-4;

/** Returns the probability that the answer is 1. */
export function scoreLogistic({ weights }: Logistic, features: ArrayLike<number>): number {
  const mask = weights.length - 1;
  let sum = 0;
  for (let i = 0; i < features.length; i += 1) sum += weights[(features[i] as number) & mask] as number;
  return 1 / (1 + Math.exp(-sum));
}

/** Trains by AdaGrad. The sums of squares begin at 1, so that a feature's first example does not decide its weight. */
export function trainLogistic(
  { features, answers }: LogisticExamples,
  { bits, epochs, rate, seed }: LogisticSettings,
): Logistic {
  const weights = new Float32Array(1 << bits);
  const squares = new Float32Array(1 << bits).fill(1);
  const mask = weights.length - 1;
  const order = Int32Array.from(features.keys());
  const random = seededRandom(seed);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const i of order) {
      const example = features[i] as Int32Array;
      const error = scoreLogistic({ weights }, example) - (answers[i] as number);
      if (Math.abs(error) < LEAST_LOGISTIC_ERROR) continue;
      for (const feature of example) {
        const at = feature & mask;
        const gradient = error + WEIGHT_DECAY * (weights[at] as number);
        squares[at] = (squares[at] as number) + gradient * gradient;
        weights[at] = (weights[at] as number) - (rate * gradient) / Math.sqrt(squares[at] as number);
      }
    }
  }
  return { weights };
}
