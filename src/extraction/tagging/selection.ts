import type { AttributionCandidate } from "../candidate.ts";

/** The share of a content that may belong to a surer one. */
const MOST_TAKEN = 1 / 4;

/** Chooses candidates, the surest first, whose contents hardly overlap. Returns them in reading order. */
export function selectCandidates(candidates: readonly AttributionCandidate[]): AttributionCandidate[] {
  const chosen: AttributionCandidate[] = [];
  const taken = new Set<number>();
  for (const candidate of candidates.toSorted((one, other) => other.score - one.score || one.head - other.head)) {
    const { content } = candidate;
    let count = 0;
    for (const word of content) if (taken.has(word)) count += 1;
    if (count > content.size * MOST_TAKEN) continue;
    for (const word of content) taken.add(word);
    chosen.push(candidate);
  }
  return chosen.sort((one, other) => one.head - other.head);
}
