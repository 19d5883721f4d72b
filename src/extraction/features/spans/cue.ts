import type { FeatureList } from "../../learning/hashing.ts";
import type { Frame } from "./frame.ts";
import { spanCodes } from "./names.ts";
import type { UnitPlace } from "./place.ts";

/** Adds the cue's own words and surroundings. */
export function addFrame(
  list: FeatureList,
  frame: Frame,
  { at, unit, codes, side, sentence, distance, verbs, commas }: UnitPlace,
): void {
  const { context, classAfter, that, cue, speechVerbs, window, sentence: own } = frame;
  const { speech } = frame.codes;
  const { word, wordClass } = codes;
  const said = speechVerbs[at - window.first] as number;
  list.add3(spanCodes["frame, class"], context, side, wordClass);
  list.add4(spanCodes["frame, verbs and commas"], context, side, verbs, commas);
  list.add4(spanCodes["frame, quotation"], context, sentence, side, unit.quotation ? 1 : 0);
  list.add3(spanCodes["after the cue, class"], classAfter, side, wordClass);
  list.add4(spanCodes["after the cue, verbs"], classAfter, side, verbs, sentence);
  list.add2(spanCodes["after the cue, distance"], classAfter, distance);
  list.add3(spanCodes.that, side, that > cue && at >= that ? (at > that ? 2 : 1) : 0, speech);
  list.add3(spanCodes["speech verbs between"], side, said, speech);
  list.add3(spanCodes["speech verbs between, word"], side, said, word);
  list.add3(spanCodes["speaking noun"], codes.speaking, side, verbs);
  list.add4(spanCodes["edge of the sentence"], at === own.first ? 1 : at === own.last ? 2 : 0, side, wordClass, speech);
  if (sentence === 0) list.add2(spanCodes["begin of the sentence"], at - own.first < 3 ? at - own.first : 9, context);
  list.add3(spanCodes["before the cue"], frame.wordBefore, side, verbs);
  list.add3(spanCodes["around the cue, class"], side, frame.around, wordClass);
}

/** Adds the class of the cue's verb. */
export function addVerbClasses(
  list: FeatureList,
  { codes: { verbClass }, classAfter }: Frame,
  { unit, codes, side, distance, verbs, commas, place }: UnitPlace,
): void {
  list.add3(spanCodes["verb class, class"], verbClass, side, codes.wordClass);
  list.add2(spanCodes["verb class, distance"], verbClass, distance);
  list.add4(spanCodes["verb class, verbs and commas"], verbClass, side, verbs, commas);
  list.add4(spanCodes["verb class, after the cue"], verbClass, classAfter, side, verbs);
  list.add3(spanCodes["verb class, quotation"], verbClass, place, unit.quotation ? 1 + codes.quotationSize : 0);
  list.add4(spanCodes["verb class, word"], verbClass, side, verbs, codes.word);
}

/** Participles and relative clauses have their source before the sentence's first verb. */
export function addSubjectParts(
  list: FeatureList,
  { text, unit, form, firstVerb }: Frame,
  { at, codes, side, sentence, distance, verbs, commas }: UnitPlace,
): void {
  const verb = text.firstVerbs[unit.sentence] as number;
  const part = sentence !== 0 || verb < 0 ? 0 : at < verb ? (verb - at <= 2 ? 1 : 2) : at === verb ? 3 : 4;
  list.add3(spanCodes["subject part, form"], part, firstVerb, form);
  list.add4(spanCodes["subject part, class"], part, codes.wordClass, form, side);
  list.add4(spanCodes["subject part, commas"], part, commas, firstVerb, side);
  list.add3(spanCodes["form, distance"], form, distance, codes.wordClass);
  list.add4(spanCodes["form, verbs and commas"], form, side, verbs, commas);
}
