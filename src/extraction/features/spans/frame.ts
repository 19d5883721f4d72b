import type { Sentence, Unit } from "../../article.ts";
import { mix } from "../../learning/hashing.ts";
import { type CodedText, OUTSIDE, type UnitCodes } from "../codes.ts";
import type { CueWindow } from "../window.ts";

/** What the features of all units in a window have in common. */
export interface Frame {
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
  /** How likely each unit of the text is a cue, and how many likely ones stand between the cue and each unit of the window. */
  likely: Uint8Array;
  cues: Int8Array;
  /** The first "that" after the cue. */
  that: number;
}

/** Reads what the features of a window have in common. */
export function frameOfCue(text: CodedText, cue: number, window: CueWindow, likely: Uint8Array): Frame {
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
    ...countBetween(text, cue, window, likely),
    likely,
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
  likely: Uint8Array,
): Pick<Frame, "verbs" | "commas" | "speechVerbs" | "cues"> {
  const counts = {
    verbs: new Int8Array(last - first + 1),
    commas: new Int8Array(last - first + 1),
    speechVerbs: new Int8Array(last - first + 1),
    cues: new Int8Array(last - first + 1),
  };
  for (const step of [1, -1]) {
    let [verbs, commas, speech, cues] = [0, 0, 0, 0];
    for (let at = cue + step; at >= first && at <= last; at += step) {
      counts.verbs[at - first] = verbs;
      counts.commas[at - first] = commas;
      counts.speechVerbs[at - first] = speech;
      counts.cues[at - first] = cues;
      const unit = units[at] as Unit;
      const code = codes[at] as UnitCodes;
      if (code.isVerb && verbs < 3) verbs += 1;
      if (unit.text === "," && commas < 3) commas += 1;
      if (unit.wordClass === "VERB" && code.speech === 1 && speech < 2) speech += 1;
      if (likely[at] === 2 && cues < 2) cues += 1;
    }
  }
  return counts;
}
