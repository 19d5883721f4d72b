import type { Sentence, Unit } from "../article.ts";
import { FeatureList } from "../learning/hashing.ts";
import type { CodedText, UnitCodes } from "./codes.ts";
import { type CuePlace, distanceToQuotation, subjectBefore } from "./cue/place.ts";
import { addQuotations, addSentence } from "./cue/sentence.ts";
import { addVerbClass } from "./cue/verbClass.ts";
import { addSubject, addWords } from "./cue/words.ts";

/** Returns the features of a unit as the head of a cue. */
export function cueFeatures(text: CodedText, at: number): Int32Array {
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
  return place.list.toArray();
}
