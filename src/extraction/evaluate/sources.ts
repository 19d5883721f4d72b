import { countShared } from "../candidate.ts";
import { matchContents } from "./matching.ts";
import type { Compared } from "./measures.ts";

/** Of the attributions whose content was found: the share whose source, and whose cue, was found as well. */
export interface PartsFound {
  sourceOfDirect: number;
  sourceOfOthers: number;
  cue: number;
}

/** Measures the parts of attributions whose content was found. */
export function measureParts(texts: readonly Compared[]): PartsFound {
  const counts = { sourceOfDirect: [0, 0], sourceOfOthers: [0, 0], cue: [0, 0] } as Record<
    keyof PartsFound,
    [number, number]
  >;
  const note = (name: keyof PartsFound, gold: ReadonlySet<number>, found: ReadonlySet<number>) => {
    if (gold.size === 0) return;
    counts[name][1] += 1;
    if (countShared(gold, found) > 0) counts[name][0] += 1;
  };
  for (const { gold, proposals } of texts) {
    const { ofGold } = matchContents(gold, proposals);
    for (const [i, marked] of gold.entries()) {
      const proposal = proposals[ofGold[i] as number];
      if (!proposal) continue;
      if (marked.isSpeech) note("cue", marked.cue, proposal.cue);
      if (marked.isDirect) note("sourceOfDirect", marked.source, proposal.source);
      else if (marked.isSpeech) note("sourceOfOthers", marked.source, proposal.source);
    }
  }
  const share = ([found, all]: [number, number]) => (all > 0 ? found / all : 0);
  return {
    sourceOfDirect: share(counts.sourceOfDirect),
    sourceOfOthers: share(counts.sourceOfOthers),
    cue: share(counts.cue),
  };
}
