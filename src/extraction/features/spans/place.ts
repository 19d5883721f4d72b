import type { Unit } from "../../article.ts";
import { distanceClass, type UnitCodes } from "../codes.ts";
import type { Frame } from "./frame.ts";

/** A unit of the window, by its place relative to the cue. */
export interface UnitPlace {
  at: number;
  unit: Unit;
  codes: UnitCodes;
  distance: number;
  side: number;
  /** 0 in the cue's sentence, 1 before it, 2 after it, 3 in another paragraph. */
  sentence: number;
  place: number;
  verbs: number;
  commas: number;
  before: UnitCodes | undefined;
  before2: UnitCodes | undefined;
  after: UnitCodes | undefined;
  after2: UnitCodes | undefined;
}

/** Reads the place of a unit. */
export function placeOfUnit(
  { text: { units, codes }, window: { first, last }, cue, unit: head, verbs, commas }: Frame,
  at: number,
): UnitPlace {
  const unit = units[at] as Unit;
  const side = at < cue ? 1 : 2;
  const offset = unit.sentence - head.sentence;
  const sentence = offset === 0 ? 0 : offset < 0 ? 1 : unit.paragraph === head.paragraph ? 2 : 3;
  const within = (place: number) => (place < first || place > last ? undefined : codes[place]);
  return {
    at,
    unit,
    codes: codes[at] as UnitCodes,
    distance: distanceClass(at - cue),
    side,
    sentence,
    place: side * 8 + sentence,
    verbs: verbs[at - first] as number,
    commas: commas[at - first] as number,
    before: within(at - 1),
    before2: within(at - 2),
    after: within(at + 1),
    after2: within(at + 2),
  };
}
