/** Measures a text. The width of two texts in a row is the sum of their widths. */
export type Measure = (text: string) => number;

const letters = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Breaks a text into lines of at most this width: at spaces, and within a word only if the word alone is too long. */
export function breakLines(text: string, widthOf: Measure, width: number): string[] {
  const space = widthOf(" ");
  const lines: string[] = [];
  let line: string[] = [];
  let taken = 0;
  for (const word of text.split(" ")) {
    const wide = widthOf(word);
    if (line.length > 0 && taken + space + wide <= width) {
      line.push(word);
      taken += space + wide;
      continue;
    }
    if (line.length > 0) lines.push(line.join(" "));
    const pieces = wide <= width ? [word] : cutWord(word, widthOf, width);
    lines.push(...pieces.slice(0, -1));
    const rest = pieces.at(-1) ?? "";
    line = rest === "" ? [] : [rest];
    taken = widthOf(rest);
  }
  return line.length === 0 ? lines : [...lines, line.join(" ")];
}

function cutWord(word: string, widthOf: Measure, width: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  let taken = 0;
  for (const { segment } of letters.segment(word)) {
    const wide = widthOf(segment);
    if (piece !== "" && taken + wide > width) {
      pieces.push(piece);
      [piece, taken] = ["", 0];
    }
    piece += segment;
    taken += wide;
  }
  return [...pieces, piece];
}

/** A text of more characters is cut before it is measured: no card has room for it. */
export const LONGEST_SET = 1_200;

export interface Room {
  widthOf: Measure;
  width: number;
  mostLines: number;
}

/**
 * Sets a text in at most so many lines; if it is too long, its beginning up to the end of a word, followed by “…”.
 *
 * @param wrap puts quotation marks around the words
 */
export function fitLines(text: string, { widthOf, width, mostLines }: Room, wrap: (words: string) => string): string[] {
  const beginning = [...text].slice(0, LONGEST_SET).join("");
  const set = (words: string) => breakLines(wrap(words), widthOf, width);
  const whole = set(beginning);
  if (beginning.length === text.length && whole.length <= mostLines) return whole;
  const shortened = (units: string[], count: number) =>
    set(
      `${units
        .slice(0, count)
        .join("")
        .replace(/[\s,;:–—-]+$/u, "")}…`,
    );
  const byWords = beginning.split(/(?<= )/u);
  const most = mostThat((count) => shortened(byWords, count).length <= mostLines, byWords.length - 1);
  if (most > 0) return shortened(byWords, most);
  const byLetters = [...letters.segment(beginning)].map(({ segment }) => segment);
  return shortened(
    byLetters,
    mostThat((count) => shortened(byLetters, count).length <= mostLines, byLetters.length),
  );
}

/** Returns the largest count from 0 to `most` that fits; smaller ones fit if a larger one does. */
function mostThat(fits: (count: number) => boolean, most: number): number {
  let [low, high] = [0, Math.max(0, most)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
