import { type CapitalisedRun, capitalisedRuns } from "./articleNames/runs.ts";
import type { Language } from "./language.ts";
import { isShouted, nameIn, type PersonName } from "./personName.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A person whom an article names in full, perhaps in several ways. */
export interface Person {
  /** The full names, the shortest first. */
  names: PersonName[];
  /** The place of the first full name in the body, in UTF-16 units; -1 for the headline. */
  at: number;
}

/** The names in an article's headline and body. */
export interface ArticleNames {
  persons: Person[];
  /** The place at which each capitalised word first stands alone in the body, outside full names. */
  bareAt: ReadonlyMap<string, number>;
  /** Words that also occur in lower case, which are therefore ordinary words. */
  lower: ReadonlySet<string>;
  /** Names that follow a definite article: "the Planned Review". */
  withArticle: ReadonlySet<string>;
}

const LONGEST_READ_HEADLINE = 200;

/** Finds the people whom an article names in full, and other traces of names. */
export function findPersonNames(headline: string, body: string, language: Language): ArticleNames {
  const tokens = tokensOf(body);
  const lower = new Set(tokens.filter(({ text }) => /^\p{Ll}/u.test(text)).map(({ word }) => word));
  const withArticle = new Set<string>();
  const bareAt = new Map<string, number>();
  const found: { name: PersonName; at: number }[] = [];
  const headlineEnd = endOfHeadline(body);
  const read = (run: CapitalisedRun, at: number) => {
    const name = personIn(run, lower, language);
    if (name) found.push({ name, at });
    return name !== null;
  };
  const runsIn = (all: readonly Token[]) =>
    capitalisedRuns(all, language).map((run) => withoutOpening(run, lower, language));
  for (const run of runsIn(tokensOf(headline))) read(run, -1);
  for (const run of runsIn(tokens).filter((each) => each.tokens.length > 0)) {
    const [first] = run.tokens as [Token];
    if (isAfterArticle(run, language)) withArticle.add(run.tokens.map(({ word }) => word).join(" "));
    if (!read(run, first.at) && first.at >= headlineEnd) noteBare(run, bareAt, language);
  }
  return { persons: personsOf(found), bareAt, lower, withArticle };
}

/** Returns where the text begins in a body whose first line may be the headline: headlines name people only in part. */
function endOfHeadline(body: string): number {
  const end = body.trimEnd().indexOf("\n");
  return end < LONGEST_READ_HEADLINE ? Math.max(0, end) : 0;
}

/** Tells whether a name without a description can be a person's: its words are not ordinary words in the article. */
export function isLikelyPerson(
  name: PersonName,
  { lower, withArticle }: Pick<ArticleNames, "lower" | "withArticle">,
): boolean {
  const words = name.text.toLowerCase().replaceAll(".", "").split(" ");
  return !withArticle.has(words.join(" ")) && !words.some((word) => word.length > 3 && lower.has(word));
}

function personIn(run: CapitalisedRun, lower: ReadonlySet<string>, language: Language): PersonName | null {
  const name = nameIn(run.tokens, language);
  if (!name?.isFull || name.isShouted) return null;
  if (name.hasGivenName || name.hasTitle) return name;
  const isDescribed = run.before !== undefined && language.isPerson(run.before.word);
  if (isDescribed) return name;
  if (language.capitalisesNouns || isAfterArticle(run, language)) return null;
  return isLikelyPerson(name, { lower, withArticle: new Set() }) ? name : null;
}

/** Removes from a run the first words of a sentence, which are capitalised only for their place. */
function withoutOpening(run: CapitalisedRun, lower: ReadonlySet<string>, language: Language): CapitalisedRun {
  const start = run.tokens[0]?.opens ? run.tokens.findIndex((token) => !isOpening(token, lower, language)) : 0;
  if (start === 0) return run;
  return { ...run, tokens: start < 0 ? [] : run.tokens.slice(start), before: run.tokens.at(start - 1) };
}

function isOpening(token: Token, lower: ReadonlySet<string>, language: Language): boolean {
  if (language.isTitle(token.word)) return false;
  return language.isOrdinary(token.word) || lower.has(token.word);
}

function isAfterArticle({ before, after }: CapitalisedRun, language: Language): boolean {
  const isAttribute = after !== undefined && /^\p{Ll}/u.test(after.text) && !language.cuts.has(after.word);
  return before !== undefined && /^(?:the|der|die|das)$/.test(before.word) && !isAttribute;
}

function noteBare({ tokens, before }: CapitalisedRun, bareAt: Map<string, number>, language: Language): void {
  const last = tokens.at(-1) as Token;
  const name = nameIn(tokens, language);
  if (!name || name.isFull || isShouted(last) || before?.word === "the") return;
  if (!bareAt.has(last.word)) bareAt.set(last.word, last.at);
}

/** Groups names by person: the given name and the surname are equal, and the names between them do not differ. */
function personsOf(found: readonly { name: PersonName; at: number }[]): Person[] {
  const alike = new Map<string, Person[]>();
  for (const { name, at } of found) {
    const key = [name.words[0], name.words.at(-1), name.suffix].join(" ");
    const persons = alike.get(key) ?? [];
    const person = persons.find(({ names }) => names.every((other) => canBeSame(name, other)));
    if (!person) alike.set(key, [...persons, { names: [name], at }]);
    else if (!person.names.some(({ text }) => text === name.text)) person.names.push(name);
  }
  const persons = [...alike.values()].flat();
  for (const { names } of persons) names.sort((one, other) => one.words.length - other.words.length);
  return persons;
}

/** Tells whether two full names can belong to the same person: "Jane Roe", "Jane Q. Roe". */
export function canBeSame(one: PersonName, other: PersonName): boolean {
  if (one.suffix !== other.suffix || one.words[0] !== other.words[0] || one.words.at(-1) !== other.words.at(-1))
    return false;
  const [middle, others] = [one.words.slice(1, -1).join(" "), other.words.slice(1, -1).join(" ")];
  return middle.startsWith(others.slice(0, 1)) || others.startsWith(middle.slice(0, 1));
}
