import type { FeatureList } from "../../learning/hashing.ts";
import { OUTSIDE } from "../codes.ts";
import type { Frame } from "./frame.ts";
import { spanCodes } from "./names.ts";
import type { UnitPlace } from "./place.ts";

/** How many units ahead another cue is looked for. */
const FARTHEST_NEXT_CUE = 3;

/** Adds the other likely cues around: at "said he would stay and accused the mayor of lying", the first content ends before "and". */
export function addOtherCues(
  list: FeatureList,
  { window, likely, cues, cue, classAfter }: Frame,
  { at, codes, side, sentence, before, commas }: UnitPlace,
): void {
  const between = cues[at - window.first] as number;
  const here = likely[at] as number;
  list.add3(spanCodes["cues between"], side, between, sentence);
  list.add3(spanCodes["cues between, class"], side, between, codes.wordClass);
  list.add3(spanCodes["cues between, after the cue"], side, between, classAfter);
  if (here > 0) list.add3(spanCodes["another cue"], here, side, before?.word ?? OUTSIDE);
  const [distance, next] = nextCue(likely, at, cue, window.last);
  if (next > 0) {
    list.add3(spanCodes["next cue"], distance * 4 + next, side, codes.word);
    list.add3(spanCodes["next cue, class"], distance * 4 + next, side, codes.wordClass);
    list.add4(spanCodes["next cue, commas"], next, side, commas, between);
  }
}

/** Returns how far ahead the next likely cue stands, and its class; zeros without one. */
function nextCue(likely: Uint8Array, at: number, cue: number, last: number): [number, number] {
  for (let distance = 1; distance <= FARTHEST_NEXT_CUE && at + distance <= last; distance += 1) {
    const next = likely[at + distance] as number;
    if (next > 0 && at + distance !== cue) return [distance, next];
  }
  return [0, 0];
}
