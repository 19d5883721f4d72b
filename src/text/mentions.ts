import { readWords, type Words } from "./mentions/words.ts";
import { normalizeName } from "./names.ts";

/** A topic, as the caller identifies it, and the names that show that a text is about it. */
export interface NamedTopic<Topic> {
  topic: Topic;
  names: readonly string[];
}

/** Returns the topics that a text mentions. */
export type TagsOf<Topic> = (text: string) => Set<Topic>;

/** A node of the tree of all names, word by word from its root. */
interface TrieNode<Topic> {
  next: Map<string, TrieNode<Topic>>;
  ends: { topic: Topic; isInCapitals: boolean }[];
}

/** The number of words whose forms are cached; beyond it the cache is emptied. */
const MOST_WORDS = 100_000;

/** V8 copies substrings up to this length; longer ones keep the whole text in memory. */
const LONGEST_COPIED = 12;

/**
 * Prepares the names of topics for reading texts.
 *
 * A text mentions a name if it has its words, compared by `normalizeName`: whole words, with any case, accents and punctuation
 * between them, but not across the end of a sentence; in scripts without spaces, its letters. A mention inside a longer one
 * does not count ("South Sudan" is not Sudan), whatever their topics. "Syria's" mentions Syria. Names of one or two letters,
 * and those of three that are listed in capitals (US, IS, WHO), count only in capitals, in a text that is not all in capitals,
 * or with full stops ("U.S."): "us" and "who" are words.
 */
export function openTagger<Topic>(topics: readonly NamedTopic<Topic>[]): TagsOf<Topic> {
  const root: TrieNode<Topic> = { next: new Map(), ends: [] };
  const vocabulary = new Set<string>();
  for (const { topic, names } of topics) {
    for (const name of names) {
      const words = readWords(name, normalizeName).forms.filter(Boolean);
      if (words.length === 0) continue;
      for (const word of words) vocabulary.add(word);
      nodeFor(root, words).ends.push({ topic, isInCapitals: words.length === 1 && isCapitalsOnly(name) });
    }
  }
  const formOf = cacheForms((written) => {
    const form = normalizeName(written);
    return vocabulary.has(form) ? form : "";
  });
  return (text) => findTopics(root, readWords(text, formOf), text);
}

function isCapitalsOnly(name: string): boolean {
  const letters = [...name.matchAll(/\p{L}/gu)].join("");
  if (letters.toUpperCase() === letters.toLowerCase()) return false;
  return letters.length <= 2 || (letters.length === 3 && letters === letters.toUpperCase());
}

function nodeFor<Topic>(root: TrieNode<Topic>, words: readonly string[]): TrieNode<Topic> {
  let node = root;
  for (const word of words) {
    const next = node.next.get(word) ?? { next: new Map(), ends: [] };
    node.next.set(word, next);
    node = next;
  }
  return node;
}

function cacheForms(formOf: (written: string) => string): (written: string) => string {
  const known = new Map<string, string>();
  return (written) => {
    const cached = known.get(written);
    if (cached !== undefined) return cached;
    const form = formOf(written);
    if (written.length > LONGEST_COPIED) return form;
    if (known.size >= MOST_WORDS) known.clear();
    known.set(written, form);
    return form;
  };
}

function findTopics<Topic>(root: TrieNode<Topic>, { forms, written }: Words, text: string): Set<Topic> {
  const found = new Set<Topic>();
  let covered = 0;
  for (let start = 0; start < forms.length; start += 1) {
    if (forms[start] === "") continue;
    let longest: { end: number; topics: Topic[] } | undefined;
    let node = root.next.get(forms[start] as string);
    for (let end = start + 1; node; end += 1) {
      const topics = topicsAt(node, written[start] as string, text);
      if (topics.length > 0) longest = { end, topics };
      node = node.next.get(forms[end] ?? "");
    }
    if (!longest || longest.end <= covered) continue;
    covered = longest.end;
    for (const topic of longest.topics) found.add(topic);
  }
  return found;
}

function topicsAt<Topic>({ ends }: TrieNode<Topic>, written: string, text: string): Topic[] {
  return ends
    .filter(({ isInCapitals }) => !isInCapitals || isWrittenInCapitals(written, text))
    .map(({ topic }) => topic);
}

/** Tells whether a word is meant as an abbreviation. Capitals show nothing in a text all in capitals; full stops still do. */
function isWrittenInCapitals(written: string, text: string): boolean {
  return written === written.toUpperCase() && (written.includes(".") || /\p{Ll}/u.test(text));
}
