// The longest texts, in code points. The tables enforce them too (migration "rules"), and readers of formats use them.

export const LONGEST_NAME = 300;
export const LONGEST_URL = 2_000;
export const LONGEST_HEADLINE = 1_000;
export const LONGEST_BODY = 2_000_000;

/** The words of a statement or of its passage. */
export const LONGEST_TEXT = 20_000;

/** A description, a reason, an attribution. */
export const LONGEST_NOTE = 1_000;

/** The addressees of a statement; likewise the speakers by way of whom it comes. */
export const MOST_PARTIES = 50;

/** Returns whether a text has more than `longest` code points. */
export function isLonger(text: string, longest: number): boolean {
  // A text never has more code points than UTF-16 units, and these cost nothing to count.
  return text.length > longest && [...text].length > longest;
}
