import { normalizeName } from "../names.ts";
import { type ArticleNames, canBeSame, findPersonNames, isLikelyPerson, type Person } from "./articleNames.ts";
import type { Language } from "./language.ts";
import { languageOf } from "./languages.ts";
import { type Mention, readMention } from "./mention.ts";
import type { PersonName } from "./personName.ts";

/** How a mention became a speaker, or why it did not. docs/attribution.md explains each. */
export const resolutions = [
  /** A speaker of the archive bears the name. */
  "KNOWN_NAME",
  /** A full name that nobody in the archive bears. */
  "FULL_NAME",
  /** A part of the one full name in the article that has it. */
  "PART_OF_NAME",
  "PRONOUN",
  /** People whom the article does not name there: "officials". */
  "UNNAMED",
  /** Several in the archive, or in the article, bear the name. */
  "AMBIGUOUS",
  /** Anything else: several speakers at once, "the president", a thing. */
  "UNRESOLVED",
] as const;
export type Resolution = (typeof resolutions)[number];

/** A speaker of the archive. */
export interface KnownSpeaker {
  slug: string;
  name: string;
  /**
   * False where an import has made it and nobody has looked at it since: then only full names lead to it. Else a name that
   * is found late in a corpus would be known when its beginning is read again, and change what was said of it.
   */
  reviewed?: boolean;
}

/** The archive's speakers, as far as `namesToLookUp` asks for them. */
export interface Lookup {
  /** Who bears a name, as `normalizeName` writes it. */
  speakersNamed(normalizedName: string): readonly KnownSpeaker[];
}

/** A speaker whom the archive knows, a person named in full whom it does not, or why nobody can be told. */
export type ResolvedSpeaker = { slug: string } | { name: string; kind: "PERSON" } | { status: "UNNAMED" | "UNKNOWN" };

/** What is read of an article to tell whom its mentions mean. */
export interface ArticleText {
  headline: string;
  language: string;
  body?: string | undefined;
}

/** Who a mention is, and how that was found. */
export interface Decision {
  speaker: ResolvedSpeaker;
  resolution: Resolution;
}

type Bearers = readonly KnownSpeaker[];
type NameMention = Extract<Mention, { is: "NAME" }>;

const UNRESOLVED: Decision = { speaker: { status: "UNKNOWN" }, resolution: "UNRESOLVED" };
const AMBIGUOUS: Decision = { speaker: { status: "UNKNOWN" }, resolution: "AMBIGUOUS" };
const PRONOUN: Decision = { speaker: { status: "UNKNOWN" }, resolution: "PRONOUN" };
const UNNAMED: Decision = { speaker: { status: "UNNAMED" }, resolution: "UNNAMED" };

/** Decides who each mention is, by what the archive knows. */
export type Decide = (lookup: Lookup) => Map<string, Decision>;

/** Reads the mentions in an article, to decide who each is. In a language that is not read here, only whole names are known. */
export function openMentions(article: ArticleText, mentions: readonly string[]): Decide {
  const language = languageOf(article.language);
  if (!language || mentions.length === 0) {
    return (lookup) =>
      new Map(mentions.map((mention) => [mention, byKnown(reviewedBearing(formsOf(mention), lookup)) ?? UNRESOLVED]));
  }
  const read = mentions.map((mention) => [mention, readMention(mention, language)] as const);
  const named = read.flatMap(([, reading]) => (reading.is === "NAME" ? reading : []));
  const names = withMentioned(article, named, language);
  return (lookup) => new Map(read.map(([mention, reading]) => [mention, decide(mention, reading, names, lookup)]));
}

function decide(mention: string, reading: Mention, names: ArticleNames, lookup: Lookup): Decision {
  if (reading.is === "PRONOUN") return PRONOUN;
  const forms = formsOf(mention);
  const decision =
    reading.is === "NAME" ? decideByName(reading.name, forms, names, lookup) : byKnown(reviewedBearing(forms, lookup));
  const isUnnamed = reading.is === "UNNAMED" || (reading.is === "NAME" && reading.canBeUnnamed);
  return decision ?? (isUnnamed ? UNNAMED : UNRESOLVED);
}

