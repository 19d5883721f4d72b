import type { NamedFragment, SearchQuery } from "../../generated/operations.ts";
import type { Search } from "../../search/readSearch.ts";
import { isPhrase, isShort, listedNames, otherForms, type Split, splitsOf } from "../../search/splits.ts";

/** Conditions of a list of statements, with the names of its parameters. */
export interface Conditions {
  speaker?: readonly string[] | undefined;
  topic?: string | undefined;
  source?: string | undefined;
  text?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Something that may have been meant, with the names that it is shown by. */
export interface Choice {
  speaker?: string | undefined;
  topic?: string | undefined;
  source?: string | undefined;
  conditions: Conditions;
}

/**
 * What a search leads to: a list of statements, a proposition, or the question what was meant. Without choices, nothing at all
 * is known by these words.
 */
export type Destination = { list: Conditions } | { proposition: string } | { choices: Choice[]; words: Conditions };

/** The most that may have been meant, as far as it is shown. */
const MOST_CHOICES = 6;

/** The ways in which a name is found, the surest first. */
const HOW = ["EXACT", "WITHOUT_TITLE", "PART_OF_NAME"] as const;

type Meant = NonNullable<SearchQuery["speakers"]>["matched"]["names"][number];

/** Returns the names that the archive is asked for so that `chooseMeaning` can decide. */
export function namesToAsk(search: Search): { speakers: string[]; topics: string[] } {
  const { speaker, topic, together } = search;
  const splits = splitsIn(search);
  const whole = together ?? search.whole ?? "";
  const speakers = speaker
    ? [speaker, ...listedNames(speaker).flatMap(withForms), ...otherForms(speaker)]
    : [...listedNames(whole)];
  const topics = [...(topic ? withForms(topic) : []), ...(together ? [together] : [])];
  return {
    speakers: [...new Set([...speakers, ...splits.map((split) => split.speaker)])],
    topics: [...new Set([...topics, ...splits.map((split) => split.topic)])],
  };
}

const withForms = (name: string) => [name, ...otherForms(name)];

/** The ways in which the words may be a speaker and a topic, if nothing says where one ends. */
function splitsIn({ whole = "", speaker, topic, together }: Search): Split[] {
  if (speaker || topic) return [];
  const splits = splitsOf(together ?? whole);
  return together ? splits.filter((split) => together.endsWith(split.topic)) : splits;
}

/** Returns the words to count in the text of statements; undefined for a sentence, which is searched for in any case. */
export function wordsToCount({ whole, text }: Search): string | undefined {
  return whole !== undefined && isShort(whole) ? [whole, quotedWords(text)].filter(Boolean).join(" ") : undefined;
}

/**
 * Chooses what a search leads to. A name of one thing goes before the parts that the words between names make of it: “war on
 * terror” is a topic. Of a speaker, a topic and a source of one name, the one with most statements is meant. Parts of which the
 * archive knows one, or knows something like it, are a speaker and a topic; the page of the list then says what was not found.
 * Words with nothing between them are a speaker and a topic if they are exactly the names of both in one way only. All else is
 * words of the text. If no statement has a few words, the answer is what else may have been meant.
 */
export function chooseMeaning(search: Search, data: SearchQuery): Destination {
  const { whole = "", speaker, topic, from, to } = search;
  const besides = { text: quotedWords(search.text), from, to };
  const isOneName = !speaker && !topic;
  for (const how of HOW) {
    const field = isOneName || how === "EXACT" ? largestMeaning(data, how) : undefined;
    if (field) return { list: { ...besides, [field]: field === "speaker" ? [whole] : whole } };
    const [proposition] = how === "EXACT" ? bearersOf(data.asProposition, how) : [];
    if (proposition && "slug" in proposition) return { proposition: proposition.slug };
  }
  const words = { list: { ...besides, text: [whole, besides.text].filter(Boolean).join(" ") } };
  const foundInWords = data.asWords?.totalCount ?? (wordsToCount(search) === undefined ? 1 : 0);
  const isInVain = foundInWords === 0 && !besides.text && !isPhrase(whole);
  if (!isOneName) {
    const nothing = isInVain && !search.isBy ? { choices: [], words: words.list } : words;
    return writtenParts(search, data, foundInWords > 0) ?? nothing;
  }

  const speakers = listedNames(whole);
  if (speakers.length > 0 && speakers.every((name) => meantBy(data.speakers, name)?.how === "EXACT"))
    return { list: { ...besides, speaker: speakers } };
  const { together } = search;
  if (together && meantBy(data.topics, together)?.how === "EXACT") return { list: { ...besides, topic: together } };
  const splits = splitsIn(search).map((split) => ({
    ...split,
    who: meantBy(data.speakers, split.speaker),
    what: meantBy(data.topics, split.topic),
  }));
  const exact = splits.filter(({ isLoose, who, what }) => !isLoose && who?.how === "EXACT" && what?.how === "EXACT");
  const [only, ...others] = exact;
  if (only && others.length === 0) return { list: { ...besides, speaker: [only.speaker], topic: only.topic } };

  const known = splits.filter(({ who, what }) => who?.how && what?.how);
  const like = splits.filter(
    ({ isLoose, who, what }) =>
      !isLoose &&
      ((who?.how === "EXACT" && what?.suggestions.length) || (what?.how === "EXACT" && who?.suggestions.length)),
  );
  const likeSplits = foundInWords > 0 ? known : [...known, ...like];
  const choices = [
    ...likeSplits.flatMap(({ who, what }) => pairsOf(who, what)),
    ...(foundInWords > 0 || isPhrase(whole) ? [] : suggested(data)),
  ];
  return choices.length > 0 || isInVain ? { choices: withConditions(choices, besides), words: words.list } : words;
}

/** Returns the list of the parts that were written apart; undefined if the archive knows too little of them. */
function writtenParts(search: Search, data: SearchQuery, isInWords: boolean): Destination | undefined {
  const { from, to, text, isBy } = search;
  const names = [
    ...(search.speaker ? speakersMeant(search.speaker, data) : []),
    ...(search.topic ? [partMeant("topic", search.topic, data.topics)] : []),
  ];
  const isKnown = names.filter(({ meant }) => meant?.how).length;
  const isLike = names.every(({ meant }) => meant && (meant.how || meant.suggestions.length > 0));
  // “Y by X” is common within sentences too.
  const isMeant = isBy ? isKnown === names.length || (isLike && !isInWords) : isKnown > 0 || isLike;
  if (!isMeant) return undefined;
  const [speaker, topic] = ["speaker", "topic"].map((field) => names.filter((name) => name.field === field));
  return {
    list: { speaker: speaker?.map(({ name }) => name), topic: topic?.[0]?.name, text, from, to },
  };
}

interface PartMeant {
  field: "speaker" | "topic";
  name: string;
  meant: Meant | undefined;
}

/** Returns one speaker, or several if “X and Y” is not the name of one and the archive knows X or Y. */
function speakersMeant(speaker: string, data: SearchQuery): PartMeant[] {
  const part = (name: string) => partMeant("speaker", name, data.speakers);
  const one = part(speaker);
  const listed = listedNames(speaker).map(part);
  return one.meant?.how || !listed.some(({ meant }) => meant?.how) ? [one] : listed;
}

/** Returns a name as written, or in the one other form that the archive has as a name. */
function partMeant(field: PartMeant["field"], name: string, found: SearchQuery["speakers"]): PartMeant {
  const part = (form: string) => ({ field, name: form, meant: meantBy(found, form) });
  const written = part(name);
  if (written.meant?.how === "EXACT") return written;
  const forms = otherForms(name)
    .map(part)
    .filter(({ meant }) => meant?.how === "EXACT");
  return new Set(forms.flatMap(({ meant }) => meant?.nodes.map(({ id }) => id) ?? [])).size === 1
    ? (forms[0] as PartMeant)
    : written;
}

function meantBy(found: { matched: { names: readonly Meant[] } } | null | undefined, name: string): Meant | undefined {
  return found?.matched.names.find(({ given }) => given === name);
}

function bearersOf(
  found: { matched: { names: readonly Meant[] } } | null | undefined,
  wish: (typeof HOW)[number],
): readonly NamedFragment[] {
  return found?.matched.names.find(({ how }) => how === wish)?.nodes ?? [];
}

/** Returns as what the whole is found in this way: as the one with most statements. */
function largestMeaning(data: SearchQuery, wish: (typeof HOW)[number]): "speaker" | "topic" | "source" | undefined {
  const meanings = [
    { field: "speaker", found: data.asSpeaker },
    { field: "topic", found: data.asTopic },
    { field: "source", found: data.asSource },
  ] as const;
  const meant = meanings.filter(({ found }) => bearersOf(found, wish).length > 0);
  return meant.toSorted((one, other) => (other.found?.totalCount ?? 0) - (one.found?.totalCount ?? 0))[0]?.field;
}

type Pair = { speaker?: NamedFragment; topic?: NamedFragment; source?: NamedFragment };

/** Returns what a speaker and a topic may mean together. */
function pairsOf(who: Meant | undefined, what: Meant | undefined): Pair[] {
  const [speakers, topics] = [who, what].map((meant) =>
    (meant?.how ? meant.nodes : (meant?.suggestions ?? [])).slice(0, 2),
  );
  return (speakers ?? []).flatMap((speaker) => (topics ?? []).map((topic) => ({ speaker, topic })));
}

/** Returns what is called almost like the whole. */
function suggested({ asSpeaker, asTopic, asSource }: SearchQuery): Pair[] {
  const of = (found: typeof asSpeaker) => found?.matched.names.flatMap(({ suggestions }) => suggestions) ?? [];
  return [
    ...of(asSpeaker).map((speaker) => ({ speaker })),
    ...of(asTopic).map((topic) => ({ topic })),
    ...of(asSource).map((source) => ({ source })),
  ];
}

/** Gives each pair its conditions, which name it by what no other bears. */
function withConditions(pairs: readonly Pair[], besides: Conditions): Choice[] {
  const [slug, name] = (["slug", "name"] as const).map(
    (key) => (node: NamedFragment | undefined) =>
      node && key in node ? (node as Record<typeof key, string>)[key] : undefined,
  );
  const choices = pairs.map(({ speaker, topic, source }) => {
    const [who, what, where] = [speaker, topic, source].map((node) => slug?.(node));
    return {
      speaker: name?.(speaker),
      topic: name?.(topic),
      source: name?.(source),
      conditions: { ...besides, speaker: who ? [who] : undefined, topic: what, source: where },
    };
  });
  return [...new Map(choices.map((choice) => [JSON.stringify(choice), choice])).values()].slice(0, MOST_CHOICES);
}

/** The words of the text that stood in quotation marks. */
function quotedWords(text = ""): string | undefined {
  return text.match(/"[^"]+"/g)?.join(" ");
}
