import { fold } from "./fold.ts";
import { betweenNames } from "./phrases.ts";

/** A name that the search box offers, and what bears it. */
export interface Completion {
  name: string;
  sort: "speaker" | "topic" | "source";
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

/** Reads the API's answer to the query `Complete`: speakers first, then topics and sources; nothing from an error. */
export function completionsOf(answer: unknown): Completion[] {
  const { data } = answer as { data?: Partial<Record<string, { nodes: { name: string }[] } | null>> | null };
  const named = (sort: Completion["sort"]) => (data?.[`${sort}s`]?.nodes ?? []).map(({ name }) => ({ name, sort }));
  return [...named("speaker"), ...named("topic"), ...named("source")];
}
