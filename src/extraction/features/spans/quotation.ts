import type { FeatureList } from "../../learning/hashing.ts";
import { OUTSIDE } from "../codes.ts";
import type { Frame } from "./frame.ts";
import { spanCodes } from "./names.ts";
import type { UnitPlace } from "./place.ts";

/** Adds the traits of a quotation. */
export function addQuotation(
  list: FeatureList,
  frame: Frame,
  { unit, codes, side, sentence, before, after }: UnitPlace,
): void {
  const { context, unit: cue } = frame;
  const { speech, lemma } = frame.codes;
  const size = codes.quotationSize;
  list.add3(spanCodes["quotation, sentence"], side, sentence, speech);
  list.add3(spanCodes["quotation, end"], codes.final, side, speech);
  list.add4(spanCodes["quotation, size"], size, side, speech, sentence);
  list.add3(spanCodes["quotation, lemma"], lemma, side, sentence);
  list.add3(spanCodes["quotation, capital"], unit.isCapital ? 1 : 0, side, size);
  list.add4(spanCodes["quotation, frame"], context, side, sentence, size);
  list.add3(
    spanCodes["quotation, classes around"],
    before?.wordClass ?? OUTSIDE,
    after?.wordClass ?? OUTSIDE,
    sentence,
  );
  list.add3(spanCodes["quotation, paragraph"], unit.paragraph - cue.paragraph, speech, unit.quotation?.isOpen ? 1 : 0);
}