/** What the article says of names, with those whom only its mentions name in full. */
function withMentioned(article: ArticleText, mentioned: readonly NameMention[], language: Language): ArticleNames {
  const body = article.body ?? "";
  const names = findPersonNames(article.headline, body, language);
  const persons = [...names.persons];
  for (const { name, isShown } of mentioned) {
    if (!name.isFull || name.isShouted) continue;
    if (findPersons(persons, name).length > 0 || personsEndingIn(persons, name).length > 0) continue;
    const isLikely = isShown || (!language.capitalisesNouns && isLikelyPerson(name, names));
    if (isLikely) persons.push({ names: [name], at: Math.max(0, body.indexOf(name.text)) });
  }
  return { ...names, persons };
}

/** Asks for all that it may need before it decides anything, so that `namesToLookUp` hears of it. */
function decideByName(
  name: PersonName,
  forms: readonly string[],
  names: ArticleNames,
  lookup: Lookup,
): Decision | null {
  const { persons } = names;
  const bearers = personsEndingIn(persons, name);
  const [person, ...others] = bearers.length > 0 ? [] : findPersons(persons, name);
  if (person) return others.length > 0 ? AMBIGUOUS : decideByPerson(person, "FULL_NAME", lookup);
  const known = reviewedBearing([...forms, name.text], lookup);
  const meant = bearers.map((bearer) => decideByPerson(bearer, "PART_OF_NAME", lookup));
  const [only] = meant;
  if (only && meant.length === 1 && isIntroduced(bearers[0] as Person, name, names)) return only;
  const isOneOfThem = meant.some(({ speaker }) => "slug" in speaker && speaker.slug === known[0]?.slug);
  return meant.length > 1 && !isOneOfThem ? AMBIGUOUS : byKnown(known);
}

/** Everybody whose full name ends in these words and has more. */
function personsEndingIn(persons: readonly Person[], { words, suffix }: PersonName): Person[] {
  const endsSo = (name: PersonName): boolean =>
    name.words.length > words.length &&
    (suffix === "" || suffix === name.suffix) &&
    words.every((word, i) => word === name.words[name.words.length - words.length + i]);
  return persons.filter(({ names }) => names.some(endsSo));
}

function findPersons(persons: readonly Person[], name: PersonName): Person[] {
  return name.isFull ? persons.filter(({ names }) => names.some((other) => canBeSame(name, other))) : [];
}

/** News names somebody in full first: who is in part before that is another, too well known to be introduced. */
function isIntroduced(person: Person, { text }: PersonName, { bareAt }: ArticleNames): boolean {
  return person.at <= (bareAt.get(text.toLowerCase()) ?? Number.POSITIVE_INFINITY);
}

/**
 * The speaker for a person, by the shortest full name that the article has; without middle initials if only that is known.
 * Looked up in this order whatever a run has made before, a second run finds the same.
 */
function decideByPerson({ names: [name] }: Person, found: "FULL_NAME" | "PART_OF_NAME", lookup: Lookup): Decision {
  const { text } = name as PersonName;
  const known = byKnown(bearing([text, withoutInitials(text)], lookup));
  if (!known) return { speaker: { name: text, kind: "PERSON" }, resolution: found };
  return known === AMBIGUOUS || found === "FULL_NAME" ? known : { ...known, resolution: found };
}

/** "Jane Q. Roe" is "Jane Roe". */
function withoutInitials(name: string): string {
  return name.replace(/(?<=\s)(?:\p{Lu}\.?)+\s(?=\p{Lu}\p{Ll})/gu, "");
}

/** The mention as it stands, and without its article and its possessive. "who" is not the World Health Organization. */
function formsOf(mention: string): string[] {
  const whole = mention.replace(/\s+/g, " ").trim();
  const bare = whole
    .replace(/^(?:the|der|die|das) /i, "")
    .replace(/[\p{P}\s]+$/u, "")
    .replace(/['’]s$/, "");
  return [...new Set([whole, bare])].filter((form) => /(?!\p{Ll})\p{L}/u.test(form));
}

/** Who bears the first of the names that anybody bears. */
function bearing(names: readonly string[], { speakersNamed }: Lookup): Bearers {
  return names.map((name) => speakersNamed(normalizeName(name))).find(({ length }) => length > 0) ?? [];
}

/** The same, among the speakers that somebody has looked at. */
function reviewedBearing(names: readonly string[], { speakersNamed }: Lookup): Bearers {
  return bearing(names, { speakersNamed: (name) => speakersNamed(name).filter(({ reviewed }) => reviewed !== false) });
}

function byKnown([only, ...others]: Bearers): Decision | null {
  if (!only) return null;
  return others.length > 0 ? AMBIGUOUS : { speaker: { slug: only.slug }, resolution: "KNOWN_NAME" };
}
