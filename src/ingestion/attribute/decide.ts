import { normalizeName } from "../../archive/names.ts";
import type { Lookup, Resolution, ResolvedSpeaker } from "../attribute.ts";
import type { ArticleDraft } from "../drafts.ts";
import { type ArticleNames, canBeSame, isLikelyPerson, namesIn, type Person } from "./articleNames.ts";
import { type Language, languageOf } from "./language.ts";
import { type Mention, readMention } from "./mention.ts";
import type { Name } from "./personName.ts";

/** Who a mention is, and how that was found. */
export interface Decision {
  speaker: ResolvedSpeaker;
  resolution: Resolution;
}

type Named = Extract<Mention, { is: "NAME" }>;

const UNRESOLVED: Decision = { speaker: { status: "UNKNOWN" }, resolution: "UNRESOLVED" };
const AMBIGUOUS: Decision = { speaker: { status: "UNKNOWN" }, resolution: "AMBIGUOUS" };
const PRONOUN: Decision = { speaker: { status: "UNKNOWN" }, resolution: "PRONOUN" };
const UNNAMED: Decision = { speaker: { status: "UNNAMED" }, resolution: "UNNAMED" };

/** Decides who each mention in an article is. In a language that is not read here, only whole names are known. */
export function decide(article: ArticleDraft, mentions: readonly string[], lookup: Lookup): Map<string, Decision> {
  const language = languageOf(article.language);
  if (!language || mentions.length === 0) {
    return new Map(mentions.map((mention) => [mention, asPrinted(mention, lookup) ?? UNRESOLVED]));
  }
  const read = mentions.map((mention) => [mention, readMention(mention, language)] as const);
  const names = withMentioned(
    article,
    read.flatMap(([, reading]) => (reading.is === "NAME" ? reading : [])),
    language,
  );
  return new Map(
    read.map(([mention, reading]) => {
      if (reading.is === "PRONOUN") return [mention, PRONOUN];
      const named = reading.is === "NAME" ? byName(reading, names, lookup) : null;
      return [mention, named ?? asPrinted(mention, lookup) ?? (reading.is === "UNNAMED" ? UNNAMED : UNRESOLVED)];
    }),
  );
}

/** What the article says of names, with those whom only its mentions name in full. */
function withMentioned(article: ArticleDraft, mentioned: readonly Named[], language: Language): ArticleNames {
  const body = article.body ?? "";
  const names = namesIn(article.headline, body, language);
  const persons = [...names.persons];
  for (const { name, isShown } of mentioned) {
    if (!name.isFull || name.isShouted || !(isShown || isLikelyPerson(name, names)) || findPerson(persons, name))
      continue;
    if (bearersOf(persons, name).length === 0)
      persons.push({ names: [name], at: Math.max(0, body.indexOf(name.text)) });
  }
  return { ...names, persons };
}

function byName({ name }: Named, names: ArticleNames, lookup: Lookup): Decision | null {
  const { persons } = names;
  const bearers = bearersOf(persons, name);
  const person = bearers.length > 0 ? undefined : findPerson(persons, name);
  if (person) return bySpeaker(person, "FULL_NAME", lookup);
  const alias = lookup.speakersNamed(normalizeName(name.text));
  const meant = bearers.map((bearer) => bySpeaker(bearer, "PART_OF_NAME", lookup));
  const [only] = meant;
  if (only && meant.length === 1 && isIntroduced(bearers[0] as Person, name, names)) return only;
  if (alias.length > 1) return AMBIGUOUS;
  const isOneOfThem = meant.some(({ speaker }) => "slug" in speaker && speaker.slug === alias[0]?.slug);
  if (alias[0] && (meant.length < 2 || isOneOfThem)) return byKnown(alias);
  return meant.length > 1 ? AMBIGUOUS : null;
}

/** Everybody whose full name ends in these words and has more. */
function bearersOf(persons: readonly Person[], { words, suffix }: Name): Person[] {
  const endsSo = (name: Name): boolean =>
    name.words.length > words.length &&
    (suffix === "" || suffix === name.suffix) &&
    words.every((word, i) => word === name.words[name.words.length - words.length + i]);
  return persons.filter(({ names }) => names.some(endsSo));
}

function findPerson(persons: readonly Person[], name: Name): Person | undefined {
  return name.isFull ? persons.find(({ names }) => names.some((other) => canBeSame(name, other))) : undefined;
}

/** News names somebody in full first: who is in part before that is another, too well known to be introduced. */
function isIntroduced(person: Person, { text }: Name, { bareAt }: ArticleNames): boolean {
  return person.at <= (bareAt.get(text.toLowerCase()) ?? Number.POSITIVE_INFINITY);
}

/**
 * The speaker for a person, by the shortest full name that the article has; without middle initials if only that is known.
 * Looked up in this order whatever a run has made before, a second run finds the same.
 */
function bySpeaker({ names: [name] }: Person, found: "FULL_NAME" | "PART_OF_NAME", lookup: Lookup): Decision {
  const text = (name as Name).text;
  const withoutInitials = text.replace(/(?<=\s)(?:\p{Lu}\.?)+\s(?=\p{Lu}\p{Ll})/gu, "");
  const named = lookup.speakersNamed(normalizeName(text));
  const bearers = named.length > 0 ? named : lookup.speakersNamed(normalizeName(withoutInitials));
  if (bearers.length === 0) return { speaker: { name: text, kind: "PERSON" }, resolution: found };
  return found === "FULL_NAME" || bearers.length > 1 ? byKnown(bearers) : { ...byKnown(bearers), resolution: found };
}

/** The mention as a name that the archive knows: as it stands, or without its article and its possessive. */
function asPrinted(mention: string, lookup: Lookup): Decision | null {
  const whole = mention.replace(/\s+/g, " ").trim();
  const bare = whole
    .replace(/^(?:the|der|die|das) /i, "")
    .replace(/[\p{P}\s]+$/u, "")
    .replace(/['’]s?$/, "");
  for (const form of new Set([whole, bare])) {
    // "who" is not the World Health Organization.
    if (!/(?!\p{Ll})\p{L}/u.test(form)) continue;
    const bearers = lookup.speakersNamed(normalizeName(form));
    if (bearers.length > 0) return byKnown(bearers);
  }
  return null;
}

function byKnown(bearers: readonly { slug: string }[]): Decision {
  const [only, other] = bearers;
  return only && !other ? { speaker: { slug: only.slug }, resolution: "KNOWN_NAME" } : AMBIGUOUS;
}
