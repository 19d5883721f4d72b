import { normalizeName } from "../../text/names.ts";
import type { ReadText } from "../article.ts";
import type { GoldAttribution, GoldText } from "../gold.ts";
import { resolveSpeakers, type SourceSpeaker } from "../speakers.ts";

/** How many of some mentions were resolved to the speaker whom the annotation names, and how many to somebody else. */
export interface ResolvedMentions {
  mentions: number;
  right: number;
  /** Led to another name; the others stay unknown. */
  wrong: number;
}

/** How well mentions are resolved, by their kind. Counts only attributions whose speaker is annotated. */
export interface SpeakersFound {
  /** Mentions that share a word with the speaker's name. */
  named: ResolvedMentions;
  /** "he", "she" and their forms. */
  pronouns: ResolvedMentions;
  /** Other mentions of somebody whom the article names: "the minister". */
  described: ResolvedMentions;
  /** Mentions of people whom the article does not name: right if nobody is named for them. */
  unnamed: ResolvedMentions;
}

const THIRD_PERSON_PRONOUN = /^(?:he|she|him|her|his|hers)$/i;
const NO_NAMES = new Set(["UNNAMED", "UNKNOWN"]);

/** Resolves the annotated sources of articles, and compares them with the annotated speakers. */
export function measureSpeakers(texts: readonly GoldText[]): SpeakersFound {
  const found: SpeakersFound = { named: none(), pronouns: none(), described: none(), unnamed: none() };
  for (const text of texts) {
    const known = text.gold
      .filter(({ source, speaker }) => source.size > 0 && speaker !== null)
      .sort((one, other) => Math.min(...one.source) - Math.min(...other.source));
    const speakers = resolveSpeakers(
      text,
      known.map(({ source }) => ({ units: unitsOf(text, source) })),
    );
    for (const [i, attribution] of known.entries())
      noteResolved(found, text, attribution, speakers[i] as SourceSpeaker);
  }
  return found;
}

function none(): ResolvedMentions {
  return { mentions: 0, right: 0, wrong: 0 };
}

function unitsOf({ units }: ReadText, words: ReadonlySet<number>): number[] {
  const [first, last] = [Math.min(...words), Math.max(...words)];
  return [...units.keys()].filter((at) => (units[at]?.first ?? 0) >= first && (units[at]?.last ?? 0) <= last);
}

function noteResolved(
  found: SpeakersFound,
  text: ReadText,
  { source, speaker }: GoldAttribution,
  resolved: SourceSpeaker,
): void {
  const [first, last] = [text.tokens[Math.min(...source)], text.tokens[Math.max(...source)]];
  const mention = text.text.slice(first?.start, last?.end);
  const meant = speaker as string;
  const name = resolved.status === "NAMED" ? resolved.name : null;
  const kind = NO_NAMES.has(meant)
    ? "unnamed"
    : THIRD_PERSON_PRONOUN.test(mention)
      ? "pronouns"
      : hasCommonWord(mention, meant)
        ? "named"
        : "described";
  const count = found[kind];
  count.mentions += 1;
  if (kind === "unnamed" ? name === null : name !== null && isSamePerson(name, meant)) count.right += 1;
  else if (name !== null) count.wrong += 1;
}

function hasCommonWord(mention: string, name: string): boolean {
  const words = new Set(comparedWords(name));
  return /^\p{Lu}{2,}$/u.test(mention) || comparedWords(mention).some((word) => words.has(word));
}

function comparedWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && word !== "the");
}

/** Names are the same if one ends in the other, or if first and last word are equal: middle names and titles may differ. */
function isSamePerson(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => normalizeName(name).replace(/^the /, "")) as [string, string];
  if (a === b || a.endsWith(` ${b}`) || b.endsWith(` ${a}`)) return true;
  const [wordsA, wordsB] = [a.split(" "), b.split(" ")];
  return wordsA[0] === wordsB[0] && wordsA.at(-1) === wordsB.at(-1);
}
