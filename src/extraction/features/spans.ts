import type { Sentence, Unit } from "../article.ts";
import { FeatureList, featureCodes, mix } from "../learning/hashing.ts";
import { type CodedText, distanceClass, OUTSIDE, type UnitCodes } from "./codes.ts";
import type { CueWindow } from "./window.ts";

const S = featureCodes("span", [
  "cue",
  "side",
  "word",
  "class",
  "distance, sentence",
  "distance, class",
  "lemma, distance",
  "lemma, place",
  "lemma, class",
  "shape",
  "2 classes to here",
  "2 classes from here",
  "word before",
  "word after",
  "2 classes before",
  "2 classes after",
  "3 classes",
  "verbs between, class",
  "commas between, class",
  "verbs and commas between",
  "frame, class",
  "frame, verbs and commas",
  "frame, quotation",
  "after the cue, class",
  "after the cue, verbs",
  "after the cue, distance",
  "that",
  "speech verbs between",
  "speech verbs between, word",
  "word pair from here",
  "word pair to here",
  "suffix",
  "speaking noun",
  "edge of the sentence",
  "begin of the sentence",
  "before the cue",
  "around the cue, class",
  "verb class, class",
  "verb class, distance",
  "verb class, verbs and commas",
  "verb class, after the cue",
  "verb class, quotation",
  "verb class, word",
  "subject part, form",
  "subject part, class",
  "subject part, commas",
  "form, distance",
  "form, verbs and commas",
  "quotation, sentence",
  "quotation, end",
  "quotation, size",
  "quotation, lemma",
  "quotation, capital",
  "quotation, frame",
  "quotation, classes around",
  "quotation, paragraph",
  "other sentence",
]);

/** What the features of all units in a window have in common. */
interface Frame {
  text: CodedText;
  window: CueWindow;
  cue: number;
  sentence: Sentence;
  unit: Unit;
  codes: UnitCodes;
  /** The speech, class and quotations around of the cue. */
  context: number;
  /** Inflection of the cue and the class before it. */
  form: number;
  /** Whether the cue is the first verb of its sentence. */
  firstVerb: number;
  quotationsBefore: number;
  quotationsAfter: number;
  wordBefore: number;
  classAfter: number;
  around: number;
  verbs: Int8Array;
  commas: Int8Array;
  speechVerbs: Int8Array;
  /** The first "that" after the cue. */
  that: number;
}

/** A unit of the window, by its place relative to the cue. */
interface UnitPlace {
  at: number;
  unit: Unit;
  codes: UnitCodes;
  distance: number;
  side: number;
  /** 0 in the cue's sentence, 1 before it, 2 after it, 3 in another paragraph. */
  sentence: number;
  place: number;
  verbs: number;
  commas: number;
  before: UnitCodes | undefined;
  before2: UnitCodes | undefined;
  after: UnitCodes | undefined;
  after2: UnitCodes | undefined;
}

/** Returns the features of every unit in a cue's window. */
export function spanFeatures(text: CodedText, cue: number, window: CueWindow): number[][] {
  const frame = frameOfCue(text, cue, window);
  const features: number[][] = [];
  for (let at = window.first; at <= window.last; at += 1) {
    features.push(at === cue ? [S.cue] : featuresAt(frame, at));
  }
  return features;
}

function frameOfCue(text: CodedText, cue: number, window: CueWindow): Frame {
  const { units, codes: all, sentences, firstVerbs } = text;
  const unit = units[cue] as Unit;
  const codes = all[cue] as UnitCodes;
  const sentence = sentences[unit.sentence] as Sentence;
  const next = units[cue + 1];
  const classBefore = cue > sentence.first ? (all[cue - 1] as UnitCodes).wordClass : OUTSIDE;
  const quotationsBefore = window.first < sentence.first ? 2 : hasQuotation(units, sentence.first, cue - 1);
  const quotationsAfter = hasQuotation(units, cue + 1, sentence.last);
  const classAfter =
    next?.sentence === unit.sentence ? (next.lower === "that" ? 9 : (all[cue + 1] as UnitCodes).wordClass) : OUTSIDE;
  return {
    text,
    window,
    cue,
    sentence,
    unit,
    codes,
    context: mix(mix(mix(mix(1, codes.speech), codes.wordClass), quotationsBefore), quotationsAfter),
    form: mix(mix(2, codes.inflection), classBefore),
    firstVerb: firstVerbs[unit.sentence] === cue ? 1 : 2,
    quotationsBefore,
    quotationsAfter,
    wordBefore: all[cue - 1]?.word ?? OUTSIDE,
    classAfter,
    around: mix(mix(3, all[cue + 1]?.wordClass ?? OUTSIDE), classBefore),
    ...countBetween(text, cue, window),
    that: firstThat(units, cue, window.last),
  };
}

