import { analyseText, type ReadText, type Unit } from "../article.ts";
import { type CodedText, codeText } from "../features/codes.ts";
import { cueFeatures } from "../features/cue.ts";
import { isContent, isSource, Label } from "../features/labels.ts";
import { spanFeatures } from "../features/spans.ts";
import { type CueWindow, windowOf } from "../features/window.ts";
import { type AnnotatedArticle, type GoldAttribution, type GoldText, readGold } from "../gold.ts";
import type { LabelledSequence } from "../learning/trainChain.ts";
import { mayBeCue } from "../tagging/likelyCues.ts";

/** A unit that may be the head of a cue. */
export interface CueExample {
  at: number;
  lemma: string;
  features: Int32Array;
  isHead: boolean;
}

/** The window of a marked cue, with the label of each unit. */
export interface LabelledWindow {
  head: number;
  window: CueWindow;
  answers: Int8Array;
}

/** An article with everything that training reads of it, made once. */
export interface TrainingText {
  text: CodedText & GoldText;
  cues: readonly CueExample[];
  windows: readonly LabelledWindow[];
}

/** Reads articles for training. */
export function prepareTexts(articles: readonly AnnotatedArticle[]): TrainingText[] {
  const read = articles.map((article) => readGold(analyseText(article.text), article));
  const lemmas = cueLemmasOf(read);
  return read.map((gold) => {
    const text = { ...gold, ...codeText(gold) };
    return { text, cues: cueExamples(text, lemmas), windows: windowsOf(text) };
  });
}

/** Returns the lemmas of the heads of all cues. */
export function cueLemmasOf(texts: readonly GoldText[]): Set<string> {
  const lemmas = new Set<string>();
  for (const { units, gold } of texts) {
    for (const { head } of gold) {
      const unit = units[head];
      if (unit && !unit.quotation) lemmas.add(unit.lemma);
    }
  }
  return lemmas;
}

function cueExamples(text: CodedText & GoldText, lemmas: ReadonlySet<string>): CueExample[] {
  const heads = new Set(text.gold.map(({ head }) => head));
  const examples: CueExample[] = [];
  for (const [at, unit] of text.units.entries()) {
    const isHead = heads.has(at);
    if (!isHead && !mayBeCue(unit, lemmas)) continue;
    examples.push({ at, lemma: unit.lemma, features: cueFeatures(text, at), isHead });
  }
  return examples;
}

function windowsOf(text: CodedText & GoldText): LabelledWindow[] {
  const windows: LabelledWindow[] = [];
  for (const attribution of text.gold) {
    if (attribution.head < 0) continue;
    const window = windowOf(text, attribution.head);
    const answers = labelsOf(text, attribution, window);
    if (!answers.includes(Label.CONTENT_BEGINS)) continue;
    windows.push({ head: attribution.head, window, answers });
  }
  return windows;
}

/** Returns the labelled sequences of a text, of which the likely cues are known. */
export function sequencesOf({ text, windows }: TrainingText, likely: Uint8Array): LabelledSequence[] {
  return windows.map(({ head, window, answers }) => ({
    ...spanFeatures(text, head, window, likely),
    answers,
  }));
}

/** Returns the labels of the units in a window. A unit belongs to the part that has half of its words. */
function labelsOf(text: ReadText, gold: GoldAttribution, { first, last }: CueWindow): Int8Array {
  const labels = new Int8Array(last - first + 1);
  let previous: number = Label.OUTSIDE;
  for (let at = first; at <= last; at += 1) {
    previous = at === gold.head ? Label.CUE : labelOfUnit(text, gold, text.units[at] as Unit, previous);
    labels[at - first] = previous;
  }
  return labels;
}

function labelOfUnit(text: ReadText, gold: GoldAttribution, unit: Unit, previous: number): number {
  const [wasContent, wasSource] = [isContent(previous), isSource(previous)];
  if (!unit.isWord) {
    // A sign belongs to the part that goes on behind it.
    if (wasContent && nextWordIsIn(text, unit.last, gold.content)) return Label.IN_CONTENT;
    return wasSource && nextWordIsIn(text, unit.last, gold.source) ? Label.IN_SOURCE : Label.OUTSIDE;
  }
  const counts = { words: 0, content: 0, source: 0, cue: 0 };
  for (let word = unit.first; word <= unit.last; word += 1) {
    if (!text.tokens[word]?.isWord) continue;
    counts.words += 1;
    if (gold.content.has(word)) counts.content += 1;
    if (gold.source.has(word)) counts.source += 1;
    if (gold.cue.has(word)) counts.cue += 1;
  }
  if (counts.content * 2 >= counts.words) return wasContent ? Label.IN_CONTENT : Label.CONTENT_BEGINS;
  if (counts.source * 2 >= counts.words) return wasSource ? Label.IN_SOURCE : Label.SOURCE_BEGINS;
  return counts.cue * 2 >= counts.words ? Label.CUE : Label.OUTSIDE;
}

function nextWordIsIn({ tokens }: ReadText, sign: number, words: ReadonlySet<number>): boolean {
  for (let at = sign + 1; at < tokens.length && at < sign + 4; at += 1) if (tokens[at]?.isWord) return words.has(at);
  return false;
}
