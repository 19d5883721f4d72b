import type { Sentence, Unit } from "../../article.ts";
import type { FeatureList } from "../../learning/hashing.ts";
import { type CodedText, distanceClass, OUTSIDE, type UnitCodes } from "../codes.ts";

/** A quotation farther away counts as none. */
const FAR = 12;
/** The class of a distance to nothing. */
export const NO_QUOTATION = 55;

/** What the features of a cue have in common. */
export interface CuePlace {
  text: CodedText;
  at: number;
  sentence: Sentence;
  codes: UnitCodes;
  list: FeatureList;
  subject: number;
  auxiliary: number;
  quotationBefore: number;
  quotationAfter: number;
}

/** Returns the codes of a unit near the cue; undefined outside its sentence. */
function codesNear({ text, at, sentence: { first, last } }: CuePlace, distance: number): UnitCodes | undefined {
  const place = at + distance;
  return place < first || place > last ? undefined : text.codes[place];
}

/** Returns the code of the word at a distance from the cue. */
export function wordAt(place: CuePlace, distance: number): number {
  return codesNear(place, distance)?.word ?? OUTSIDE;
}

/** Returns the code of the word class at a distance from the cue. */
export function classAt(place: CuePlace, distance: number): number {
  return codesNear(place, distance)?.wordClass ?? OUTSIDE;
}

/** Returns the kind of the word before the verb's auxiliaries and adverbs, and the first of the auxiliaries. */
export function subjectBefore(
  { units, codes }: CodedText,
  at: number,
  { first, last }: Sentence,
): Pick<CuePlace, "subject" | "auxiliary"> {
  let auxiliary = 0;
  let place = at - 1;
  for (; place >= first; place -= 1) {
    const { wordClass, lower } = units[place] as Unit;
    if (wordClass !== "AUX" && wordClass !== "PART" && wordClass !== "ADV") break;
    if (wordClass === "AUX") auxiliary = auxiliary || (codes[place] as UnitCodes).word;
    if (lower === "to") auxiliary = 5;
  }
  return {
    subject: place < first || place > last ? OUTSIDE : nominalKind(units[place] as Unit, codes[place] as UnitCodes),
    auxiliary,
  };
}

/** A quotation, which pronoun, a name, a noun for speakers, or the word class. */
export function nominalKind({ quotation, wordClass }: Unit, { word, speaking, wordClass: code }: UnitCodes): number {
  if (quotation) return 1;
  if (wordClass === "PRON") return word;
  if (wordClass === "PROPN") return 2;
  return speaking ? 3 : code;
}

/** Returns how far the next quotation of the sentence is in one direction, in units; infinitely far without one. */
export function distanceToQuotation({ units }: CodedText, at: number, end: number, step: 1 | -1): number {
  for (let place = at + step; (end - place) * step >= 0; place += step) {
    if (units[place]?.quotation) return Math.abs(place - at);
  }
  return Number.POSITIVE_INFINITY;
}

/** Puts a distance to a quotation into one of few classes. */
export function quotationClass(distance: number): number {
  return distance > FAR ? NO_QUOTATION : distanceClass(distance);
}
