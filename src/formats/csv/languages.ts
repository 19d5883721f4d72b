import { detectLanguage, isTooShort } from "../../text/languages.ts";

/** A shorter text may be guessed wrong by itself. */
const LONG_ENOUGH = 300;

/** A language of fewer articles of a file is more likely a wrong guess than a guest. */
const LEAST_SHARE = 0.05;

/**
 * Returns the language of each text, of those that came in one file: "und" if it cannot be told. A short text is in a language
 * that others of the file are in too: a guess that hardly any other shares, or none for a text of some length, gives way to the
 * most common one, unless the two are written in different scripts.
 */
export function languagesOf(texts: readonly string[]): string[] {
  const guesses = texts.map(detectLanguage);
  const counts = new Map<string, number>();
  for (const guess of guesses) if (guess !== "und") counts.set(guess, (counts.get(guess) ?? 0) + 1);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  if (!most) return guesses;
  const told = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const isRare = (guess: string) => guess !== "und" && (counts.get(guess) ?? 0) < LEAST_SHARE * told;
  return guesses.map((guess, i) => {
    const text = texts[i] as string;
    const isOpen = guess === "und" ? !isTooShort(text) : isRare(guess);
    if (!isOpen || text.length >= LONG_ENOUGH) return guess;
    return hasScriptOf(text, texts, guesses, most[0]) ? most[0] : guess;
  });
}

const SCRIPTS = ["Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Han", "Hangul", "Devanagari"].map(
  (script) => new RegExp(`\\p{Script=${script}}`, "gu"),
);

/** Tells whether a text is written as the first text in a language is. */
function hasScriptOf(text: string, texts: readonly string[], guesses: readonly string[], language: string): boolean {
  return scriptOf(text) === scriptOf(texts[guesses.indexOf(language)] as string);
}

/** Returns the number of the script that most letters of a text are in. */
function scriptOf(text: string): number {
  const counts = SCRIPTS.map((script) => text.match(script)?.length ?? 0);
  return counts.indexOf(Math.max(...counts));
}
