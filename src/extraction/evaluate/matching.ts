import { countShared } from "../candidate.ts";

/** Something with a content: a marked attribution or a proposal. */
interface WithContent {
  content: ReadonlySet<number>;
}

/** Which proposal each marked attribution has, and the other way round; -1 for none. */
export interface Matching {
  ofGold: Int32Array;
  ofProposals: Int32Array;
}

/**
 * Matches contents one to one (*ov50*): the shared words are at least half of both. Those that overlap most are matched first, by
 * the share of their common words.
 */
export function matchContents(gold: readonly WithContent[], proposals: readonly WithContent[]): Matching {
  const pairs: { overlap: number; i: number; j: number }[] = [];
  for (const [i, { content: one }] of gold.entries()) {
    for (const [j, { content: other }] of proposals.entries()) {
      const shared = countShared(one, other);
      if (shared > 0 && shared * 2 >= one.size && shared * 2 >= other.size) {
        pairs.push({ overlap: shared / (one.size + other.size - shared), i, j });
      }
    }
  }
  pairs.sort((one, other) => other.overlap - one.overlap || one.i - other.i || one.j - other.j);
  const matching: Matching = {
    ofGold: new Int32Array(gold.length).fill(-1),
    ofProposals: new Int32Array(proposals.length).fill(-1),
  };
  for (const { i, j } of pairs) {
    if ((matching.ofGold[i] as number) >= 0 || (matching.ofProposals[j] as number) >= 0) continue;
    matching.ofGold[i] = j;
    matching.ofProposals[j] = i;
  }
  return matching;
}
