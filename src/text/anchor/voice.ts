import {
  keepsName,
  type NameInFrame,
  type NameTest,
  nameAt,
  namesNobodyNew,
  nameTest,
  nearestOwnName,
  othersIn,
  type VoiceFrame,
} from "./frameNames.ts";
import type { NarratedWord, Narration } from "./narration.ts";

/** A passage in a text, in code points. */
export interface VoicedPlace {
  narration: Narration;
  start: number;
  end: number;
}

/** How many sentences back a name may stand that "she" means. */
const FARTHEST_NAME = 20;

/**
 * Tells whether a passage at a new place is still said by the same person, by the words around it: those of its sentence outside
 * of quotation marks. They are the same, or they name the speaker as before and nobody new. If they do not name the speaker
 * ("she said"), the name before them must be the same as well. In doubt, it is not.
 *
 * @param names the speaker's names
 */
export function keepsVoice(before: VoicedPlace, after: VoicedPlace, names: readonly string[]): boolean {
  const isName = nameTest(names);
  if (namesWithin(before, isName)) return true;
  const [old, now] = [frameOf(before), frameOf(after)];
  const isSame = sameWords(old.left, now.left) && sameWords(old.right, now.right);
  const named = nearestOwnName(old, isName);
  if (named && isSame) return true;
  if (named) return keepsName(named, nearestOwnName(now, isName)) && namesNobodyNew(old, now, isName);
  if (!isSame) return false;
  if (old.left.length + old.right.length === 0 && !keepsFollowing(before, after, isName)) return false;
  return keepsAntecedent(before, after, isName);
}

/** A passage of several parts may contain its attribution: “We stay,” Runa Velle said, “all of us.” */
function namesWithin({ narration: { words }, start, end }: VoicedPlace, isName: NameTest): boolean {
  const [from, to] = [firstOf(words, (word) => word.start >= start), firstOf(words, (word) => word.start >= end)];
  return words.slice(from, to).some(({ word }) => isName(word));
}

/** Returns the words of a passage's sentences around it, outside of quotations. */
export function frameOf({ narration, start, end }: VoicedPlace): VoiceFrame {
  const { words, sentenceAt } = narration;
  const [first, last] = [sentenceAt(start), sentenceAt(end - 1)];
  const from = firstOf(words, (word) => word.sentence >= first);
  const to = firstOf(words, (word) => word.sentence > last);
  const inside = firstOf(words, (word) => word.end > start);
  const beyond = firstOf(words, (word) => word.start >= end);
  return {
    left: words.slice(from, Math.max(from, inside)),
    right: words.slice(Math.min(beyond, to), to),
    capitals: narration.capitals,
  };
}

function firstOf(words: readonly NarratedWord[], isFound: (word: NarratedWord) => boolean): number {
  let [from, to] = [0, words.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isFound(words[middle] as NarratedWord)) to = middle;
    else from = middle + 1;
  }
  return from;
}

function sameWords(one: readonly NarratedWord[], other: readonly NarratedWord[]): boolean {
  return one.length === other.length && one.every(({ word }, i) => word === other[i]?.word);
}

/** The name that stands last before a passage, and the capitalised words after it. */
function keepsAntecedent(before: VoicedPlace, after: VoicedPlace, isName: NameTest): boolean {
  const old = antecedentOf(before, isName);
  if (!old) return true;
  const now = antecedentOf(after, isName);
  return now !== null && keepsName(old.name, now.name) && now.others.every((word) => old.others.includes(word));
}

function antecedentOf(
  { narration, start }: VoicedPlace,
  isName: NameTest,
): { name: NameInFrame; others: string[] } | null {
  const { words, sentenceAt } = narration;
  const sentence = sentenceAt(start);
  const end = firstOf(words, (word) => word.sentence >= sentence);
  const from = firstOf(words, (word) => word.sentence >= sentence - FARTHEST_NAME);
  const near = words.slice(from, end);
  const at = near.findLastIndex(({ word }) => isName(word));
  if (at < 0) return null;
  const others = othersIn(near.slice(at + 1), narration.capitals, isName);
  return { name: nameAt(near, at, isName), others };
}

/** A quotation that stands alone may be attributed by the sentence after it, which then names nobody new. */
function keepsFollowing(before: VoicedPlace, after: VoicedPlace, isName: NameTest): boolean {
  const [old, now] = [frameAfter(before), frameAfter(after)];
  const named = nearestOwnName(old, isName);
  return (!named || keepsName(named, nearestOwnName(now, isName))) && namesNobodyNew(old, now, isName);
}

function frameAfter({ narration, end }: VoicedPlace): VoiceFrame {
  const { words, capitals, sentenceAt } = narration;
  const from = firstOf(words, (word) => word.start >= end);
  const next = words[from]?.sentence ?? 0;
  const to = next > sentenceAt(end - 1) + 1 ? from : firstOf(words, (word) => word.sentence > next);
  return { left: [], right: words.slice(from, to), capitals };
}
