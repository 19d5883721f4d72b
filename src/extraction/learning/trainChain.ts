import { type Chain, emissionsOf, forwardBackward, type Lattice, type Sequence } from "./chain.ts";
import { type Random, seededRandom, shuffle } from "./random.ts";

/** A sequence with the label of each place. */
export interface LabelledSequence extends Sequence {
  answers: Int8Array;
}

export interface ChainSettings {
  /** The number of bits of a feature's place. */
  bits: number;
  epochs: number;
  rate: number;
  /** The share of the features of a place that one step does not see. */
  dropout: number;
  seed: number;
}

/** The labels, and which of them cannot stand first or after which. */
export interface ChainShape {
  labels: number;
  forbidden: Uint8Array;
  neverFirst: readonly number[];
}

/** The weight of a label at a place where it cannot be. */
const IMPOSSIBLE = -30;
const DECAY = 1e-6;
/** Smaller errors and probabilities change nothing that matters, and cost time. */
const LEAST_ERROR = 1e-3;
const LEAST_PROBABILITY = 1e-6;

/** The sums of squared gradients, begun at 1 so that a feature's first example does not decide its weight. */
interface Squares {
  weights: Float32Array;
  transitions: Float32Array;
  starts: Float32Array;
}

/** Trains a chain by AdaGrad on the likelihood of whole sequences. */
export function trainChain(
  sequences: readonly LabelledSequence[],
  { labels, forbidden, neverFirst }: ChainShape,
  { bits, epochs, rate, dropout, seed }: ChainSettings,
): Chain {
  const chain: Chain = {
    labels,
    weights: new Float32Array((1 << bits) * labels),
    transitions: new Float32Array(labels * labels),
    starts: new Float32Array(labels),
    forbidden,
  };
  for (const label of neverFirst) chain.starts[label] = IMPOSSIBLE;
  const squares: Squares = {
    weights: new Float32Array(chain.weights.length).fill(1),
    transitions: new Float32Array(labels * labels).fill(1),
    starts: new Float32Array(labels).fill(1),
  };
  const order = Int32Array.from(sequences.keys());
  const random = seededRandom(seed);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const i of order) {
      learn(chain, squares, dropFeatures(sequences[i] as LabelledSequence, dropout, random), rate);
    }
  }
  return chain;
}

/**
 * Leaves out features at random, so that many share what few articles teach: a word that occurs once does not decide. A place of a
 * single feature keeps it.
 */
function dropFeatures({ codes, offsets, answers }: LabelledSequence, share: number, random: Random): LabelledSequence {
  if (share === 0) return { codes, offsets, answers };
  const kept = new Int32Array(codes.length);
  const ends = new Int32Array(offsets.length);
  let count = 0;
  for (let place = 0; place < offsets.length - 1; place += 1) {
    const [from, to] = [offsets[place] as number, offsets[place + 1] as number];
    for (let i = from; i < to; i += 1) {
      if (to - from > 1 && random() < share) continue;
      kept[count] = codes[i] as number;
      count += 1;
    }
    ends[place + 1] = count;
  }
  return { codes: kept.subarray(0, count), offsets: ends, answers };
}

function learn(chain: Chain, squares: Squares, sequence: LabelledSequence, rate: number): void {
  const lattice = forwardBackward(chain, emissionsOf(chain, sequence));
  const expected = expectedTransitions(chain, lattice, sequence.answers);
  learnEmissions(chain, squares, sequence, lattice, rate);
  for (let i = 0; i < expected.length; i += 1) {
    const error = expected[i] as number;
    if (error === 0 || chain.forbidden[i]) continue;
    descend(chain.transitions, squares.transitions, i, error, rate);
  }
}

function learnEmissions(
  chain: Chain,
  squares: Squares,
  { codes, offsets, answers }: LabelledSequence,
  { length, forward, backward }: Lattice,
  rate: number,
): void {
  const { labels, weights, starts } = chain;
  const mask = weights.length / labels - 1;
  for (let place = 0; place < length; place += 1) {
    const end = offsets[place + 1] as number;
    for (let label = 0; label < labels; label += 1) {
      const at = place * labels + label;
      const error = (forward[at] as number) * (backward[at] as number) - (answers[place] === label ? 1 : 0);
      if (Math.abs(error) < LEAST_ERROR) continue;
      for (let i = offsets[place] as number; i < end; i += 1) {
        const weight = ((codes[i] as number) & mask) * labels + label;
        descend(weights, squares.weights, weight, error + DECAY * (weights[weight] as number), rate);
      }
      if (place === 0) descend(starts, squares.starts, label, error, rate);
    }
  }
}

/** Returns how often each transition is expected, less how often it is. */
function expectedTransitions({ labels }: Chain, lattice: Lattice, answers: Int8Array): Float64Array {
  const { length, forward, backward, emitted, passed, scales } = lattice;
  const counts = new Float64Array(labels * labels);
  for (let place = 1; place < length; place += 1) {
    for (let from = 0; from < labels; from += 1) {
      const before = forward[(place - 1) * labels + from] as number;
      if (before < LEAST_PROBABILITY) continue;
      for (let to = 0; to < labels; to += 1) {
        const [way, at] = [from * labels + to, place * labels + to];
        const after = (emitted[at] as number) * (backward[at] as number);
        counts[way] = (counts[way] as number) + (before * (passed[way] as number) * after) / (scales[place] as number);
      }
    }
    const way = (answers[place - 1] as number) * labels + (answers[place] as number);
    counts[way] = (counts[way] as number) - 1;
  }
  return counts;
}

function descend(weights: Float32Array, squares: Float32Array, at: number, gradient: number, rate: number): void {
  const square = (squares[at] as number) + gradient * gradient;
  squares[at] = square;
  weights[at] = (weights[at] as number) - (rate * gradient) / Math.sqrt(square);
}
