import { fold } from "./fold.ts";
import { betweenNames } from "./phrases.ts";
import { type Sort, sorts } from "./sorts.ts";

/** The address at which names are completed: `?name=Put`, with `of` for each sort that is wanted. */
export const COMPLETIONS = "/completions";

/** A name that is offered, and what bears it. */
export interface Completion {
  name: string;
  sort: Sort;
  slug: string;
}

/**
 * Splits what was typed into the words that may be the beginning of a name, and everything before them: in “Putin on Id”, “Id” and
 * “Putin on ”. Within quotation marks nothing is a name.
 */
export function wordsToComplete(typed: string): { before: string; words: string } {
  if ((typed.match(/["“”„«»]/gu) ?? []).length % 2 === 1) return { before: typed, words: "" };
  const parts = typed.split(/(\s+|["“”„«»])/u);
  const last = parts.findLastIndex((part) => betweenNames.has(fold(part)) || /["“”„«»]/u.test(part));
  const words = parts.slice(last + 1).join("");
  const start = words.length - words.trimStart().length;
  return { before: typed.slice(0, typed.length - words.length + (last < 0 ? 0 : start)), words: words.trim() };
}

/** What the query `Complete` finds, by sort. */
export type FoundNames = {
  readonly [Found in Sort as `${Found}s`]?: { nodes: readonly Pick<Completion, "name" | "slug">[] } | null;
};

/** Returns the names that were found, sort by sort. */
export function completionsIn(found: FoundNames): Completion[] {
  return sorts.flatMap((sort) => (found[`${sort}s`]?.nodes ?? []).map(({ name, slug }) => ({ name, sort, slug })));
}
