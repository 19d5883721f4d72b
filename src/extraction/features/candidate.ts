import type { Unit } from "../article.ts";
import { type AttributionCandidate, type Form, formOf } from "../candidate.ts";
import { FeatureList, featureCodes } from "../learning/hashing.ts";
import { type CodedText, codeOf, type UnitCodes } from "./codes.ts";

const W = featureCodes("candidate", [
  "bias",
  "cue",
  "speech, cue",
  "content",
  "least content",
  "source",
  "lemma",
  "lemma, cue",
  "verb class",
  "verb class, source",
  "verb class, form",
  "verb class, cue",
  "verb class, class after",
  "speech, class, form",
  "source kind",
  "source kind, form, speech",
  "length, form",
  "inside another",
  "inside a likelier",
  "rival",
  "side, form, speech",
  "joint",
  "begin of the content",
  "end of the content",
  "verbs in the content",
  "word after",
  "quoted share",
  "headline",
  "content, source",
]);

const FORM_ORDER: readonly Form[] = ["direct", "mixed", "indirect"];
const [NONE, NAME, SPEAKING] = [1, 2, 3];

/** What others say about the candidate. */
interface Surroundings {
  around: number;
  same: number;
}

/** Returns the features by which a candidate is scored as a whole. */
export function candidateFeatures(
  text: CodedText,
  candidate: AttributionCandidate,
  { around, same }: Surroundings,
): Int32Array {
  const list = new FeatureList();
  const { cueScore, contentMean, contentLeast, sourceMean, sourceUnits, quotedShare, head } = candidate;
  const { speech, lemma, verbClass, wordClass } = text.codes[head] as UnitCodes;
  const cue = scoreClass(cueScore);
  const source = sourceUnits.length > 0 ? 1 : 0;
  const form = FORM_ORDER.indexOf(formOf(quotedShare));
  const kind = sourceKind(text, sourceUnits);
  list.add(W.bias);
  list.add1(W.cue, cue);
  list.add2(W["speech, cue"], speech, cue);
  list.add1(W.content, scoreClass(contentMean));
  list.add1(W["least content"], scoreClass(contentLeast));
  list.add2(W.source, scoreClass(sourceMean), source);
  list.add1(W.lemma, lemma);
  list.add2(W["lemma, cue"], lemma, cueScore > 0.5 ? 1 : 0);
  list.add1(W["verb class"], verbClass);
  list.add2(W["verb class, source"], verbClass, kind);
  list.add3(W["verb class, form"], verbClass, form, source);
  list.add2(W["verb class, cue"], verbClass, cue);
  list.add2(W["verb class, class after"], verbClass, text.codes[head + 1]?.wordClass ?? NONE);
  list.add3(W["speech, class, form"], speech, wordClass, form);
  list.add1(W["source kind"], kind);
  list.add3(W["source kind, form, speech"], kind, form, speech);
  list.add2(W["length, form"], Math.min(5, Math.floor(Math.log2(candidate.content.size + 1))), form);
  list.add1(W["inside another"], scoreClass(around));
  list.add2(W["inside a likelier"], around > cueScore ? 1 : 0, around > 0.3 ? 1 : 0);
  list.add2(W.rival, scoreClass(same), same > cueScore ? 1 : 0);
  list.add3(W["content, source"], scoreClass(contentMean), scoreClass(sourceMean), cueScore > 0.6 ? 1 : 0);
  list.add1(W.headline, text.units[head]?.paragraph === 0 ? 1 : 0);
  addContent(list, text, candidate, form, speech);
  return list.toArray();
}

function addContent(
  list: FeatureList,
  { units, codes }: CodedText,
  { contentUnits, head, quotedShare }: AttributionCandidate,
  form: number,
  speech: number,
): void {
  const first = contentUnits[0] as number;
  const last = contentUnits.at(-1) as number;
  const begin = units[first] as Unit;
  const [isThat, isThatNext] = [begin.lower === "that" ? 1 : 0, units[head + 1]?.lower === "that" ? 1 : 0];
  const verbs = contentUnits.filter((at) => codes[at]?.isVerb || units[at]?.quotation).length;
  const next = units[head + 1];
  list.add3(W["side, form, speech"], first > head ? 1 : last < head ? 2 : 3, form, speech);
  list.add4(W.joint, first - head === 1 ? 1 : 0, isThat, isThatNext, next?.text === "," ? 1 : 0);
  list.add3(W["begin of the content"], codes[first]?.wordClass ?? NONE, begin.quotation ? 1 : 0, speech);
  list.add3(W["end of the content"], codes[last]?.wordClass ?? NONE, codeOf(units[last + 1]?.text ?? ""), speech);
  list.add3(W["verbs in the content"], Math.min(verbs, 3), form, speech);
  list.add2(W["word after"], next ? (codes[head + 1] as UnitCodes).word : NONE, speech);
  list.add2(W["quoted share"], Math.round(quotedShare * 4), speech);
}

/** No source, which pronoun, a name, a noun for speakers, or the word class. */
function sourceKind({ units, codes }: CodedText, sourceUnits: readonly number[]): number {
  const [first, last] = [sourceUnits[0], sourceUnits.at(-1)];
  if (first === undefined || last === undefined) return NONE;
  const [begin, end] = [units[first] as Unit, units[last] as Unit];
  if (begin.wordClass === "PRON" && sourceUnits.length === 1) return (codes[first] as UnitCodes).word;
  if (end.wordClass === "PROPN" || end.isCapital) return NAME;
  return codes[last]?.speaking ? SPEAKING : (codes[first] as UnitCodes).wordClass;
}

/** Puts a probability into one of few classes, by its log odds. */
function scoreClass(score: number): number {
  return Math.round(Math.log((score + 1e-3) / (1 - score + 1e-3)));
}
