import { type AttributionCandidate, countShared } from "../candidate.ts";

/** The share of a content that may belong to a surer one. */
const MOST_TAKEN = 1 / 4;

/** How many of those that are not chosen are kept beside each that is. */
const MOST_DISPLACED = 3;

/**
 * Chooses candidates, the surest first, whose contents hardly overlap. Returns them in reading order, each with those that it has
 * displaced.
 */
export function selectCandidates(candidates: readonly AttributionCandidate[]): AttributionCandidate[] {
  const chosen: AttributionCandidate[] = [];
  const displaced: AttributionCandidate[] = [];
  const taken = new Set<number>();
  for (const candidate of candidates.toSorted((one, other) => other.score - one.score || one.head - other.head)) {
    const { content } = candidate;
    if (countShared(content, taken) > content.size * MOST_TAKEN) {
      displaced.push(candidate);
      continue;
    }
    for (const word of content) taken.add(word);
    chosen.push(candidate);
  }
  const withOthers = chosen.map((candidate) => {
    const others = displaced
      .filter(({ content }) => countShared(content, candidate.content) > 0)
      .slice(0, MOST_DISPLACED);
    return others.length > 0 ? { ...candidate, others } : candidate;
  });
  return withOthers.sort((one, other) => one.head - other.head);
}
