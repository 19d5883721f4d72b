import { readWords, type Words } from "./mentions/words.ts";
import { normalizeName } from "./names.ts";

/** A topic, by whatever the caller knows it, and the names that tell that a text is about it. */
export interface NamedTopic<Topic> {
  topic: Topic;
  names: readonly string[];
}

/** The topics that a text mentions. */
export type TagsOf<Topic> = (text: string) => Set<Topic>;

/** A place in the tree of all names, word by word from its root. */
interface TrieNode<Topic> {
  next: Map<string, TrieNode<Topic>>;
  ends: { topic: Topic; isInCapitals: boolean }[];
}

/** How many words' forms are kept; beyond, all are forgotten. */
const MOST_WORDS = 100_000;

/** V8 copies what is cut out of a string below this length; longer cuts hold the whole text in memory. */
const LONGEST_COPIED = 12;

/**
 * Prepares the names of topics for reading texts.
 *
 * A name is mentioned where its words stand in the text, compared by `normalizeName`: whole words, whatever their case,
 * accents and the punctuation between them, but not across the end of a sentence; in scripts without spaces, its letters. A
 * mention within a longer one does not count ("South Sudan" is not Sudan), whichever topics they are of. "Syria's" mentions
 * Syria. Names of one or two letters, and those of three that are listed in capitals (US, IS, WHO), count only where they
 * are written in capitals, in a text that is not all in capitals, or with full stops ("U.S."): "us" and "who" are words.
 */
export function openTagger<Topic>(topics: readonly NamedTopic<Topic>[]): TagsOf<Topic> {
  const root: TrieNode<Topic> = { next: new Map(), ends: [] };
  const vocabulary = new Set<string>();
  for (const { topic, names } of topics) {
    for (const name of names) {
      const words = readWords(name, normalizeName).forms.filter(Boolean);
      if (words.length === 0) continue;
      for (const word of words) vocabulary.add(word);
      plant(root, words).ends.push({ topic, isInCapitals: words.length === 1 && isCapitalsOnly(name) });
    }
  }
  const formOf = rememberForms((written) => {
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

function plant<Topic>(root: TrieNode<Topic>, words: readonly string[]): TrieNode<Topic> {
  let node = root;
  for (const word of words) {
    const next = node.next.get(word) ?? { next: new Map(), ends: [] };
    node.next.set(word, next);
    node = next;
  }
  return node;
}

function rememberForms(formOf: (written: string) => string): (written: string) => string {
  const known = new Map<string, string>();
  return (written) => {
    const remembered = known.get(written);
    if (remembered !== undefined) return remembered;
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

/** Where everything is in capitals they tell nothing; full stops still do. */
function isWrittenInCapitals(written: string, text: string): boolean {
  return written === written.toUpperCase() && (written.includes(".") || /\p{Ll}/u.test(text));
}
