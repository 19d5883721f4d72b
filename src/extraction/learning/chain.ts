/** A linear-chain conditional random field over hashed features. */
export interface Chain {
  /** The number of labels. */
  labels: number;
  /** The weights of each feature for all labels, feature by feature; the number of features is a power of two. */
  weights: Float32Array;
  /** The weight of each label after each label, row by row. */
  transitions: Float32Array;
  /** The weight of each label at the beginning. */
  starts: Float32Array;
  /** 1 for each transition that cannot be, as in `transitions`. */
  forbidden: Uint8Array;
}

/** The features of the places of one sequence. */
export interface Sequence {
  codes: Int32Array;
  /** Where the features of each place begin in `codes`, and at last their end. */
  offsets: Int32Array;
}

/** The sums that inference shares with training, scaled at each place. */
export interface Lattice {
  length: number;
  forward: Float64Array;
  backward: Float64Array;
  /** exp(emission), over the largest of its place. */
  emitted: Float64Array;
  /** exp(transition); 0 if forbidden. */
  passed: Float64Array;
  scales: Float64Array;
}

const SMALLEST = 1e-300;

/** Returns the sum of the features' weights for each place and label. */
export function emissionsOf({ labels, weights }: Chain, { codes, offsets }: Sequence): Float64Array {
  const length = offsets.length - 1;
  const emissions = new Float64Array(length * labels);
  const mask = weights.length / labels - 1;
  for (let place = 0; place < length; place += 1) {
    const at = place * labels;
    const end = offsets[place + 1] as number;
    for (let i = offsets[place] as number; i < end; i += 1) {
      const from = ((codes[i] as number) & mask) * labels;
      for (let label = 0; label < labels; label += 1) {
        emissions[at + label] = (emissions[at + label] as number) + (weights[from + label] as number);
      }
    }
  }
  return emissions;
}

/** Runs the forward-backward algorithm, scaled at each place so that long sequences do not vanish. */
export function forwardBackward(chain: Chain, emissions: Float64Array): Lattice {
  const { labels, transitions, starts, forbidden } = chain;
  const length = emissions.length / labels;
  const lattice: Lattice = {
    length,
    forward: new Float64Array(length * labels),
    backward: new Float64Array(length * labels),
    emitted: exponentials(emissions, labels),
    passed: new Float64Array(labels * labels),
    scales: new Float64Array(length),
  };
  for (let i = 0; i < labels * labels; i += 1) {
    lattice.passed[i] = forbidden[i] ? 0 : Math.exp(transitions[i] as number);
  }
  for (let label = 0; label < labels; label += 1) {
    lattice.forward[label] = Math.exp(starts[label] as number) * (lattice.emitted[label] as number);
  }
  scaleForward(lattice, 0, labels);
  for (let place = 1; place < length; place += 1) passForward(lattice, place, labels);
  lattice.backward.fill(1, (length - 1) * labels);
  for (let place = length - 2; place >= 0; place -= 1) passBackward(lattice, place, labels);
  return lattice;
}

function exponentials(emissions: Float64Array, labels: number): Float64Array {
  const emitted = new Float64Array(emissions.length);
  for (let at = 0; at < emissions.length; at += labels) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = at; i < at + labels; i += 1) largest = Math.max(largest, emissions[i] as number);
    for (let i = at; i < at + labels; i += 1) emitted[i] = Math.exp((emissions[i] as number) - largest);
  }
  return emitted;
}

function passForward(lattice: Lattice, place: number, labels: number): void {
  const { forward, emitted, passed } = lattice;
  const before = (place - 1) * labels;
  for (let label = 0; label < labels; label += 1) {
    let sum = 0;
    for (let from = 0; from < labels; from += 1) {
      sum += (forward[before + from] as number) * (passed[from * labels + label] as number);
    }
    forward[place * labels + label] = sum * (emitted[place * labels + label] as number);
  }
  scaleForward(lattice, place, labels);
}

function scaleForward({ forward, scales }: Lattice, place: number, labels: number): void {
  const at = place * labels;
  let sum = 0;
  for (let i = at; i < at + labels; i += 1) sum += forward[i] as number;
  const scale = sum || SMALLEST;
  scales[place] = scale;
  for (let i = at; i < at + labels; i += 1) forward[i] = (forward[i] as number) / scale;
}

function passBackward({ backward, emitted, passed, scales }: Lattice, place: number, labels: number): void {
  const after = (place + 1) * labels;
  for (let from = 0; from < labels; from += 1) {
    let sum = 0;
    for (let label = 0; label < labels; label += 1) {
      const way = passed[from * labels + label] as number;
      sum += way * (emitted[after + label] as number) * (backward[after + label] as number);
    }
    backward[place * labels + from] = sum / (scales[place + 1] as number);
  }
}

/** Returns the probability of each label at each place. */
export function marginalsOf(chain: Chain, emissions: Float64Array): Float64Array {
  const { forward, backward } = forwardBackward(chain, emissions);
  return forward.map((value, i) => value * (backward[i] as number));
}
