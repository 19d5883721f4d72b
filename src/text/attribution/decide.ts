import { type ArticleNames, canBeSame, findPersonNames, isLikelyPerson, type Person } from "./articleNames.ts";
import { AMBIGUOUS, bearing, decideByBearers, formsOf, reviewedBearing } from "./bearers.ts";
import type { Decision, Lookup } from "./decision.ts";
import type { Language } from "./language.ts";
import { languageOf } from "./languages.ts";
import { type Mention, readMention } from "./mention.ts";
import type { PersonName } from "./personName.ts";

/** The parts of an article that are read to find out whom its mentions mean. */
export interface ArticleText {
  headline: string;
  language: string;
  body?: string | undefined;
}

type NameMention = Extract<Mention, { is: "NAME" }>;

const UNRESOLVED: Decision = { speaker: { status: "UNKNOWN" }, resolution: "UNRESOLVED" };
const PRONOUN: Decision = { speaker: { status: "UNKNOWN" }, resolution: "PRONOUN" };
const UNNAMED: Decision = { speaker: { status: "UNNAMED" }, resolution: "UNNAMED" };

/** Decides whom each mention means, given the speakers of the archive. */
export type Decide = (lookup: Lookup) => Map<string, Decision>;

/** Reads an article's mentions, to decide whom each means. In other languages than those here, only whole names are found. */
export function openMentions(article: ArticleText, mentions: readonly string[]): Decide {
  const language = languageOf(article.language);
  if (!language || mentions.length === 0) {
    return (lookup) =>
      new Map(
        mentions.map((mention) => [mention, decideByBearers(reviewedBearing(formsOf(mention), lookup)) ?? UNRESOLVED]),
      );
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
    reading.is === "NAME"
      ? decideByName(reading.name, forms, names, lookup)
      : decideByBearers(reviewedBearing(forms, lookup));
  const isUnnamed = reading.is === "UNNAMED" || (reading.is === "NAME" && reading.canBeUnnamed);
  return decision ?? (isUnnamed ? UNNAMED : UNRESOLVED);
}

/** Returns the names in the article, including people whom only its mentions name in full. */
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

/** Decides by the name in a mention. Looks up every name before deciding, so that a first pass can collect the names. */
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
  return meant.length > 1 && !isOneOfThem ? AMBIGUOUS : decideByBearers(known);
}

/** Returns the people whose full name is longer and ends in these words. */
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

/** Tells whether the full name comes first. A partial name before it means somebody else, too well known to be introduced. */
function isIntroduced(person: Person, { text }: PersonName, { bareAt }: ArticleNames): boolean {
  return person.at <= (bareAt.get(text.toLowerCase()) ?? Number.POSITIVE_INFINITY);
}

/**
 * Returns the speaker for a person, by the shortest full name in the article, otherwise by that name without middle initials.
 * The order does not depend on what an import has made, so a second import decides the same.
 */
function decideByPerson({ names: [name] }: Person, found: "FULL_NAME" | "PART_OF_NAME", lookup: Lookup): Decision {
  const { text } = name as PersonName;
  const known = decideByBearers(bearing([text, withoutInitials(text)], lookup));
  if (!known) return { speaker: { name: text, kind: "PERSON" }, resolution: found };
  return known === AMBIGUOUS || found === "FULL_NAME" ? known : { ...known, resolution: found };
}

/** Makes "Jane Roe" of "Jane Q. Roe". */
function withoutInitials(name: string): string {
  return name.replace(/(?<=\s)(?:\p{Lu}\.?)+\s(?=\p{Lu}\p{Ll})/gu, "");
}
