/** Into this many stretches a quotation is parted; of one with fewer words, each word is one. */
const STRETCHES = 8;

/** With more words than this in a row, a statement is the one that is meant. */
const MANY_WORDS = 64;

/** A statement must have this part of the words. */
const LEAST_PART = 0.6;

/** How many words in a row are looked for, and in how many places. */
const [WINDOW, MOST_WINDOWS] = [4, 24];

/** How many of the longest words, usually the rarest, are looked for, and how many of them a statement must have. */
const [RARE, NEEDED] = [5, 3];

/**
 * Returns lists of runs of words that a statement with nearly all of the words has: for each stretch, what is before it and
 * after it; and for words that were left out of a short quotation between two of its words, what is before and after these.
 */
export function mostRuns(words: readonly string[]): string[][] {
  const given = words.slice(0, MANY_WORDS);
  const size = Math.ceil(given.length / STRETCHES);
  const lists: string[][] = [];
  for (let start = 0; start < given.length; start += size) {
    if (size === 1 && start > 0) lists.push(runsAround(given, start, start));
    if (given.length - size >= LEAST_PART * given.length) lists.push(runsAround(given, start, start + size));
  }
  return lists;
}

/** Returns lists of runs that tell a statement with a part of the words: four in a row, or three of the longest. */
export function rareRuns(words: readonly string[]): string[][] {
  const starts = Math.max(0, words.length - WINDOW + 1);
  const step = Math.max(1, starts / MOST_WINDOWS);
  const windows: string[][] = [];
  for (let start = 0; start < starts; start += step) {
    const from = Math.floor(start);
    windows.push([words.slice(from, from + WINDOW).join(" ")]);
  }
  return [...windows, ...combinations(words)];
}

function runsAround(words: readonly string[], start: number, end: number): string[] {
  return [words.slice(0, start), words.slice(end)].filter((run) => run.length > 0).map((run) => run.join(" "));
}

function combinations(words: readonly string[]): string[][] {
  const rare = [...new Set(words)].sort((one, other) => other.length - one.length).slice(0, RARE);
  const choose = (from: readonly string[], count: number): string[][] =>
    count === 0 ? [[]] : from.flatMap((word, i) => choose(from.slice(i + 1), count - 1).map((rest) => [word, ...rest]));
  return choose(rare, Math.min(NEEDED, rare.length));
}
