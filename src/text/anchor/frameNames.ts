import { foldedWords } from "../names.ts";
import { comparableWords } from "../words.ts";
import type { NarratedWord } from "./narration.ts";

/** The names of days and months, which are capitalised in some languages and belong to nobody. */
const CALENDAR = new Set(
  ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "ru", "uk", "el"].flatMap((language) =>
    (["long", "short"] as const).flatMap((style) => {
      const { format } = new Intl.DateTimeFormat(language, {
        weekday: style,
        month: style,
        day: "numeric",
        timeZone: "UTC",
      });
      return Array.from({ length: 12 }, (_, i) => format(Date.UTC(2031, i, i + 1))).flatMap(foldedWords);
    }),
  ),
);

/** The words of a passage's sentences around it, in reading order. */
export interface VoiceFrame {
  left: readonly NarratedWord[];
  right: readonly NarratedWord[];
  capitals: ReadonlySet<string>;
}

/** Tells whether a word is part of the speaker's name. */
export type NameTest = (word: string) => boolean;

/** Initials and particles ("van") are words of many names. */
export function nameTest(names: readonly string[]): NameTest {
  const known = new Set(
    names.flatMap((name) => {
      const isCased = /\p{Lu}/u.test(name);
      const written = isCased ? name.split(/\s+/u).filter((part) => /^\P{L}*\p{Lu}/u.test(part)) : [name];
      return written.flatMap((part) => comparableWords(part)).filter((word) => word.length > 1 || !isCased);
    }),
  );
  return (word) => known.has(word);
}

/** A speaker's name in a frame, with the words beside it; null where a mark or the end of the sentence stands. */
export interface NameInFrame {
  side: "left" | "right";
  words: readonly string[];
  before: string | null;
  after: string | null;
}

/** Returns the speaker's name that stands nearest to the passage. */
export function nearestOwnName({ left, right }: VoiceFrame, isName: NameTest): NameInFrame | null {
  const onLeft = left.findLastIndex(({ word }) => isName(word));
  const onRight = right.findIndex(({ word }) => isName(word));
  if (onLeft < 0 && onRight < 0) return null;
  const isLeft = onRight < 0 || (onLeft >= 0 && left.length - onLeft <= onRight);
  return isLeft ? nameAt(left, onLeft, isName, "left") : nameAt(right, onRight, isName, "right");
}

/** Returns the name of which a word is a part. */
export function nameAt(
  words: readonly NarratedWord[],
  at: number,
  isName: NameTest,
  side: NameInFrame["side"] = "left",
): NameInFrame {
  let [from, to] = [at, at + 1];
  const isJoined = (i: number) => i > 0 && i < words.length && !words[i]?.isApart;
  while (isJoined(from) && isName(words[from - 1]?.word ?? "")) from -= 1;
  while (isJoined(to) && isName(words[to]?.word ?? "")) to += 1;
  const name = words.slice(from, to).map(({ word }) => word);
  // A title before a full name is no other name: "Mayor Runa Velle".
  while (name.length > 1 && isJoined(from) && words[from - 1]?.isCapital) from -= 1;
  return {
    side,
    words: name,
    before: isJoined(from) ? (words[from - 1]?.word ?? null) : null,
    after: isJoined(to) ? (words[to]?.word ?? null) : null,
  };
}

/** The words beside the name must stay: "said Velle" is not "said the brother of Velle", nor "Velle’s brother said". */
export function keepsName(old: NameInFrame, now: NameInFrame | null): boolean {
  return (
    now !== null &&
    old.side === now.side &&
    old.before === now.before &&
    old.after === now.after &&
    old.words.some((word) => now.words.includes(word))
  );
}

/** Returns whether all that may be names after a correction are the speaker's, or were there before. */
export function namesNobodyNew(old: VoiceFrame, now: VoiceFrame, isName: NameTest): boolean {
  const known = new Set([...old.left, ...old.right].map(({ word }) => word));
  const others = [...othersIn(now.left, now.capitals, isName), ...othersIn(now.right, now.capitals, isName)];
  return others.every((word) => known.has(word));
}

/**
 * Returns the words that may be others' names: capitalised ones, except for titles before the speaker's own name and for the
 * first words of sentences that are not capitalised elsewhere.
 */
export function othersIn(words: readonly NarratedWord[], capitals: ReadonlySet<string>, isName: NameTest): string[] {
  return words.flatMap(({ word, isCapital, isFirst }, i) => {
    if (!isCapital || isName(word) || CALENDAR.has(word)) return [];
    const [next, second] = words.slice(i + 1, i + 3);
    if (next && second && !next.isApart && isName(next.word) && isName(second.word)) return [];
    return isFirst && !capitals.has(word) && !(next?.isCapital && !next.isApart) ? [] : word;
  });
}
