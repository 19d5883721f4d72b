import type { Sentence, Unit } from "../article.ts";
import { FeatureList, featureCodes } from "../learning/hashing.ts";
import { type CodedText, distanceClass, OUTSIDE, type UnitCodes } from "./codes.ts";

const C = featureCodes("cue", [
  "bias",
  "lemma",
  "word",
  "lemma, class",
  "speech, class",
  "suffix",
  "speech, inflection",
  "word before",
  "word after",
  "class before",
  "class after",
  "2nd word before",
  "2nd word after",
  "2 classes before",
  "2 classes after",
  "classes around",
  "lemma, word after",
  "lemma, class before",
  "lemma, class after",
  "lemma, word before",
  "speech, word after",
  "speech, class before",
  "speech, 2 classes after",
  "speech, 2 classes before",
  "3 classes before",
  "3 classes after",
  "speech, word before",
  "lemma, 2 classes after",
  "subject",
  "lemma, subject",
  "speech, subject",
  "auxiliary",
  "lemma, auxiliary",
  "speech, auxiliary",
  "speech, auxiliary, subject",
  "speech, subject after",
  "quotation before",
  "quotation after",
  "speech, quotations around",
  "end of the quotation before",
  "size of the quotation before",
  "size of the quotation after",
  "that",
  "sentence ends in a colon",
  "earlier speech verb",
  "place in the sentence",
  "quotation sentence after",
  "quotation sentence before",
  "length of the sentence",
  "headline",
  "first verb",
  "verb class",
  "verb class, class after",
  "verb class, word after",
  "verb class, class before",
  "verb class, subject",
  "verb class, auxiliary",
  "verb class, quotations around",
  "verb class, subject, class after",
  "verb class, inflection",
  "verb class, 2 classes after",
]);

/** A quotation farther away counts as none. */
const FAR = 12;
const NO_QUOTATION = 55;

