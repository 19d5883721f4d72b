import type { ReadText, Unit } from "../article.ts";
import { type AttributionCandidate, quotedShareOf, wordsOfUnits } from "../candidate.ts";
import { findSpeakerOfQuotation, type LeftoverKind } from "./leftoverSource.ts";

/** How likely a quotation without a cue is a statement by its supposed speaker, by the way in which the speaker was found. */
export type LeftoverScores = Readonly<Record<LeftoverKind, number>>;

/** The scores before any training. */
export const UNTRAINED_SCORES: LeftoverScores = {
  TRANSCRIPT: 0.55,
  NAME_BEFORE: 0.5,
  BYLINE: 0.55,
  LATE_SOURCE: 0.5,
  SUBJECT: 0.45,
  SPEAKER_BEFORE: 0.45,
  AROUND: 0.42,
  LONG: 0.42,
  SHORT: 0.25,
};

/** A quotation that no cue claims, with the way in which its speaker was found. */
export interface Leftover extends AttributionCandidate {
  kind: LeftoverKind;
}

const LEAST_QUOTED_WORDS = 4;
/** A title in quotation marks has fewer words. */
const LEAST_WORDS_OF_TITLE = 8;
/** A less likely candidate does not claim its quotation. */
const LEAST_CLAIM = 0.3;

/** Proposes the quotations that no candidate claims: to a speaker whom the text around shows, or to nobody. */
export function findLeftovers(
  text: ReadText,
  chosen: readonly AttributionCandidate[],
  scores: LeftoverScores,
): Leftover[] {
  const claimed = new Set<number>();
  for (const { score, content } of chosen) if (score >= LEAST_CLAIM) for (const word of content) claimed.add(word);
  const leftovers: Leftover[] = [];
  const before = speakersBefore(chosen);
  for (const [at, unit] of text.units.entries()) {
    if (!isUnclaimed(text, unit, claimed)) continue;
    const last = leftovers.at(-1);
    const speaker = findSpeakerOfQuotation(text, at, laterOf(before(at), last?.source.size ? last : undefined));
    const units = withFollowing(text, at);
    const content = wordsOfUnits(text, units);
    for (const word of speaker.inside ?? []) content.delete(word);
    for (const word of content) claimed.add(word);
    leftovers.push({
      kind: speaker.kind,
      head: -1,
      cueScore: 0,
      score: scores[speaker.kind],
      contentUnits: units,
      sourceUnits: speaker.units,
      cueUnits: [],
      content,
      source: speaker.inside ? wordsAmong(text, speaker.inside) : wordsOfUnits(text, speaker.units),
      cue: new Set(),
      contentMean: 0,
      contentLeast: 0,
      sourceMean: 0,
      quotedShare: quotedShareOf(text, content),
    });
  }
  return leftovers;
}

function isUnclaimed({ tokens }: ReadText, { quotation, first, last }: Unit, claimed: ReadonlySet<number>): boolean {
  if (!quotation || quotation.words < (quotation.isTitle ? LEAST_WORDS_OF_TITLE : LEAST_QUOTED_WORDS)) return false;
  let count = 0;
  for (let at = first; at <= last; at += 1) if (tokens[at]?.isWord && claimed.has(at)) count += 1;
  return count * 3 <= quotation.words;
}

/** Quotations that directly follow in the paragraph go on with the statement. */
function withFollowing({ units }: ReadText, at: number): number[] {
  const { paragraph } = units[at] as Unit;
  const joined = [at];
  while (units[at + joined.length]?.quotation && units[at + joined.length]?.paragraph === paragraph)
    joined.push(at + joined.length);
  return joined;
}

function wordsAmong({ tokens }: ReadText, words: readonly number[]): Set<number> {
  return new Set(words.filter((word) => tokens[word]?.isWord));
}

/** Finds the last likely candidate whose content ends before a place. Asked in the order of the places. */
function speakersBefore(chosen: readonly AttributionCandidate[]): (at: number) => AttributionCandidate | undefined {
  const ends = chosen
    .filter(({ score, contentUnits }) => score >= LEAST_CLAIM && contentUnits.length > 0)
    .sort((one, other) => lastOf(one) - lastOf(other));
  let next = 0;
  return (at) => {
    while (next < ends.length && lastOf(ends[next] as AttributionCandidate) < at) next += 1;
    return ends[next - 1];
  };
}

/** Returns the one whose content ends later. */
function laterOf(
  one: AttributionCandidate | undefined,
  other: AttributionCandidate | undefined,
): AttributionCandidate | undefined {
  if (!one || !other) return one ?? other;
  return lastOf(other) > lastOf(one) ? other : one;
}

function lastOf({ contentUnits }: AttributionCandidate): number {
  return contentUnits.at(-1) as number;
}
