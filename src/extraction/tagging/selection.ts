import { type AttributionCandidate, countShared } from "../candidate.ts";

/** A candidate that may be chosen. */
export interface SelectableCandidate extends AttributionCandidate {
  /** Reads it again without the units that surer ones have, and scores it; undefined without any content left. */
  without?(taken: ReadonlySet<number>): AttributionCandidate | undefined;
}

/** The share of a content that may belong to a surer one. */
const MOST_TAKEN = 1 / 4;

/** How many of those that are not chosen are kept beside each that is. */
const MOST_DISPLACED = 3;

/**
 * Chooses candidates, the surest first, whose contents hardly overlap. One that overlaps is read again without the words that are
 * taken, and waits for its turn with its new score. Returns them in reading order, each with those that it has displaced.
 */
export function selectCandidates(candidates: readonly SelectableCandidate[]): AttributionCandidate[] {
  const chosen: AttributionCandidate[] = [];
  const displaced: AttributionCandidate[] = [];
  const taken = new Set<number>();
  const takenUnits = new Set<number>();
  const waiting = candidates.toSorted(bySureness);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { content, contentUnits, cueUnits } = next;
    if (countShared(content, taken) > content.size * MOST_TAKEN) {
      displaced.push(next);
      // It is read again once: the second reading has no `without`.
      const rest = next.without?.(takenUnits);
      if (rest) insertBySureness(waiting, rest);
      continue;
    }
    for (const word of content) taken.add(word);
    for (const unit of [...contentUnits, ...cueUnits]) takenUnits.add(unit);
    chosen.push(next);
  }
  const withOthers = chosen.map((candidate) => {
    const others = displaced
      .filter(({ content }) => countShared(content, candidate.content) > 0)
      .slice(0, MOST_DISPLACED);
    return others.length > 0 ? { ...candidate, others } : candidate;
  });
  return withOthers.sort((one, other) => one.head - other.head);
}

/** Puts a candidate into its place among those that wait, the surest first. */
function insertBySureness(waiting: SelectableCandidate[], candidate: SelectableCandidate): void {
  let [low, high] = [0, waiting.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bySureness(waiting[middle] as SelectableCandidate, candidate) <= 0) low = middle + 1;
    else high = middle;
  }
  waiting.splice(low, 0, candidate);
}

function bySureness(one: AttributionCandidate, other: AttributionCandidate): number {
  return other.score - one.score || one.head - other.head;
}
