import type { ReadText, Sentence, Unit } from "../article.ts";
import type { AttributionCandidate } from "../candidate.ts";
import { speechVerbs } from "../lexicon/speech.ts";
import { isNominal, mainSubject, phraseBefore } from "./subjects.ts";

/** The ways in which the speaker of a quotation without a cue is found. */
export type LeftoverKind =
  /** "NAME: …" within the quotation. */
  | "TRANSCRIPT"
  /** Jane Roe: “…” */
  | "NAME_BEFORE"
  /** “…” — Jane Roe */
  | "BYLINE"
  /** “…,” Jane Roe, who saw it, told reporters */
  | "LATE_SOURCE"
  /** Roe laughed, “…” */
  | "SUBJECT"
  /** The quotation before has the same speaker: this one opens a paragraph, or is a sentence by itself. */
  | "SPEAKER_BEFORE"
  /** Roe criticised him for “…” */
  | "AROUND"
  /** No speaker is found: a quotation of nine words or more, and a shorter one. */
  | "LONG"
  | "SHORT";

/** The supposed speaker of a quotation. */
export interface SpeakerOfQuotation {
  kind: LeftoverKind;
  /** The units of the mention. */
  units: readonly number[];
  /** The tokens of a mention within the quotation, with its colon. */
  inside?: readonly number[];
}

const LONG = 9;
const BYLINE_DASH = /^[—–―‒-]{1,2}$/;
const LONGEST_NAME_BEFORE = 7;
const LONGEST_BYLINE = 6;
/** How far the verb of a late source may be. */
const LATEST_VERB = 20;

/** Finds who may have said a quotation that no cue claims. `before` is the last statement before it. */
export function findSpeakerOfQuotation(
  text: ReadText,
  at: number,
  before: AttributionCandidate | undefined,
): SpeakerOfQuotation {
  const inside = labelInside(text, at);
  if (inside.length > 0) return { kind: "TRANSCRIPT", units: [], inside };
  const ways: [LeftoverKind, () => number[]][] = [
    ["NAME_BEFORE", () => nameBefore(text, at)],
    ["BYLINE", () => byline(text, at)],
    ["LATE_SOURCE", () => lateSource(text, at)],
    ["SUBJECT", () => subjectOfSentence(text, at)],
    ["SPEAKER_BEFORE", () => speakerBefore(text, at, before)],
    ["AROUND", () => subjectAround(text, at)],
  ];
  for (const [kind, find] of ways) {
    const units = find();
    if (units.length > 0) return { kind, units };
  }
  return { kind: (text.units[at]?.quotation?.words ?? 0) >= LONG ? "LONG" : "SHORT", units: [] };
}

/** Returns the tokens of "NAME:" at the beginning of a quotation. */
function labelInside({ tokens, units }: ReadText, at: number): number[] {
  const { first, last } = units[at] as Unit;
  const label: number[] = [];
  for (let place = first + 1; place < last && label.length < 4; place += 1) {
    const { text, isWord } = tokens[place] as ReadText["tokens"][number];
    if (text === ":" && label.length > 0) return [...label, place];
    if (!isWord || !/\p{Lu}/u.test(text) || text !== text.toUpperCase()) return [];
    label.push(place);
  }
  return [];
}

function nameBefore({ units, sentences }: ReadText, at: number): number[] {
  const { paragraph, sentence } = units[at] as Unit;
  const colon = units[at - 1];
  const { first } = sentences[sentence] as Sentence;
  // The colon may end a sentence of its own.
  if (colon?.text !== ":" || colon.paragraph !== paragraph || at - first > LONGEST_NAME_BEFORE) return [];
  return placesBetween(first, at - 2).filter((place) => units[place]?.isWord);
}

function byline({ units }: ReadText, at: number): number[] {
  const [dash, name] = [units[at + 1], units[at + 2]];
  if (!dash || !BYLINE_DASH.test(dash.text) || !name?.isCapital) return [];
  const words: number[] = [];
  for (let place = at + 2; place < at + 2 + LONGEST_BYLINE; place += 1) {
    const unit = units[place];
    if (!unit?.isCapital || !unit.isWord || unit.quotation || unit.paragraph !== name.paragraph) break;
    words.push(place);
  }
  return words;
}

function lateSource(text: ReadText, at: number): number[] {
  const { units, sentences } = text;
  const { last } = sentences[(units[at] as Unit).sentence] as Sentence;
  for (let verb = at + 2; verb <= last && verb < at + 2 + LATEST_VERB; verb += 1) {
    const unit = units[verb] as Unit;
    if (unit.quotation) return [];
    if (!isSpeechVerb(unit)) continue;
    const phrase = phraseBefore(text, verb, at + 1);
    if (phrase[0] === at + 1) return phrase;
  }
  if (at >= last || !isSpeechVerb(units[at + 1] as Unit)) return [];
  const inverted: number[] = [];
  for (let place = at + 2; place <= last && isNominal(units[place]); place += 1) inverted.push(place);
  return inverted;
}

function isSpeechVerb({ wordClass, lemma }: Unit): boolean {
  return wordClass === "VERB" && speechVerbs.has(lemma);
}

function subjectOfSentence(text: ReadText, at: number): number[] {
  const { sentence, quotation } = text.units[at] as Unit;
  const { first } = text.sentences[sentence] as Sentence;
  const isIntroduced = /^[:,]$/.test(text.units[at - 1]?.text ?? "");
  return at > first + 1 && (quotation?.words ?? 0) > 4 && isIntroduced ? mainSubject(text, sentence, at) : [];
}

/** Returns the subject of a sentence that goes on after other words into the quotation: "Roe criticised him for “…”". */
function subjectAround(text: ReadText, at: number): number[] {
  const { sentence, quotation } = text.units[at] as Unit;
  const { first } = text.sentences[sentence] as Sentence;
  return at > first + 1 && (quotation?.words ?? 0) >= LONG ? mainSubject(text, sentence, at) : [];
}

function speakerBefore({ units, sentences }: ReadText, at: number, before: AttributionCandidate | undefined): number[] {
  const unit = units[at] as Unit;
  const opens = units[at - 1]?.paragraph !== unit.paragraph;
  if (!before || !(opens || sentences[unit.sentence]?.isQuotationOnly)) return [];
  const end = units[before.contentUnits.at(-1) as number] as Unit;
  const isNear = end.paragraph >= unit.paragraph - 1;
  return isNear && before.quotedShare > 0.3 ? [...before.sourceUnits] : [];
}

function placesBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
