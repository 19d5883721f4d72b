import type { ReadText } from "../article.ts";

/** Returns a mention as printed. */
export function mentionText({ text, units }: ReadText, places: readonly number[]): string {
  const [first, last] = [units[places[0] ?? -1], units[places.at(-1) ?? -1]];
  return first && last ? text.slice(first.start, last.end) : "";
}

/** Tells whether a mention joins several names: "Japan, Malaysia and Singapore". */
export function joinsNames(read: ReadText, places: readonly number[]): boolean {
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  return places.some((at) => {
    const [before, after] = [read.units[at - 1], read.units[at + 1]];
    const isJoined = /^(?:and|or|&)$/.test(read.units[at]?.lower ?? "") && at > first && at < last;
    return (
      isJoined &&
      Boolean(before?.isCapital || before?.text === ")") &&
      (after?.isCapital || /^(?:the|an?)$/.test(after?.lower ?? "")) &&
      !/ of | for /.test(mentionText(read, places))
    );
  });
}
