import { countShared } from "../candidate.ts";
import { matchContents } from "./matching.ts";
import type { Compared } from "./measures.ts";

/** How right the proposals of some scores are. */
export interface Certainty {
  proposals: number;
  /** The share of all proposals. */
  share: number;
  /** The share whose content is right, and whose content and source are right. */
  content: number;
  contentAndSource: number;
}

/** A proposal's score, and whether it was right. */
interface Judged {
  score: number;
  hasContent: boolean;
  hasSource: boolean;
}

/** Proposals of a lower score are not counted. */
const LEAST_COUNTED = 0.1;
const BEST_SHARE = 0.3;
const SURE = 0.9;

/** Returns how right the proposals are by tenths of their score, from 0.9 on, and among the best 30 %. */
export function measureCertainty(
  texts: readonly Compared[],
  threshold: number,
): { deciles: Certainty[]; sure: Certainty; best: Certainty } {
  const judged = texts.flatMap(judge).sort((one, other) => other.score - one.score);
  const shown = judged.filter(({ score }) => score >= threshold);
  const among = (from: number, to: number) =>
    certaintyOf(
      judged.filter(({ score }) => score >= from && score < to),
      shown.length,
    );
  return {
    deciles: Array.from({ length: 10 }, (_, i) => among(i / 10, i === 9 ? 2 : (i + 1) / 10)),
    sure: among(SURE, 2),
    best: certaintyOf(shown.slice(0, Math.floor(shown.length * BEST_SHARE)), shown.length),
  };
}

function judge({ gold, proposals }: Compared): Judged[] {
  const counted = proposals.filter(({ score }) => score >= LEAST_COUNTED);
  const { ofProposals } = matchContents(gold, counted);
  return counted.map(({ score, source }, i) => {
    const marked = gold[ofProposals[i] as number];
    const hasContent = marked !== undefined && marked.source.size > 0;
    return { score, hasContent, hasSource: hasContent && countShared(marked.source, source) > 0 };
  });
}

function certaintyOf(some: readonly Judged[], all: number): Certainty {
  const proposals = some.length;
  const share = (is: (judged: Judged) => boolean) => (proposals > 0 ? some.filter(is).length / proposals : 0);
  return {
    proposals,
    share: all > 0 ? proposals / all : 0,
    content: share(({ hasContent }) => hasContent),
    contentAndSource: share(({ hasSource }) => hasSource),
  };
}
