import { type AttributionCandidate, countShared } from "../candidate.ts";

/** What other candidates say about one. */
export interface Rivals {
  /** The score of the likeliest cue whose content the head of this one stands in; 0 without one. */
  around: number;
  /** The score of the likeliest cue that claims most of the same content; 0 without one. */
  same: number;
}

/** Windows do not reach farther, in units. */
const FARTHEST_RIVAL = 400;

/** Compares each candidate with those near it. */
export function findRivals(candidates: readonly AttributionCandidate[]): Rivals[] {
  return candidates.map((one, i) => compareWithOthers(one, candidates, i));
}

/** Compares a candidate with those that have other cues, in reading order. */
export function rivalsOf(one: AttributionCandidate, candidates: readonly AttributionCandidate[]): Rivals {
  return compareWithOthers(
    one,
    candidates,
    candidates.findIndex(({ head }) => head === one.head),
  );
}

function compareWithOthers(
  one: AttributionCandidate,
  candidates: readonly AttributionCandidate[],
  place: number,
): Rivals {
  const rivals = { around: 0, same: 0 };
  for (const step of [-1, 1]) {
    for (let j = place + step; ; j += step) {
      const other = candidates[j];
      if (!other || Math.abs(other.head - one.head) > FARTHEST_RIVAL) break;
      noteRival(rivals, one, other);
    }
  }
  return rivals;
}

function noteRival(rivals: Rivals, one: AttributionCandidate, other: AttributionCandidate): void {
  const { cueScore } = other;
  if (cueScore > rivals.around && other.contentUnits.includes(one.head)) rivals.around = cueScore;
  if (cueScore <= rivals.same) return;
  const shared = countShared(one.content, other.content);
  if (shared * 2 > Math.min(one.content.size, other.content.size)) rivals.same = cueScore;
}