function hasQuotation(units: readonly Unit[], from: number, to: number): number {
  for (let at = from; at <= to; at += 1) if (units[at]?.quotation) return 1;
  return 0;
}

function firstThat(units: readonly Unit[], cue: number, last: number): number {
  for (let at = cue + 1; at <= last; at += 1) if (units[at]?.lower === "that") return at;
  return 0;
}

/** Counts what stands between the cue and each unit of the window: verbs, commas and verbs of speech, to a small number. */
function countBetween(
  { units, codes }: CodedText,
  cue: number,
  { first, last }: CueWindow,
): Pick<Frame, "verbs" | "commas" | "speechVerbs"> {
  const counts = {
    verbs: new Int8Array(last - first + 1),
    commas: new Int8Array(last - first + 1),
    speechVerbs: new Int8Array(last - first + 1),
  };
  for (const step of [1, -1]) {
    let [verbs, commas, speech] = [0, 0, 0];
    for (let at = cue + step; at >= first && at <= last; at += step) {
      counts.verbs[at - first] = verbs;
      counts.commas[at - first] = commas;
      counts.speechVerbs[at - first] = speech;
      const unit = units[at] as Unit;
      const code = codes[at] as UnitCodes;
      if (code.isVerb && verbs < 3) verbs += 1;
      if (unit.text === "," && commas < 3) commas += 1;
      if (unit.wordClass === "VERB" && code.speech === 1 && speech < 2) speech += 1;
    }
  }
  return counts;
}

function featuresAt(frame: Frame, at: number): number[] {
  const list = new FeatureList();
  const place = placeOfUnit(frame, at);
  addOwn(list, frame, place);
  addNeighbours(list, place);
  addFrame(list, frame, place);
  addVerbClasses(list, frame, place);
  addSubjectParts(list, frame, place);
  if (place.unit.quotation) addQuotation(list, frame, place);
  else if (place.sentence > 0) {
    const offset = place.sentence === 1 ? 9 : place.unit.sentence - frame.unit.sentence;
    list.add4(S["other sentence"], offset, frame.codes.speech, frame.quotationsBefore, frame.quotationsAfter);
  }
  return list.codes;
}

function placeOfUnit(
  { text: { units, codes }, window: { first, last }, cue, unit: head, verbs, commas }: Frame,
  at: number,
): UnitPlace {
  const unit = units[at] as Unit;
  const side = at < cue ? 1 : 2;
  const offset = unit.sentence - head.sentence;
  const sentence = offset === 0 ? 0 : offset < 0 ? 1 : unit.paragraph === head.paragraph ? 2 : 3;
  const within = (place: number) => (place < first || place > last ? undefined : codes[place]);
  return {
    at,
    unit,
    codes: codes[at] as UnitCodes,
    distance: distanceClass(at - cue),
    side,
    sentence,
    place: side * 8 + sentence,
    verbs: verbs[at - first] as number,
    commas: commas[at - first] as number,
    before: within(at - 1),
    before2: within(at - 2),
    after: within(at + 1),
    after2: within(at + 2),
  };
}

function addOwn(
  list: FeatureList,
  { codes: { lemma } }: Frame,
  { codes, side, distance, sentence, place }: UnitPlace,
): void {
  const { word, wordClass } = codes;
  list.add1(S.side, side);
  list.add2(S.word, word, side);
  list.add2(S.class, wordClass, side);
  list.add2(S["distance, sentence"], distance, sentence);
  list.add2(S["distance, class"], distance, wordClass);
  list.add2(S["lemma, distance"], lemma, distance);
  list.add2(S["lemma, place"], lemma, place);
  list.add3(S["lemma, class"], lemma, side, wordClass);
  list.add2(S.shape, codes.shape, side);
  list.add2(S.suffix, codes.suffix, side);
}

function addNeighbours(
  list: FeatureList,
  { codes: { word, wordClass }, side, before, before2, after, after2, verbs, commas, place }: UnitPlace,
): void {
  const [wordBefore, classBefore] = [before?.word ?? OUTSIDE, before?.wordClass ?? OUTSIDE];
  const [wordAfter, classAfter] = [after?.word ?? OUTSIDE, after?.wordClass ?? OUTSIDE];
  list.add3(S["2 classes to here"], classBefore, wordClass, side);
  list.add3(S["2 classes from here"], wordClass, classAfter, side);
  list.add2(S["word before"], wordBefore, side);
  list.add2(S["word after"], wordAfter, side);
  list.add3(S["2 classes before"], before2?.wordClass ?? OUTSIDE, classBefore, side);
  list.add3(S["2 classes after"], classAfter, after2?.wordClass ?? OUTSIDE, side);
  list.add4(S["3 classes"], classBefore, wordClass, classAfter, side);
  list.add3(S["verbs between, class"], verbs, side, wordClass);
  list.add3(S["commas between, class"], commas, side, wordClass);
  list.add3(S["verbs and commas between"], verbs, commas, place);
  list.add3(S["word pair from here"], word, wordAfter, side);
  list.add3(S["word pair to here"], wordBefore, word, side);
}

