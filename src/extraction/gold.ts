import type { ReadText, Unit } from "./article.ts";
import { type Form, formOf, quotedShareOf } from "./candidate.ts";
import { reportingVerbs, speechNouns, speechVerbs } from "./lexicon/speech.ts";

/** A stretch of a text in UTF-16 units, from its start to before its end. */
export type Span = readonly [start: number, end: number];

/** An attribution that a person has marked. A part may consist of several spans, or of none. */
export interface Attribution {
  content: readonly Span[];
  cue: readonly Span[];
  source: readonly Span[];
  /** The speaker's fullest name in the article; null or left out if nobody has resolved it. */
  speaker?: string | null;
}

/** An article with its attributions. */
export interface AnnotatedArticle {
  id: string;
  text: string;
  attributions: readonly Attribution[];
  /** Its publisher, if the corpus tells. */
  publisher?: string;
  /** The article that this one is a copy of; copies stay on one side when data are split. */
  copyOf?: string;
}

/** A marked attribution as the words of a text that was read. */
export interface GoldAttribution {
  content: ReadonlySet<number>;
  source: ReadonlySet<number>;
  cue: ReadonlySet<number>;
  /** The unit that is the head of its cue; -1 without one. */
  head: number;
  quotedShare: number;
  form: Form;
  /** Whether more than half of its words are in quotation marks. */
  isDirect: boolean;
  /** Whether the measure "speech" counts it: it has a source, and is direct or has a cue of the frozen list. */
  isSpeech: boolean;
  speaker: string | null;
}

/** A text that was read, with its attributions. */
export interface GoldText extends ReadText {
  id: string;
  copyOf: string;
  gold: readonly GoldAttribution[];
}

/** Finds the words of the marked attributions. One whose content has no word is left out. */
export function readGold(read: ReadText, { id, copyOf, attributions }: AnnotatedArticle): GoldText {
  const gold = attributions.map((marked) => describeGold(read, marked)).filter(({ content }) => content.size > 0);
  return { ...read, id, copyOf: copyOf ?? id, gold };
}

function describeGold(read: ReadText, { content, cue, source, speaker }: Attribution): GoldAttribution {
  const words = wordsWithin(read, content);
  const sourceWords = wordsWithin(read, source);
  const quotedShare = quotedShareOf(read, words);
  const isDirect = quotedShare > 0.5;
  const cueUnits = unitsWithin(read, cue);
  return {
    content: words,
    source: sourceWords,
    cue: wordsWithin(read, cue),
    head: headOf(read, cueUnits),
    quotedShare,
    form: formOf(quotedShare),
    isDirect,
    isSpeech: sourceWords.size > 0 && (isDirect || cueUnits.some((at) => isOfSpeech(read.units[at] as Unit))),
    speaker: speaker ?? null,
  };
}

function isOfSpeech({ wordClass, lemma }: Unit): boolean {
  return (wordClass !== "AUX" && reportingVerbs.has(lemma)) || speechNouns.has(lemma);
}

/** Returns the words that some spans touch, as numbers of tokens. */
function wordsWithin({ tokens }: ReadText, spans: readonly Span[]): Set<number> {
  const words = new Set<number>();
  for (const [start, end] of spans) {
    for (let at = firstEndingAfter(tokens, start); at < tokens.length; at += 1) {
      const token = tokens[at] as ReadText["tokens"][number];
      if (token.start >= end) break;
      if (token.isWord) words.add(at);
    }
  }
  return words;
}

function unitsWithin({ units }: ReadText, spans: readonly Span[]): number[] {
  const within: number[] = [];
  for (const [start, end] of spans) {
    for (let at = firstEndingAfter(units, start); at < units.length; at += 1) {
      const unit = units[at] as Unit;
      if (unit.start >= end) break;
      if (unit.isWord && !unit.quotation) within.push(at);
    }
  }
  return within;
}

/** Returns the index of the first that ends after a place. */
function firstEndingAfter(parts: readonly { end: number }[], place: number): number {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((parts[middle] as { end: number }).end <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Words that are no heads if the cue has any other. */
const FUNCTION_CLASSES = new Set(["AUX", "PART", "ADP", "DET", "PRON"]);

/** Returns the head of a cue: its verb of speech, "according", its noun of speech, otherwise its likeliest word. */
function headOf({ units }: ReadText, cue: readonly number[]): number {
  const find = (is: (unit: Unit) => boolean) => cue.find((at) => is(units[at] as Unit));
  return (
    find(({ wordClass, lemma }) => wordClass === "VERB" && speechVerbs.has(lemma)) ??
    find(({ lower }) => lower === "according") ??
    find(({ lemma }) => speechNouns.has(lemma)) ??
    find(({ wordClass }) => wordClass === "VERB") ??
    find(({ wordClass }) => wordClass === "NOUN") ??
    find(({ wordClass }) => !FUNCTION_CLASSES.has(wordClass)) ??
    cue[0] ??
    -1
  );
}
