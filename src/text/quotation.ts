import type { Stretch } from "./quotation/regions.ts";

/** The words of a content, and how much of it is between quotation marks. */
export interface Quotation {
  /** The share of its letters and digits that is quoted. */
  quoted: "ALL" | "SOME" | "NONE";
  /** The content as printed. */
  printed: string;
  /** The quoted words, with the punctuation that they would have without the attribution. */
  between: string;
}

/**
 * Reads the words of a reported content. A quotation counts only if the words that attribute the content are outside it: a
 * report within a quotation is the quoted person's paraphrase. Parts are joined by a space, because the words between them are
 * the reporter's. Runs of space become one.
 *
 * @param regions the stretches of the body between quotation marks
 * @param content the parts of the content in reading order
 * @param frame the places of the cue and the speaker
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
    printed: joinWords(points, content),
    between: joinQuoted(points, inside),
  };
}

/** Returns the words of some stretches of a body, with single spaces. */
export function joinWords(points: readonly string[], stretches: readonly Stretch[]): string {
  const parts = stretches.map(({ start, end }) => points.slice(start, end).join(""));
  return parts.join(" ").replace(/\s+/gu, " ").trim();
}

/**
 * Joins quoted parts. English puts a comma before the closing mark if the reporter's words follow: at the end, it is not the
 * speaker's; if the reporter's sentence ends before the speaker continues, it stands for a full stop.
 */
function joinQuoted(points: readonly string[], inside: readonly Stretch[]): string {
  const parts = inside.map((part, i) => {
    const words = joinWords(points, [part]);
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

/** Merges overlapping stretches: single quotation marks are inside double ones, and no word may occur twice. */
function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const { start, end } of stretches.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
