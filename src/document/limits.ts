// How long things may be, in code points, as the tables hold it too (migration "rules"). Readers of formats go by the same.

export const LONGEST_NAME = 300;
export const LONGEST_URL = 2_000;
export const LONGEST_HEADLINE = 1_000;
export const LONGEST_BODY = 2_000_000;

/** The words of a statement or of its passage. */
export const LONGEST_TEXT = 20_000;

/** A remark: a description, a reason, an attribution. */
export const LONGEST_NOTE = 1_000;

/** Whether a text has more than so many code points. */
export function isLonger(text: string, longest: number): boolean {
  // There are never more of them than UTF-16 units, which cost nothing to count.
  return text.length > longest && [...text].length > longest;
}
