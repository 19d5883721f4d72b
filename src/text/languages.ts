import { createRequire } from "node:module";
import type * as tinyld from "tinyld";
import { EACH_UNSPACED } from "./webSearch.ts";

/** Its tables take a sixth of the time in which a command starts, and few commands read a language. */
let detector: typeof tinyld | undefined;

function detect(text: string): string {
  detector ??= createRequire(import.meta.url)("tinyld") as typeof tinyld;
  return detector.detect(text);
}

/** Ten short samples gave the right language for all of 361 transcripts; the first 20,000 characters failed for four. */
const SAMPLES = 10;
const SAMPLE_LENGTH = 200;

/** The language of less cannot be told. */
const SHORTEST_SAMPLE = 40;

/** A shorter text is told only if most parts of it agree: names of people and places mislead. */
const LONG_ENOUGH_ALONE = 300;
const LEAST_AGREEING = 3;

/** Characters that say as much as a few letters of an alphabet. */
const DENSE = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/gu;
const LETTERS_EACH = 3;

const NAME_OR_NUMBER = /(?<![\p{L}\p{M}])[\p{Lu}\d][\p{L}\p{M}\p{N}'’.-]*/gu;
const NO_LETTER = /[^\p{L}\p{M}'’]+/gu;

/** Common characters that only one of the two Chinese scripts has. */
const TRADITIONAL = /[這們個國說會時對來為學開]/g;
const SIMPLIFIED = /[这们个国说会时对来为学开]/g;

/**
 * Detects the language of most of a text, as a BCP 47 tag, by the majority of ten samples. The script of Chinese is detected by
 * its characters (zh-Hant, zh-Hans). Returns "und" for less than 40 characters, of which one of Chinese, Japanese or Korean
 * counts as three, if no language is detected, and if the parts of a text of less than 300 characters speak for several.
 */
export function detectLanguage(text: string): string {
  if (isTooShort(text)) return "und";
  const isLong = text.length >= LONG_ENOUGH_ALONE;
  const samples = isLong ? samplesOf(text) : votersOf(text);
  const votes = new Map<string, number>();
  for (const sample of samples) {
    const language = detect(sample);
    if (language) votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  const [first] = [...votes].sort(([, a], [, b]) => b - a);
  if (!first || (!isLong && first[1] < Math.min(LEAST_AGREEING, samples.length))) return "und";
  return first[0] === "zh" ? `zh-${hasMore(text, SIMPLIFIED, TRADITIONAL) ? "Hans" : "Hant"}` : first[0];
}

function samplesOf(text: string): string[] {
  return Array.from({ length: SAMPLES }, (_, i) => {
    const from = Math.floor((text.length * i) / SAMPLES);
    return text.slice(from, from + SAMPLE_LENGTH);
  });
}

/** Returns a short text, its words without names and numbers, and the halves of these; only the text if it has no spaces. */
function votersOf(text: string): string[] {
  // The script tells these languages, so that names do not mislead, and halves could not be cut at spaces.
  if (text.search(EACH_UNSPACED) >= 0) return [text];
  const plain = text.replace(NAME_OR_NUMBER, " ").replace(NO_LETTER, " ");
  const words = plain.split(" ").filter((word) => word !== "");
  const middle = words.length >> 1;
  return [text, ...[words, words.slice(0, middle), words.slice(middle)].map((part) => part.join(" "))];
}

/** Tells whether a text has so few letters that no guess at its language is worth anything. */
export function isTooShort(text: string): boolean {
  if (text.length >= SHORTEST_SAMPLE) return false;
  return text.length + (LETTERS_EACH - 1) * (text.match(DENSE)?.length ?? 0) < SHORTEST_SAMPLE;
}

function hasMore(text: string, these: RegExp, those: RegExp): boolean {
  return (text.match(these)?.length ?? 0) > (text.match(those)?.length ?? 0);
}

const ENGLISH_WORD = /\b(?:the|of|and|to|that)\b/gi;
/** They are one word in six of English news, and hardly any of other languages. */
const LEAST_ENGLISH = 0.08;

/**
 * Detects the language of an article's text. Lists of names and tables in English news look like other languages to `detectLanguage`,
 * so common English words count first.
 */
export function languageOfArticle(text: string): string {
  const words = text.match(/\S+/g)?.length ?? 0;
  const english = text.match(ENGLISH_WORD)?.length ?? 0;
  return words > 0 && english / words >= LEAST_ENGLISH ? "en" : detectLanguage(text);
}

/**
 * Returns a corpus's language tag in the form of BCP 47: "en" for "eng", "zh-Hant" for "zh-hant". Undefined if it is not a tag.
 */
export function languageTag(given: string | null | undefined): string | undefined {
  try {
    return given ? Intl.getCanonicalLocales(given)[0] : undefined;
  } catch {
    return undefined;
  }
}
