import type { FeatureList } from "../../learning/hashing.ts";
import { OUTSIDE } from "../codes.ts";
import type { Frame } from "./frame.ts";
import { spanCodes } from "./names.ts";
import type { UnitPlace } from "./place.ts";

/** Adds the unit itself with its distance from the cue. */
export function addOwn(
  list: FeatureList,
  { codes: { lemma } }: Frame,
  { codes, side, distance, sentence, place }: UnitPlace,
): void {
  const { word, wordClass } = codes;
  list.add1(spanCodes.side, side);
  list.add2(spanCodes.word, word, side);
  list.add2(spanCodes.class, wordClass, side);
  list.add2(spanCodes["distance, sentence"], distance, sentence);
  list.add2(spanCodes["distance, class"], distance, wordClass);
  list.add2(spanCodes["lemma, distance"], lemma, distance);
  list.add2(spanCodes["lemma, place"], lemma, place);
  list.add3(spanCodes["lemma, class"], lemma, side, wordClass);
  list.add2(spanCodes.shape, codes.shape, side);
  list.add2(spanCodes.suffix, codes.suffix, side);
}

/** Adds the units beside it, and what stands between it and the cue. */
export function addNeighbours(
  list: FeatureList,
  { codes: { word, wordClass }, side, before, before2, after, after2, verbs, commas, place }: UnitPlace,
): void {
  const [wordBefore, classBefore] = [before?.word ?? OUTSIDE, before?.wordClass ?? OUTSIDE];
  const [wordAfter, classAfter] = [after?.word ?? OUTSIDE, after?.wordClass ?? OUTSIDE];
  list.add3(spanCodes["2 classes to here"], classBefore, wordClass, side);
  list.add3(spanCodes["2 classes from here"], wordClass, classAfter, side);
  list.add2(spanCodes["word before"], wordBefore, side);
  list.add2(spanCodes["word after"], wordAfter, side);
  list.add3(spanCodes["2 classes before"], before2?.wordClass ?? OUTSIDE, classBefore, side);
  list.add3(spanCodes["2 classes after"], classAfter, after2?.wordClass ?? OUTSIDE, side);
  list.add4(spanCodes["3 classes"], classBefore, wordClass, classAfter, side);
  list.add3(spanCodes["verbs between, class"], verbs, side, wordClass);
  list.add3(spanCodes["commas between, class"], commas, side, wordClass);
  list.add3(spanCodes["verbs and commas between"], verbs, commas, place);
  list.add3(spanCodes["word pair from here"], word, wordAfter, side);
  list.add3(spanCodes["word pair to here"], wordBefore, word, side);
}
