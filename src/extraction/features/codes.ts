import type { ReadText, Unit } from "../article.ts";
import { hashText } from "../learning/hashing.ts";
import { isSpeakingNoun } from "../lexicon/people.ts";
import { speechNouns, speechVerbs } from "../lexicon/speech.ts";
import { isCommonSpeechVerb, verbClassOf } from "../lexicon/verbClasses.ts";

/** The traits of a unit as numbers, made once for each text: features only mix them. */
export interface UnitCodes {
  word: number;
  wordClass: number;
  lemma: number;
  /** The last three letters. */
  suffix: number;
  /** 0 for a quotation, 1 for a verb of speech, 2 for a noun of speech, 3 otherwise. */
  speech: number;
  /** The class of a verb by its content; other numbers for nouns of speech and "according". */
  verbClass: number;
  /** Quotation, number, capital or lower case; for punctuation, the sign. */
  shape: number;
  /** 1 for a noun for people or bodies that speak. */
  speaking: number;
  isVerb: boolean;
  /** 1 for -ing, 2 for another inflected form, 3 for a bare form, 0 for others. */
  inflection: number;
  /** 0 outside quotations, then 1 to 3 by the number of its words. */
  quotationSize: number;
  /** The last sign of a quotation. */
  final: number;
}

/** A text with the codes of its units. */
export interface CodedText extends ReadText {
  codes: readonly UnitCodes[];
  /** For each sentence, the place of its first verb; -1 without one. */
  firstVerbs: Int32Array;
}

/** The code of a place outside the sentence or the window. */
export const OUTSIDE = 77;

const MOST_CACHED = 200_000;
const cache = new Map<string, number>();

/** Returns the code of a string; strings are hashed once. */
export function codeOf(text: string): number {
  let code = cache.get(text);
  if (code === undefined) {
    code = hashText(text);
    if (cache.size >= MOST_CACHED) cache.clear();
    cache.set(text, code);
  }
  return code;
}

/** Prepares a text for features. */
export function codeText(read: ReadText): CodedText {
  const codes = read.units.map(codesOf);
  const firstVerbs = Int32Array.from(read.sentences, ({ first, last }) => {
    for (let at = first; at <= last; at += 1) if (codes[at]?.isVerb) return at;
    return -1;
  });
  return { ...read, codes, firstVerbs };
}

function codesOf(unit: Unit): UnitCodes {
  const { isWord, lower, text, lemma, wordClass, quotation } = unit;
  if (quotation) return codesOfQuotation(unit);
  const word = codeOf(isWord ? lower : text);
  const speech = speechVerbs.has(lemma) ? 1 : speechNouns.has(lemma) ? 2 : 3;
  return {
    word,
    wordClass: codeOf(isWord ? wordClass : text),
    lemma: codeOf(lemma),
    suffix: isWord ? codeOf(lower.slice(-3)) : 3,
    speech,
    verbClass: isWord ? verbCode(unit, speech) : 0,
    shape: isWord ? (/^\d/.test(lower) ? 2 : unit.isCapital ? 3 : 4) : word,
    speaking: isSpeakingNoun(lower) ? 1 : 0,
    isVerb: wordClass === "VERB" || wordClass === "AUX",
    inflection: isWord ? inflectionOf(lower, lemma) : 0,
    quotationSize: 0,
    final: 0,
  };
}

function codesOfQuotation({ text, quotation }: Unit): UnitCodes {
  const { words, final } = quotation as NonNullable<Unit["quotation"]>;
  const word = codeOf(text);
  return {
    word,
    wordClass: codeOf("Q"),
    lemma: word,
    suffix: 3,
    speech: 0,
    verbClass: 0,
    shape: 1,
    speaking: 0,
    isVerb: false,
    inflection: 0,
    quotationSize: words > 4 ? 3 : words > 2 ? 2 : 1,
    final: codeOf(`f${final}`),
  };
}

function verbCode({ wordClass, lemma, lower }: Unit, speech: number): number {
  if (wordClass === "VERB") return verbClassOf(lemma) * 2 + (isCommonSpeechVerb(lemma) ? 1 : 0);
  if (speech === 2) return 60;
  return lower === "according" ? 62 : 64 + verbClassOf(lemma);
}

function inflectionOf(lower: string, lemma: string): number {
  if (lower.endsWith("ing")) return 1;
  return lower.endsWith("ed") || lemma !== lower ? 2 : 3;
}

/** Puts a distance into one of few classes, with its sign. */
export function distanceClass(distance: number): number {
  const far = Math.abs(distance);
  const size = far <= 4 ? far : far <= 6 ? 5 : far <= 9 ? 6 : far <= 14 ? 7 : far <= 25 ? 8 : 9;
  return distance < 0 ? -size - 1 : size;
}
