/** Weights in whole numbers from -63 to 63, of which most are 0. */
export interface PackedWeights {
  /** How many weights there are. */
  length: number;
  /** What the largest stands for. */
  largest: number;
  /** For each weight that is not 0: the distance from the one before as a variable-length number, then its value. */
  bytes: Uint8Array;
}

/** Bytes that cannot be weights. */
export class PackingError extends Error {
  override readonly name = "PackingError";
}

const QUANTA = 63;

/** Rounds weights to whole numbers and leaves out those that become 0. */
export function packWeights(weights: Float32Array): PackedWeights {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const bytes: number[] = [];
  let before = -1;
  for (const [at, weight] of weights.entries()) {
    const value = largest > 0 ? Math.round((weight / largest) * QUANTA) : 0;
    if (value === 0) continue;
    for (let gap = at - before; ; gap >>>= 7) {
      if (gap < 128) {
        bytes.push(gap);
        break;
      }
      bytes.push((gap & 127) | 128);
    }
    bytes.push(value & 255);
    before = at;
  }
  return { length: weights.length, largest, bytes: Uint8Array.from(bytes) };
}

/**
 * Returns the weights that `packWeights` has packed.
 *
 * @throws PackingError if the bytes are cut or lead beyond the end
 */
export function unpackWeights({ length, largest, bytes }: PackedWeights): Float32Array {
  const weights = new Float32Array(length);
  let place = -1;
  for (let at = 0; at < bytes.length; at += 1) {
    let [gap, shift] = [0, 0];
    while ((bytes[at] ?? 0) >= 128) {
      gap |= ((bytes[at] as number) & 127) << shift;
      shift += 7;
      at += 1;
    }
    gap |= (bytes[at] ?? 0) << shift;
    at += 1;
    place += gap;
    const value = bytes[at];
    if (value === undefined || gap < 1 || place >= length)
      throw new PackingError("The packed weights do not fit their number.");
    weights[place] = (((value << 24) >> 24) / QUANTA) * largest;
  }
  return weights;
}
