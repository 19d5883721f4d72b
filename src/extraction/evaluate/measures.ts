import { type AttributionCandidate, countShared } from "../candidate.ts";
import type { GoldAttribution } from "../gold.ts";
import { matchContents } from "./matching.ts";

/** A text's marked attributions and what was proposed for it. */
export interface Compared {
  id: string;
  gold: readonly GoldAttribution[];
  proposals: readonly AttributionCandidate[];
}

/** How many were found, wrongly proposed and missed, as precision, recall and their harmonic mean, from 0 to 1. */
export interface Measure {
  precision: number;
  recall: number;
  f: number;
  right: number;
  wrong: number;
  missed: number;
}

/** The measures of docs/extraction.md. Each counts contents that match by half of their words. */
export const measureNames = [
  "direct",
  "directFiveWords",
  "speech",
  "indirect",
  "contentAndSource",
  "speechFiveWords",
  "contentAndSourceFiveWords",
  "exact",
  "all",
] as const;
export type MeasureName = (typeof measureNames)[number];

/** What a measure counts. */
interface Definition {
  /** The marked attributions that should be found. */
  counts(gold: GoldAttribution): boolean;
  /** The proposals that are wrong if they match no marked attribution. */
  claims(proposal: AttributionCandidate): boolean;
  /** What a match must have besides. */
  isRight?(gold: GoldAttribution, proposal: AttributionCandidate): boolean;
}

const LONG_CONTENT = 5;
const isLong = ({ content }: { content: ReadonlySet<number> }) => content.size >= LONG_CONTENT;
const isDirect = ({ quotedShare }: { quotedShare: number }) => quotedShare > 0.5;
const hasSource = (gold: GoldAttribution, { source }: AttributionCandidate) => countShared(gold.source, source) > 0;
const isSameContent = (one: ReadonlySet<number>, other: ReadonlySet<number>) =>
  one.size === other.size && countShared(one, other) === one.size;

const definitions: Record<MeasureName, Definition> = {
  direct: { counts: isDirect, claims: isDirect },
  directFiveWords: {
    counts: (gold) => isDirect(gold) && isLong(gold),
    claims: (proposal) => isDirect(proposal) && isLong(proposal),
  },
  speech: { counts: ({ isSpeech }) => isSpeech, claims: () => true },
  indirect: { counts: (gold) => gold.isSpeech && !isDirect(gold), claims: (proposal) => !isDirect(proposal) },
  contentAndSource: { counts: ({ isSpeech }) => isSpeech, claims: () => true, isRight: hasSource },
  speechFiveWords: { counts: (gold) => gold.isSpeech && isLong(gold), claims: isLong },
  contentAndSourceFiveWords: { counts: (gold) => gold.isSpeech && isLong(gold), claims: isLong, isRight: hasSource },
  exact: {
    counts: ({ isSpeech }) => isSpeech,
    claims: () => true,
    isRight: (gold, { content }) => isSameContent(gold.content, content),
  },
  all: { counts: ({ source }) => source.size > 0, claims: () => true },
};

/** Computes every measure. A proposal that matches an attribution outside the set of a measure counts neither way. */
export function measure(texts: readonly Compared[]): Record<MeasureName, Measure> {
  const counted = Object.fromEntries(measureNames.map((name) => [name, { right: 0, wrong: 0, missed: 0 }]));
  for (const { gold, proposals } of texts) {
    const { ofGold, ofProposals } = matchContents(gold, proposals);
    for (const name of measureNames) {
      const { counts, claims, isRight = () => true } = definitions[name];
      const count = counted[name] as Pick<Measure, "right" | "wrong" | "missed">;
      for (const [i, marked] of gold.entries()) {
        if (!counts(marked)) continue;
        const proposal = proposals[ofGold[i] as number];
        if (proposal && isRight(marked, proposal)) count.right += 1;
        else count.missed += 1;
      }
      for (const [j, proposal] of proposals.entries()) {
        const marked = gold[ofProposals[j] as number];
        const isWrong = marked ? counts(marked) && !isRight(marked, proposal) : true;
        if (claims(proposal) && isWrong) count.wrong += 1;
      }
    }
  }
  return Object.fromEntries(measureNames.map((name) => [name, asMeasure(counted[name] as Measure)])) as Record<
    MeasureName,
    Measure
  >;
}

function asMeasure({ right, wrong, missed }: Pick<Measure, "right" | "wrong" | "missed">): Measure {
  const precision = right / (right + wrong || 1);
  const recall = right / (right + missed || 1);
  return { precision, recall, f: (2 * precision * recall) / (precision + recall || 1), right, wrong, missed };
}