function addFrame(
  list: FeatureList,
  frame: Frame,
  { at, unit, codes, side, sentence, distance, verbs, commas }: UnitPlace,
): void {
  const { context, classAfter, that, cue, speechVerbs, window, sentence: own } = frame;
  const { speech } = frame.codes;
  const { word, wordClass } = codes;
  const said = speechVerbs[at - window.first] as number;
  list.add3(S["frame, class"], context, side, wordClass);
  list.add4(S["frame, verbs and commas"], context, side, verbs, commas);
  list.add4(S["frame, quotation"], context, sentence, side, unit.quotation ? 1 : 0);
  list.add3(S["after the cue, class"], classAfter, side, wordClass);
  list.add4(S["after the cue, verbs"], classAfter, side, verbs, sentence);
  list.add2(S["after the cue, distance"], classAfter, distance);
  list.add3(S.that, side, that > cue && at >= that ? (at > that ? 2 : 1) : 0, speech);
  list.add3(S["speech verbs between"], side, said, speech);
  list.add3(S["speech verbs between, word"], side, said, word);
  list.add3(S["speaking noun"], codes.speaking, side, verbs);
  list.add4(S["edge of the sentence"], at === own.first ? 1 : at === own.last ? 2 : 0, side, wordClass, speech);
  if (sentence === 0) list.add2(S["begin of the sentence"], at - own.first < 3 ? at - own.first : 9, context);
  list.add3(S["before the cue"], frame.wordBefore, side, verbs);
  list.add3(S["around the cue, class"], side, frame.around, wordClass);
}

function addVerbClasses(
  list: FeatureList,
  { codes: { verbClass }, classAfter }: Frame,
  { unit, codes, side, distance, verbs, commas, place }: UnitPlace,
): void {
  list.add3(S["verb class, class"], verbClass, side, codes.wordClass);
  list.add2(S["verb class, distance"], verbClass, distance);
  list.add4(S["verb class, verbs and commas"], verbClass, side, verbs, commas);
  list.add4(S["verb class, after the cue"], verbClass, classAfter, side, verbs);
  list.add3(S["verb class, quotation"], verbClass, place, unit.quotation ? 1 + codes.quotationSize : 0);
  list.add4(S["verb class, word"], verbClass, side, verbs, codes.word);
}

/** Participles and relative clauses have their source before the sentence's first verb. */
function addSubjectParts(
  list: FeatureList,
  { text, unit, form, firstVerb }: Frame,
  { at, codes, side, sentence, distance, verbs, commas }: UnitPlace,
): void {
  const verb = text.firstVerbs[unit.sentence] as number;
  const part = sentence !== 0 || verb < 0 ? 0 : at < verb ? (verb - at <= 2 ? 1 : 2) : at === verb ? 3 : 4;
  list.add3(S["subject part, form"], part, firstVerb, form);
  list.add4(S["subject part, class"], part, codes.wordClass, form, side);
  list.add4(S["subject part, commas"], part, commas, firstVerb, side);
  list.add3(S["form, distance"], form, distance, codes.wordClass);
  list.add4(S["form, verbs and commas"], form, side, verbs, commas);
}

function addQuotation(list: FeatureList, frame: Frame, { unit, codes, side, sentence, before, after }: UnitPlace): void {
  const { context, unit: cue } = frame;
  const { speech, lemma } = frame.codes;
  const size = codes.quotationSize;
  list.add3(S["quotation, sentence"], side, sentence, speech);
  list.add3(S["quotation, end"], codes.final, side, speech);
  list.add4(S["quotation, size"], size, side, speech, sentence);
  list.add3(S["quotation, lemma"], lemma, side, sentence);
  list.add3(S["quotation, capital"], unit.isCapital ? 1 : 0, side, size);
  list.add4(S["quotation, frame"], context, side, sentence, size);
  list.add3(S["quotation, classes around"], before?.wordClass ?? OUTSIDE, after?.wordClass ?? OUTSIDE, sentence);
  list.add3(S["quotation, paragraph"], unit.paragraph - cue.paragraph, speech, unit.quotation?.isOpen ? 1 : 0);
}
