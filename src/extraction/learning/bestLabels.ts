import type { Chain } from "./chain.ts";

/** Returns the likeliest labels as a whole (Viterbi). */
export function bestLabels({ labels, transitions, starts, forbidden }: Chain, emissions: Float64Array): Int8Array {
  const length = emissions.length / labels;
  const came = new Int8Array(length * labels);
  let scores = Float64Array.from({ length: labels }, (_, i) => (starts[i] as number) + (emissions[i] as number));
  for (let place = 1; place < length; place += 1) {
    const next = new Float64Array(labels);
    for (let label = 0; label < labels; label += 1) {
      let [best, from] = [Number.NEGATIVE_INFINITY, 0];
      for (let before = 0; before < labels; before += 1) {
        const way = before * labels + label;
        if (forbidden[way]) continue;
        const score = (scores[before] as number) + (transitions[way] as number);
        if (score > best) [best, from] = [score, before];
      }
      next[label] = best + (emissions[place * labels + label] as number);
      came[place * labels + label] = from;
    }
    scores = next;
  }
  const path = new Int8Array(length);
  let label = scores.indexOf(Math.max(...scores));
  for (let place = length - 1; place >= 0; place -= 1) {
    path[place] = label;
    label = came[place * labels + label] as number;
  }
  return path;
}
