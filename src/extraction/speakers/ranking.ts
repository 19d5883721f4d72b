import type { ReadText, Sentence, Unit } from "../article.ts";
import { type Gender, genderOf } from "./genders.ts";
import type { PersonMention } from "./persons.ts";

/** A person whom a mention may mean, with the place that counts most for them. */
export interface RankedPerson {
  mention: PersonMention;
  score: number;
  /** The share of all that speaks for them. */
  share: number;
}

/** The place of a mention, and what is known of the person. */
export interface MentionPlace {
  /** The unit in which it begins. */
  at: number;
  /** The gender that a pronoun shows; null for other mentions. */
  gender: Gender | null;
  /** The last speaker before. */
  previous: string | null;
}

/** How much each trait of a person's mention counts for them. Set by hand on the annotated Wikinews articles; docs/extraction.md has the figures. */
const WEIGHTS = {
  /** For each sentence and paragraph between. */
  sentence: -1,
  paragraph: -0.6,
  /** It is the first name of its sentence, before its first verb and outside quotations. */
  subject: 1.5,
  previousSpeaker: 2,
  inQuotation: -3,
  afterPreposition: -1.2,
  otherInSentence: -0.3,
  /** A title, a given name or the article shows the gender. */
  knownGender: 1,
};

/** Mentions farther back, in sentences, do not count. */
const FARTHEST_MENTION = 12;

/** Ranks the people of whom the text has spoken before a mention, by how much and how lately it did; the likeliest first. */
export function rankPersons(
  read: ReadText,
  { at, gender, previous }: MentionPlace,
  persons: readonly PersonMention[],
): RankedPerson[] {
  const { units, sentences } = read;
  const own = units[at] as Unit;
  const scores = new Map<string, { score: number; mention: PersonMention }>();
  for (const mention of persons) {
    if (mention.unit >= at) break;
    const unit = units[mention.unit] as Unit;
    const distance = own.sentence - unit.sentence;
    if (distance > FARTHEST_MENTION) continue;
    const known = gender === null ? null : genderOf(read, mention);
    if (known !== null && known !== gender) continue;
    const score =
      WEIGHTS.sentence * distance +
      WEIGHTS.paragraph * (own.paragraph - unit.paragraph) +
      (isSubject(read, persons, mention, sentences[unit.sentence] as Sentence)
        ? WEIGHTS.subject
        : WEIGHTS.otherInSentence) +
      (unit.quotation ? WEIGHTS.inQuotation : 0) +
      (units[mention.unit - 1]?.wordClass === "ADP" ? WEIGHTS.afterPreposition : 0) +
      (previous === mention.name ? WEIGHTS.previousSpeaker : 0) +
      (known !== null ? WEIGHTS.knownGender : 0);
    const best = scores.get(mention.name);
    if (!best || score >= best.score) scores.set(mention.name, { score, mention });
  }
  const ranked = [...scores.values()].sort((one, other) => other.score - one.score);
  const shares = shareOut(ranked.map(({ score }) => score));
  return ranked.map((each, i) => ({ ...each, share: shares[i] as number }));
}

/** Turns scores, the highest first, into shares that add up to 1. */
function shareOut(scores: readonly number[]): number[] {
  const weights = scores.map((score) => Math.exp(score - (scores[0] as number)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function isSubject(
  { units }: ReadText,
  persons: readonly PersonMention[],
  { unit, start }: PersonMention,
  { first }: Sentence,
): boolean {
  if (persons.some((other) => other.unit >= first && other.unit <= unit && other.start < start)) return false;
  return !units.slice(first, unit).some(({ wordClass }) => wordClass === "VERB");
}
