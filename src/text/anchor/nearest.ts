import { align } from "../alignment.ts";
import { comparableWords, type PlacedWord } from "../words.ts";

/** A stretch of a text that comes near to some words, in UTF-16 units. */
export interface NearStretch {
  from: number;
  to: number;
}

/** Longer quotes are compared by their beginning. */
const MOST_COMPARED = 200;
/** Words that occur more often in the body do not show where the quote may be. */
const MOST_OCCURRENCES = 200;
/** How many differences stretches may have, as a share of the words. */
const MOST_DIFFERENT = 0.5;
const MOST_STRETCHES = 8;

/**
 * Finds the stretches of a text that come nearest to a quote: those with the fewest other words, the nearest first. Words count
 * without case, accents and punctuation.
 */
export function nearestStretches(words: readonly PlacedWord[], quote: string, most: number): NearStretch[] {
  const quoted = comparableWords(quote).slice(0, MOST_COMPARED);
  if (quoted.length < 2) return [];
  const found = new Map<string, NearStretch & { cost: number }>();
  for (const start of likelyStarts(words, quoted)) {
    const first = Math.max(0, start - quoted.length);
    const near = words.slice(first, start + 2 * quoted.length);
    const { steps, cost } = align(
      quoted,
      near.map(({ word }) => word),
    );
    const places = steps.flatMap(({ quoted: of, found: at }) => (at === null || of === null ? [] : at));
    const [from, to] = [near[places[0] ?? -1], near[places.at(-1) ?? -1]];
    if (!from || !to || cost > MOST_DIFFERENT * quoted.length) continue;
    found.set(`${from.start} ${to.end}`, { from: from.start, to: to.end, cost });
  }
  return [...found.values()]
    .sort((one, other) => one.cost - other.cost || one.from - other.from)
    .slice(0, most)
    .map(({ from, to }) => ({ from, to }));
}

/** Returns where the quote would begin, by the words that both have; each counts more the rarer it is. */
function likelyStarts(words: readonly PlacedWord[], quoted: readonly string[]): number[] {
  const wanted = new Map<string, number[]>(quoted.map((word) => [word, []]));
  for (const [at, { word }] of words.entries()) wanted.get(word)?.push(at);
  const votes = new Map<number, number>();
  const width = Math.max(2, Math.ceil(quoted.length / 4));
  for (const [i, word] of quoted.entries()) {
    const places = wanted.get(word) ?? [];
    if (places.length > MOST_OCCURRENCES) continue;
    for (const at of places) {
      const start = Math.floor((at - i) / width) * width;
      votes.set(start, (votes.get(start) ?? 0) + 1 / places.length);
    }
  }
  return [...votes]
    .sort((one, other) => other[1] - one[1])
    .slice(0, MOST_STRETCHES)
    .map(([start]) => start);
}
