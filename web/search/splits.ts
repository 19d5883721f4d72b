/** The ways in which words without a word between a speaker and a topic may be both: “Putin Idlib”, “Idlib, Putin”. */
export interface Split {
  speaker: string;
  topic: string;
  /** Whether words between them were left out, so that this is at most what somebody may have meant: “Putin against Idlib”. */
  isLoose: boolean;
}

/** More words are a sentence. */
const MOST_WORDS = 6;

/** Words that are part of neither name when they stand between two. */
const LOOSE = new Set(
  "a an the and or of in at to for with from against versus vs supports opposes wants gegen für und contre pour против".split(
    " ",
  ),
);

/** Words between two speakers. In Arabic “and” is written together with the next word. */
const AND = /\s*[,،;&]\s*|\s+(?:and|vs\.?|versus|und|et|y|и|ve|ile)\s+|\s+و\s*(?=\p{Script=Arabic})|\s+و\s+/iu;

/** Whether the words are few enough to be names only. */
export function isShort(words: string): boolean {
  return words.length <= 100 && words.split(" ").length <= MOST_WORDS;
}

/** Whether at least half of the words are such as stand between names: “the end of the war” is no name with a slip in it. */
export function isPhrase(words: string): boolean {
  const parts = words.split(" ");
  return parts.filter((word) => LOOSE.has(word.toLowerCase())).length * 2 >= parts.length;
}

/** Returns every split of a few words into a speaker and a topic, in both orders. None for a sentence or a single word. */
export function splitsOf(words: string): Split[] {
  if (!isShort(words)) return [];
  const parts = words.split(/[\s,;:/]+/u).filter(Boolean);
  const splits = parts.slice(1).flatMap((_, i) => {
    const left = trimEnd(parts.slice(0, i + 1));
    const right = trimStart(parts.slice(i + 1));
    if (left.length === 0 || right.length === 0) return [];
    const isLoose = left.length + right.length < parts.length;
    const [one, other] = [left.join(" "), right.join(" ")];
    return [
      { speaker: one, topic: other, isLoose },
      { speaker: other, topic: one, isLoose },
    ];
  });
  return [...new Map(splits.map((split) => [`${split.speaker}\n${split.topic}`, split])).values()];
}

/** Returns the names that “X and Y” or “X, Y” lists: at most four, and none if it is a single one. */
export function listedNames(words: string): string[] {
  const names = words
    .split(AND)
    .map((name) => name.trim())
    .filter(Boolean);
  return names.length > 1 && names.length <= 4 ? names : [];
}

/**
 * Returns the other forms under which a name may be on record: without an article (“a ceasefire”), and Russian words in the
 * nominative (“о Сирии”, “об Идлибе”, “слова Путина”). They are guesses: only what the archive knows by one of them counts.
 */
export function otherForms(name: string): string[] {
  const bare = name.replace(/^(?:an?|the)\s+/iu, "");
  if (bare !== name) return [bare];
  if (!/^\p{Script=Cyrillic}{4,}$/u.test(name)) return stemsOf(name);
  const stem = RUSSIAN.exec(name)?.[1];
  return stem ? [stem, `${stem}а`, `${stem}я`, `${stem}ия`].filter((form) => form !== name) : [];
}

/** A Russian noun in two parts: its stem, and the ending of a case. */
const RUSSIAN = /^(.+?)(?:ами|ями|ах|ях|ой|ей|ом|ем|ии|[аеиоуыюя])$/u;

/** Returns several Russian words without their endings: “Владимира Путина”. */
function stemsOf(name: string): string[] {
  const words = name.split(" ");
  if (words.length > 3 || !words.every((word) => /^\p{Script=Cyrillic}{4,}$/u.test(word))) return [];
  const stems = words.map((word) => RUSSIAN.exec(word)?.[1] ?? word).join(" ");
  return stems === name ? [] : [stems];
}

function trimEnd(words: readonly string[]): string[] {
  return words.slice(0, words.findLastIndex((word) => !LOOSE.has(word.toLowerCase())) + 1);
}

function trimStart(words: readonly string[]): string[] {
  const first = words.findIndex((word) => !LOOSE.has(word.toLowerCase()));
  return first < 0 ? [] : words.slice(first);
}
