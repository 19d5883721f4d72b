import { speechVerbs } from "../lexicon/speech.ts";
import type { Unit } from "./units.ts";

/** A sentence, by its first and last unit. */
export interface Sentence {
  first: number;
  last: number;
  paragraph: number;
  /** Whether it has no word outside quotations. */
  isQuotationOnly: boolean;
}

const END = /^(?:[.?!…]|\.{3,})$/;
const ENDS_QUOTATION = /^(?:[.?!…]|\.{3,})$/;
const CLOSES = /^[)\]"”’]$/;

const DATELINE_DASH = /^(?:[—–-]|--)$/;

/** The most units of a dateline. */
const LONGEST_DATELINE = 12;

/** How many units after a quotation are searched for the verb that goes on with its sentence. */
const LONGEST_TAIL = 8;

/** Longer stretches without an end are cut: tables and lists, of which each step reads one sentence at a time. */
const LONGEST_SENTENCE = 300;

/** Finds the sentences, and writes the number of its sentence into each unit. */
export function findSentences(units: readonly Unit[]): Sentence[] {
  const sentences: Sentence[] = [];
  let first = 0;
  for (const [i, unit] of units.entries()) {
    unit.sentence = sentences.length;
    if (i < units.length - 1 && i - first < LONGEST_SENTENCE && !endsSentence(units, i)) continue;
    const isQuotationOnly = units.slice(first, i + 1).every(({ quotation, isWord }) => quotation || !isWord);
    sentences.push({ first, last: i, paragraph: unit.paragraph, isQuotationOnly });
    first = i + 1;
  }
  return sentences;
}

function endsSentence(units: readonly Unit[], i: number): boolean {
  const unit = units[i] as Unit;
  const next = units[i + 1] as Unit;
  if (next.paragraph !== unit.paragraph) return true;
  if (unit.quotation) {
    const { final } = unit.quotation;
    if (!ENDS_QUOTATION.test(final) || !(next.quotation || next.isCapital)) return false;
    return final === "." || !isContinued(units, i);
  }
  if (DATELINE_DASH.test(unit.text)) return isDateline(units, i);
  if (!END.test(unit.text)) return false;
  if (next.quotation || next.isCapital || /^\d/.test(next.text)) return true;
  return !next.isWord && !CLOSES.test(next.text);
}

/** Tells whether a dash ends the dateline of a paragraph: "PORT VARN, Arvia (AP) —". */
function isDateline(units: readonly Unit[], dash: number): boolean {
  const { paragraph } = units[dash] as Unit;
  let first = dash;
  while (units[first - 1]?.paragraph === paragraph && dash - first <= LONGEST_DATELINE) first -= 1;
  const line = units.slice(first, dash);
  if (line.length === 0 || line.length > LONGEST_DATELINE) return false;
  const [place] = line as [Unit];
  const isPlace = place.text.length > 2 && place.text === place.text.toUpperCase() && /\p{Lu}/u.test(place.text);
  const isBracketed = line.at(-1)?.text === ")";
  return (
    (isPlace || isBracketed) &&
    line.every(({ isCapital, isWord, quotation, lower }) => !quotation && (!isWord || isCapital || /^\d+$/.test(lower)))
  );
}

/** Tells whether a reporting verb goes on with the sentence: “… ?” Roe asked. */
function isContinued(units: readonly Unit[], i: number): boolean {
  const { paragraph } = units[i] as Unit;
  let hasVerb = false;
  let at = i + 1;
  for (; at < units.length && at < i + LONGEST_TAIL; at += 1) {
    const unit = units[at] as Unit;
    if (unit.paragraph !== paragraph || unit.quotation || END.test(unit.text)) break;
    hasVerb ||= unit.wordClass === "VERB" && speechVerbs.has(unit.lemma);
  }
  const end = units[at];
  return hasVerb && (end?.text === "." || Boolean(end?.quotation) || at - i < LONGEST_TAIL - 1);
}
