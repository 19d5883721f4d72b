import type { Sequence } from "../learning/chain.ts";
import { FeatureList } from "../learning/hashing.ts";
import type { CodedText } from "./codes.ts";
import { addFrame, addSubjectParts, addVerbClasses } from "./spans/cue.ts";
import { type Frame, frameOfCue } from "./spans/frame.ts";
import { spanCodes } from "./spans/names.ts";
import { addOtherCues } from "./spans/otherCues.ts";
import { placeOfUnit } from "./spans/place.ts";
import { addQuotation } from "./spans/quotation.ts";
import { addNeighbours, addOwn } from "./spans/words.ts";
import type { CueWindow } from "./window.ts";

/**
 * Returns the features of the units in a cue's window.
 *
 * @param likely how likely each unit of the text is a cue, as `LikelyCues` has it
 */
export function spanFeatures(text: CodedText, cue: number, window: CueWindow, likely: Uint8Array): Sequence {
  const frame = frameOfCue(text, cue, window, likely);
  const offsets = new Int32Array(window.last - window.first + 2);
  const list = new FeatureList();
  for (let at = window.first; at <= window.last; at += 1) {
    if (at === cue) list.add(spanCodes.cue);
    else addUnit(list, frame, at);
    offsets[at - window.first + 1] = list.length;
  }
  return { codes: list.toArray(), offsets };
}

function addUnit(list: FeatureList, frame: Frame, at: number): void {
  const place = placeOfUnit(frame, at);
  addOwn(list, frame, place);
  addNeighbours(list, place);
  addFrame(list, frame, place);
  addVerbClasses(list, frame, place);
  addSubjectParts(list, frame, place);
  addOtherCues(list, frame, place);
  if (place.unit.quotation) addQuotation(list, frame, place);
  else if (place.sentence > 0) {
    const offset = place.sentence === 1 ? 9 : place.unit.sentence - frame.unit.sentence;
    list.add4(spanCodes["other sentence"], offset, frame.codes.speech, frame.quotationsBefore, frame.quotationsAfter);
  }
}
