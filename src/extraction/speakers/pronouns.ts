import type { ReadText, Unit } from "../article.ts";
import type { PersonMention } from "./persons.ts";
import { rankPersons } from "./ranking.ts";

/** Another person whom a mention may mean, with the share of all that speaks for them. */
export interface OtherPerson {
  name: string;
  share: number;
}

/** The mention's speaker, in the form of `SourceSpeaker`. */
export type ChosenPerson = { others: OtherPerson[] } & (
  | { status: "NAMED"; name: string; kind: "PERSON"; evidence: { start: number; end: number } }
  | { status: "UNKNOWN" }
);

/** Two people whose scores are closer cannot be told apart. */
const LEAST_LEAD = 0.25;
/** How many others are told. */
export const MOST_OTHER_PERSONS = 4;
const FEMALE = new Set(["she", "her", "hers"]);

/** Finds whom "he" or "she" means: the person of that gender of whom the text spoke last and most. */
export function resolvePronoun(
  read: ReadText,
  at: number,
  persons: readonly PersonMention[],
  previous: string | null,
): ChosenPerson {
  const gender = FEMALE.has((read.units[at] as Unit).lower) ? "FEMALE" : "MALE";
  const ranked = rankPersons(read, { at, gender, previous }, persons);
  const [first, second] = ranked;
  const others = ranked.map(({ mention: { name }, share }) => ({ name, share })).slice(0, MOST_OTHER_PERSONS);
  if (!first || (second && first.score - second.score < LEAST_LEAD)) return { status: "UNKNOWN", others };
  const { name, start, end } = first.mention;
  return { status: "NAMED", name, kind: "PERSON", evidence: { start, end }, others: others.slice(1) };
}
