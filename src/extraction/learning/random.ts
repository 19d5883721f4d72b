/** Returns numbers from 0 to below 1 that depend on the seed alone (mulberry32). */
export type Random = () => number;

/** Starts a sequence of random numbers that is the same for the same seed, on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Shuffles numbers in place. */
export function shuffle(numbers: number[] | Int32Array, random: Random): void {
  for (let i = numbers.length - 1; i > 0; i -= 1) {
    const other = Math.floor(random() * (i + 1));
    const kept = numbers[i] as number;
    numbers[i] = numbers[other] as number;
    numbers[other] = kept;
  }
}