/** What the features of a cue have in common. */
interface CuePlace {
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

/** Returns the features of a unit as the head of a cue. */
export function cueFeatures(text: CodedText, at: number): number[] {
  const sentence = text.sentences[(text.units[at] as Unit).sentence] as Sentence;
  const { subject, auxiliary } = subjectBefore(text, at, sentence);
  const place: CuePlace = {
    text,
    at,
    sentence,
    codes: text.codes[at] as UnitCodes,
    list: new FeatureList(),
    subject,
    auxiliary,
    quotationBefore: distanceToQuotation(text, at, sentence.first, -1),
    quotationAfter: distanceToQuotation(text, at, sentence.last, 1),
  };
  addWords(place);
  addSubject(place);
  addQuotations(place);
  addSentence(place);
  addVerbClass(place);
  return place.list.codes;
}

/** Returns the codes of a unit near the cue; undefined outside its sentence. */
function codesNear({ text, at, sentence: { first, last } }: CuePlace, distance: number): UnitCodes | undefined {
  const place = at + distance;
  return place < first || place > last ? undefined : text.codes[place];
}

function wordAt(place: CuePlace, distance: number): number {
  return codesNear(place, distance)?.word ?? OUTSIDE;
}

function classAt(place: CuePlace, distance: number): number {
  return codesNear(place, distance)?.wordClass ?? OUTSIDE;
}

function addWords(place: CuePlace): void {
  const { list, codes } = place;
  const { lemma, word, wordClass, speech } = codes;
  const [b3, b2, b1, a1, a2, a3] = [-3, -2, -1, 1, 2, 3].map((distance) => classAt(place, distance)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [wordBefore, wordAfter] = [wordAt(place, -1), wordAt(place, 1)];
  list.add(C.bias);
  list.add1(C.lemma, lemma);
  list.add1(C.word, word);
  list.add2(C["lemma, class"], lemma, wordClass);
  list.add2(C["speech, class"], speech, wordClass);
  list.add1(C.suffix, codes.suffix);
  list.add2(C["speech, inflection"], speech, codes.inflection);
  list.add1(C["word before"], wordBefore);
  list.add1(C["word after"], wordAfter);
  list.add1(C["class before"], b1);
  list.add1(C["class after"], a1);
  list.add1(C["2nd word before"], wordAt(place, -2));
  list.add1(C["2nd word after"], wordAt(place, 2));
  list.add2(C["2 classes before"], b2, b1);
  list.add2(C["2 classes after"], a1, a2);
  list.add2(C["classes around"], b1, a1);
  list.add2(C["lemma, word after"], lemma, wordAfter);
  list.add2(C["lemma, class before"], lemma, b1);
  list.add2(C["lemma, class after"], lemma, a1);
  list.add2(C["lemma, word before"], lemma, wordBefore);
  list.add2(C["speech, word after"], speech, wordAfter);
  list.add2(C["speech, class before"], speech, b1);
  list.add3(C["speech, 2 classes after"], speech, a1, a2);
  list.add3(C["speech, 2 classes before"], speech, b1, b2);
  list.add3(C["3 classes before"], b3, b2, b1);
  list.add3(C["3 classes after"], a1, a2, a3);
  list.add2(C["speech, word before"], speech, wordBefore);
  list.add3(C["lemma, 2 classes after"], lemma, a1, a2);
}

/** Returns the kind of the word before the verb's auxiliaries and adverbs, and the first of the auxiliaries. */
function subjectBefore(
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
function nominalKind({ quotation, wordClass }: Unit, { word, speaking, wordClass: code }: UnitCodes): number {
  if (quotation) return 1;
  if (wordClass === "PRON") return word;
  if (wordClass === "PROPN") return 2;
  return speaking ? 3 : code;
}

function addSubject({ list, codes: { lemma, speech }, subject, auxiliary, text, at, sentence }: CuePlace): void {
  list.add1(C.subject, subject);
  list.add2(C["lemma, subject"], lemma, subject);
  list.add2(C["speech, subject"], speech, subject);
  list.add1(C.auxiliary, auxiliary);
  list.add2(C["lemma, auxiliary"], lemma, auxiliary);
  list.add2(C["speech, auxiliary"], speech, auxiliary);
  list.add3(C["speech, auxiliary, subject"], speech, auxiliary, subject);
  const after = at < sentence.last ? text.units[at + 1] : undefined;
  list.add2(C["speech, subject after"], speech, after ? nominalKind(after, text.codes[at + 1] as UnitCodes) : OUTSIDE);
}

function distanceToQuotation({ units }: CodedText, at: number, end: number, step: 1 | -1): number {
  for (let place = at + step; (end - place) * step >= 0; place += step) {
    if (units[place]?.quotation) return Math.abs(place - at);
  }
  return Number.POSITIVE_INFINITY;
}

function quotationClass(distance: number): number {
  return distance > FAR ? NO_QUOTATION : distanceClass(distance);
}

function addQuotations({ list, codes: { speech }, text, at, quotationBefore, quotationAfter }: CuePlace): void {
  const [before, after] = [quotationClass(quotationBefore), quotationClass(quotationAfter)];
  list.add1(C["quotation before"], before);
  list.add1(C["quotation after"], after);
  list.add3(C["speech, quotations around"], speech, before, after);
  const earlier = text.codes[at - quotationBefore];
  if (earlier) {
    list.add2(C["end of the quotation before"], earlier.final, speech);
    list.add2(C["size of the quotation before"], earlier.quotationSize, speech);
  }
  const later = text.codes[at + quotationAfter];
  if (later) {
    const isCapital = text.units[at + quotationAfter]?.isCapital ? 1 : 0;
    list.add3(C["size of the quotation after"], later.quotationSize, speech, isCapital);
  }
}

function addSentence({
  list,
  codes: { speech, inflection },
  text,
  at,
  sentence: { first, last, paragraph },
}: CuePlace): void {
  const { units, codes, sentences, firstVerbs } = text;
  const number = (units[at] as Unit).sentence;
  const that = distanceToThat(units, at, last);
  list.add2(C.that, that ? distanceClass(that) : NO_QUOTATION, speech);
  list.add2(C["sentence ends in a colon"], units[last]?.text === ":" ? 1 : 0, speech);
  let earlier = 0;
  for (let place = first; place < at; place += 1) {
    if (codes[place]?.speech === 1 && units[place]?.wordClass === "VERB") earlier = 1;
  }
  list.add2(C["earlier speech verb"], earlier, speech);
  list.add3(C["place in the sentence"], at - first < 3 ? at - first : 9, last - at < 4 ? last - at : 9, speech);
  const next = sentences[number + 1];
  const follows = next?.isQuotationOnly ? (next.paragraph === paragraph ? 1 : 2) : 0;
  list.add3(C["quotation sentence after"], follows, last - at < 3 ? 1 : 0, speech);
  const previous = sentences[number - 1];
  const precedes = previous?.isQuotationOnly && previous.paragraph === paragraph ? 2 : 0;
  list.add2(C["quotation sentence before"], units[first]?.quotation ? 1 : precedes, speech);
  list.add2(C["length of the sentence"], distanceClass(last - first), speech);
  list.add1(C.headline, paragraph === 0 ? 1 : 0);
  const verb = firstVerbs[number] as number;
  list.add3(C["first verb"], verb === at ? 1 : verb < at ? 2 : 3, speech, inflection);
}

function distanceToThat(units: readonly Unit[], at: number, last: number): number {
  for (let place = at + 1; place <= last && place < at + 8; place += 1)
    if (units[place]?.lower === "that") return place - at;
  return 0;
}

function addVerbClass(place: CuePlace): void {
  const { list, codes, subject, auxiliary, quotationBefore, quotationAfter } = place;
  const { verbClass } = codes;
  const after = classAt(place, 1);
  list.add1(C["verb class"], verbClass);
  list.add2(C["verb class, class after"], verbClass, after);
  list.add2(C["verb class, word after"], verbClass, wordAt(place, 1));
  list.add2(C["verb class, class before"], verbClass, classAt(place, -1));
  list.add2(C["verb class, subject"], verbClass, subject);
  list.add2(C["verb class, auxiliary"], verbClass, auxiliary);
  list.add3(
    C["verb class, quotations around"],
    verbClass,
    quotationClass(quotationBefore),
    quotationClass(quotationAfter),
  );
  list.add3(C["verb class, subject, class after"], verbClass, subject, after);
  list.add2(C["verb class, inflection"], verbClass, codes.inflection);
  list.add3(C["verb class, 2 classes after"], verbClass, after, classAt(place, 2));
}
