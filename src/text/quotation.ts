import type { Stretch } from "./quotation/regions.ts";

/** The words of a content, and how much of it stands between quotation marks. */
export interface Quotation {
  /** Of its letters and digits. */
  quoted: "ALL" | "SOME" | "NONE";
  /** The content as it is printed. */
  printed: string;
  /** Only what stands between the marks, with the punctuation that it would have if nobody were named. */
  between: string;
}

/**
 * Reads the words of a reported content. A quotation counts only if the words that attribute the content stand outside of
 * it: what somebody reports within a quotation is that person's paraphrase. Parts are joined by a space, because what stands
 * between them is the reporter's, and runs of space are one.
 *
 * @param regions what stands between quotation marks in the body
 * @param content the parts of the content in reading order
 * @param frame where the cue and the speaker stand
 */
export function readQuotation(
  points: readonly string[],
  regions: readonly Stretch[],
  content: readonly Stretch[],
  frame: readonly Stretch[],
): Quotation {
  const outside = regions.filter((region) => !frame.some((part) => contains(region, part)));
  const inside = content.flatMap((part) => union(outside.flatMap((region) => overlap(region, part))));
  const count = letters(points, inside);
  const isWhole = count === letters(points, content);
  return {
    quoted: count === 0 ? "NONE" : isWhole ? "ALL" : "SOME",
    printed: join(points, content),
    between: spoken(points, inside),
  };
}

/** The words of some stretches of a body, with single spaces. */
export function join(points: readonly string[], stretches: readonly Stretch[]): string {
  const parts = stretches.map(({ start, end }) => points.slice(start, end).join(""));
  return parts.join(" ").replace(/\s+/gu, " ").trim();
}

/**
 * English sets a comma before the closing mark where the reporter's words follow: at the end it is none of the speaker's, and
 * where the reporter's sentence ends before the speaker goes on, it stands for a full stop.
 */
function spoken(points: readonly string[], inside: readonly Stretch[]): string {
  const parts = inside.map((part, i) => {
    const words = join(points, [part]);
    const next = inside[i + 1];
    if (!words.endsWith(",")) return words;
    if (!next) return words.slice(0, -1);
    const isEnd = /[.!?]\s+[^\p{L}\p{N}\s]*$/u.test(points.slice(part.end, next.start).join(""));
    return isEnd ? `${words.slice(0, -1)}.` : words;
  });
  return parts.join(" ").trim();
}

function letters(points: readonly string[], stretches: readonly Stretch[]): number {
  let count = 0;
  for (const { start, end } of stretches) {
    for (let at = start; at < end; at++) if (/^[\p{L}\p{N}]$/u.test(points[at] as string)) count++;
  }
  return count;
}

function contains(region: Stretch, { start, end }: Stretch): boolean {
  return region.start <= start && end <= region.end;
}

function overlap(one: Stretch, other: Stretch): Stretch[] {
  const start = Math.max(one.start, other.start);
  const end = Math.min(one.end, other.end);
  return start < end ? [{ start, end }] : [];
}

/** Single quotation marks stand inside of double ones: no word may be there twice. */
function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const { start, end } of stretches.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
