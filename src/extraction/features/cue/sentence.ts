import type { Unit } from "../../article.ts";
import { distanceClass } from "../codes.ts";
import { cueCodes } from "./names.ts";
import { type CuePlace, NO_QUOTATION, quotationClass } from "./place.ts";

/** Adds the quotations around the cue. */
export function addQuotations({ list, codes: { speech }, text, at, quotationBefore, quotationAfter }: CuePlace): void {
  const [before, after] = [quotationClass(quotationBefore), quotationClass(quotationAfter)];
  list.add1(cueCodes["quotation before"], before);
  list.add1(cueCodes["quotation after"], after);
  list.add3(cueCodes["speech, quotations around"], speech, before, after);
  const earlier = text.codes[at - quotationBefore];
  if (earlier) {
    list.add2(cueCodes["end of the quotation before"], earlier.final, speech);
    list.add2(cueCodes["size of the quotation before"], earlier.quotationSize, speech);
  }
  const later = text.codes[at + quotationAfter];
  if (later) {
    const isCapital = text.units[at + quotationAfter]?.isCapital ? 1 : 0;
    list.add3(cueCodes["size of the quotation after"], later.quotationSize, speech, isCapital);
  }
}

/** Adds the place of the cue in its sentence, and the sentences beside it. */
export function addSentence({
  list,
  codes: { speech, inflection },
  text,
  at,
  sentence: { first, last, paragraph },
}: CuePlace): void {
  const { units, codes, sentences, firstVerbs } = text;
  const number = (units[at] as Unit).sentence;
  const that = distanceToThat(units, at, last);
  list.add2(cueCodes.that, that ? distanceClass(that) : NO_QUOTATION, speech);
  list.add2(cueCodes["sentence ends in a colon"], units[last]?.text === ":" ? 1 : 0, speech);
  let earlier = 0;
  for (let place = first; place < at; place += 1) {
    if (codes[place]?.speech === 1 && units[place]?.wordClass === "VERB") earlier = 1;
  }
  list.add2(cueCodes["earlier speech verb"], earlier, speech);
  list.add3(cueCodes["place in the sentence"], at - first < 3 ? at - first : 9, last - at < 4 ? last - at : 9, speech);
  const next = sentences[number + 1];
  const follows = next?.isQuotationOnly ? (next.paragraph === paragraph ? 1 : 2) : 0;
  list.add3(cueCodes["quotation sentence after"], follows, last - at < 3 ? 1 : 0, speech);
  const previous = sentences[number - 1];
  const precedes = previous?.isQuotationOnly && previous.paragraph === paragraph ? 2 : 0;
  list.add2(cueCodes["quotation sentence before"], units[first]?.quotation ? 1 : precedes, speech);
  list.add2(cueCodes["length of the sentence"], distanceClass(last - first), speech);
  list.add1(cueCodes.headline, paragraph === 0 ? 1 : 0);
  const verb = firstVerbs[number] as number;
  list.add3(cueCodes["first verb"], verb === at ? 1 : verb < at ? 2 : 3, speech, inflection);
}

function distanceToThat(units: readonly Unit[], at: number, last: number): number {
  for (let place = at + 1; place <= last && place < at + 8; place += 1)
    if (units[place]?.lower === "that") return place - at;
  return 0;
}
