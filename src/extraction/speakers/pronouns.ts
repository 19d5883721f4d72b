import type { ReadText, Sentence, Unit } from "../article.ts";
import { genderOf } from "./genders.ts";
import type { PersonMention } from "./persons.ts";

/** Another person whom a pronoun may mean, with the share of all that speaks for them. */
export interface OtherPerson {
  name: string;
  share: number;
}

/** The pronoun's speaker, in the form of `SourceSpeaker`. */
type ResolvedPronoun = { others: OtherPerson[] } & (
  | { status: "NAMED"; name: string; kind: "PERSON"; evidence: { start: number; end: number } }
  | { status: "UNKNOWN" }
);

/** How much each trait of a mention counts for it. Set by hand on the annotated Wikinews articles; docs/extraction.md has the figures. */
const WEIGHTS = {
  /** For each sentence and paragraph between. */
  sentence: -1,
  paragraph: -0.6,
  /** It is the first name of its sentence, outside quotations. */
  subject: 1.5,
  previousSpeaker: 2,
  inQuotation: -3,
  afterPreposition: -1.2,
  otherInSentence: -0.3,
  /** A title or a given name shows the gender. */
  knownGender: 1,
};

/** Mentions farther back, in sentences, do not count. */
const FARTHEST_MENTION = 12;
/** Two people whose scores are closer cannot be told apart. */
const LEAST_LEAD = 0.25;
/** How many others are told. */
const MOST_OTHER_PERSONS = 4;
const FEMALE = new Set(["she", "her", "hers"]);

/** Finds whom "he" or "she" means: the person of that gender of whom the text spoke last and most. */
export function resolvePronoun(
  read: ReadText,
  at: number,
  persons: readonly PersonMention[],
  previous: string | null,
): ResolvedPronoun {
  const { units, sentences } = read;
  const pronoun = units[at] as Unit;
  const gender = FEMALE.has(pronoun.lower) ? "FEMALE" : "MALE";
  const scores = new Map<string, { score: number; mention: PersonMention }>();
  for (const mention of persons) {
    if (mention.unit >= at) break;
    const unit = units[mention.unit] as Unit;
    const distance = pronoun.sentence - unit.sentence;
    if (distance > FARTHEST_MENTION) continue;
    const known = genderOf(read, mention);
    if (known !== null && known !== gender) continue;
    const score =
      WEIGHTS.sentence * distance +
      WEIGHTS.paragraph * (pronoun.paragraph - unit.paragraph) +
      (isFirstName(persons, mention, sentences[unit.sentence] as Sentence)
        ? WEIGHTS.subject
        : WEIGHTS.otherInSentence) +
      (unit.quotation ? WEIGHTS.inQuotation : 0) +
      (units[mention.unit - 1]?.wordClass === "ADP" ? WEIGHTS.afterPreposition : 0) +
      (previous === mention.name ? WEIGHTS.previousSpeaker : 0) +
      (known === gender ? WEIGHTS.knownGender : 0);
    const best = scores.get(mention.name);
    if (!best || score >= best.score) scores.set(mention.name, { score, mention });
  }
  const ranked = [...scores.values()].sort((one, other) => other.score - one.score);
  const [first, second] = ranked;
  const shares = shareOut(ranked.map(({ score }) => score));
  const others = ranked
    .map(({ mention: { name } }, i) => ({ name, share: shares[i] as number }))
    .slice(0, MOST_OTHER_PERSONS);
  if (!first || (second && first.score - second.score < LEAST_LEAD)) return { status: "UNKNOWN", others };
  const { name, start, end } = first.mention;
  return { status: "NAMED", name, kind: "PERSON", evidence: { start, end }, others: others.slice(1) };
}

/** Turns scores, the highest first, into shares that add up to 1. */
function shareOut(scores: readonly number[]): number[] {
  const weights = scores.map((score) => Math.exp(score - (scores[0] as number)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function isFirstName(persons: readonly PersonMention[], { unit, start }: PersonMention, { first }: Sentence): boolean {
  return !persons.some((other) => other.unit >= first && other.unit <= unit && other.start < start);
}
