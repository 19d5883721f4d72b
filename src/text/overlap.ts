import { comparableWords } from "./words.ts";

/** In texts with fewer words, every second pair of words says something; longer ones have the common pairs of their language. */
const SHORT = 100;
const [IN_SHORT, IN_LONG] = [2, 4];
/** The share of the shorter text's runs of words from which the two are versions of one text. */
const LEAST_SHARE = 0.5;

/**
 * Tells whether two texts can be versions of one, or one a part of the other: at least half of the shorter one's runs of words
 * are in the longer. Case, accents and punctuation do not count.
 */
export function isVersionOf(one: string, other: string): boolean {
  if (one === other) return true;
  const [shorter, longer] = [comparableWords(one), comparableWords(other)].sort((a, b) => a.length - b.length) as [
    string[],
    string[],
  ];
  const length = Math.min(shorter.length < SHORT ? IN_SHORT : IN_LONG, shorter.length);
  if (length === 0) return false;
  const known = new Set(runsOf(longer, length));
  const runs = [...new Set(runsOf(shorter, length))];
  return runs.filter((run) => known.has(run)).length >= LEAST_SHARE * runs.length;
}

/** The share of both texts' runs of words from which one is the other but for small corrections, and how long they must be. */
const NEARLY_ALL = 0.8;
const LEAST_WORDS_OF_ONE = 25;

/**
 * Tells whether two texts are one but for small corrections: nearly all runs of words of each are in the other. Short texts never
 * are: what is said on every occasion ("The sitting is adjourned") may be said on two days.
 */
export function isNearlySame(one: string, other: string): boolean {
  const [words, others] = [comparableWords(one), comparableWords(other)];
  if (Math.min(words.length, others.length) < LEAST_WORDS_OF_ONE) return false;
  const [runs, otherRuns] = [new Set(runsOf(words, IN_SHORT)), new Set(runsOf(others, IN_SHORT))];
  const shared = [...runs].filter((run) => otherRuns.has(run)).length;
  return shared >= NEARLY_ALL * Math.max(runs.size, otherRuns.size);
}

function runsOf(words: readonly string[], length: number): string[] {
  return Array.from({ length: words.length - length + 1 }, (_, i) => words.slice(i, i + length).join(" "));
}
