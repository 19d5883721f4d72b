import type { Random } from "../learning/random.ts";
import { appositions, femaleNames, maleNames, surnames, titles } from "./words/people.ts";
import { nationalities } from "./words/world.ts";

/** A fictional person in a synthetic article. */
export interface Character {
  isFemale: boolean;
  first: string;
  surname: string;
  /** A title before the name; empty without one. */
  title: string;
  apposition: string;
  /** Whether the article has named them. */
  isKnown: boolean;
}

/** The people of one article, and whom it mentioned last. */
export interface Cast {
  people: readonly Character[];
  /** Whether the newspaper writes "Mr. Roe". */
  usesCourtesyTitles: boolean;
  /** The person of the last source, and of the last mention. */
  speaker: Character | null;
  mentioned: Character | null;
}

/** Which forms a mention may have. */
export interface MentionForms {
  pronoun: boolean;
  apposition: boolean;
}

/** Returns one of some words. */
export function pick<Word>(random: Random, words: readonly Word[]): Word {
  return words[Math.floor(random() * words.length)] as Word;
}

/** Makes the people of an article: three to six. */
export function makeCast(random: Random): Cast {
  const people = Array.from({ length: 3 + Math.floor(random() * 4) }, (): Character => {
    const isFemale = random() < 0.42;
    return {
      isFemale,
      first: pick(random, isFemale ? femaleNames : maleNames),
      surname: pick(random, surnames),
      title: random() < 0.55 ? pick(random, titles) : "",
      apposition: pick(random, appositions),
      isKnown: false,
    };
  });
  return { people, usesCourtesyTitles: random() < 0.2, speaker: null, mentioned: null };
}

/** Mentions a person as news does: in full at first, then by surname, title or pronoun. */
export function mentionPerson(random: Random, cast: Cast, person: Character, forms: MentionForms): string {
  const isSame = cast.mentioned === person;
  cast.mentioned = person;
  if (!person.isKnown) {
    person.isKnown = true;
    return introduce(random, person, forms.apposition);
  }
  const chance = random();
  if (forms.pronoun && chance < (isSame ? 0.6 : 0.15)) return pronounOf(person);
  if (chance < 0.25 && person.title && !person.title.includes(".")) return `the ${person.title.toLowerCase()}`;
  if (cast.usesCourtesyTitles) return `${person.isFemale ? "Ms." : "Mr."} ${person.surname}`;
  return chance > 0.94 ? fullName(person) : person.surname;
}

function introduce(random: Random, person: Character, mayDescribe: boolean): string {
  const chance = random();
  if (person.title && chance < 0.45) {
    const nation = random() < 0.2 ? `${pick(random, nationalities)} ` : "";
    return `${nation}${person.title} ${fullName(person)}`;
  }
  return mayDescribe && chance < 0.85 ? `${fullName(person)}, ${person.apposition},` : fullName(person);
}

/** Mentions a person at the end of a sentence: with title or apposition, never by a pronoun. */
export function mentionInFull(random: Random, cast: Cast, person: Character): string {
  const isFull = !person.isKnown || random() < 0.4;
  person.isKnown = true;
  cast.mentioned = person;
  if (!isFull) return person.surname;
  const title = person.title && random() < 0.4 ? `${person.title} ` : "";
  return `${title}${fullName(person)}${random() < 0.55 ? `, ${person.apposition}` : ""}`;
}

/** Returns "she" or "he". */
export function pronounOf({ isFemale }: Character): string {
  return isFemale ? "she" : "he";
}

function fullName({ first, surname }: Character): string {
  return `${first} ${surname}`;
}
