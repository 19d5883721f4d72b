/** Decides whether a figure that was sampled at even intervals went on growing. */

/**
 * The figures of a server, and by how much each may be higher at the end than before: a share of itself and a fixed amount,
 * because small figures jump.
 */
export const FIGURES = {
  "resident memory, MB": { share: 0.1, amount: 16 },
  "event-loop delay (p99), ms": { share: 1, amount: 20 },
};

/**
 * Compares the last quarter of the samples with the second one. The first is left out: caches fill, code is compiled.
 *
 * @param {readonly number[]} samples
 * @param {{ share: number, amount: number }} tolerance
 */
export function growthOf(samples, { share, amount }) {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  const before = median(samples.slice(quarter, 2 * quarter));
  const after = median(samples.slice(-quarter));
  return { before, after, grew: after > before * (1 + share) + amount };
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;
}
