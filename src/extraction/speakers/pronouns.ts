import type { ReadText, Sentence, Unit } from "../article.ts";
import { genderOf } from "./genders.ts";
import type { PersonMention } from "./persons.ts";

/** The pronoun's speaker, in the form of `SourceSpeaker`. */
type ResolvedPronoun =
  | { status: "NAMED"; name: string; kind: "PERSON"; evidence: { start: number; end: number } }
  | { status: "UNKNOWN" };

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
  const [first, second] = [...scores.values()].sort((one, other) => other.score - one.score);
  if (!first || (second && first.score - second.score < LEAST_LEAD)) return { status: "UNKNOWN" };
  const { name, start, end } = first.mention;
  return { status: "NAMED", name, kind: "PERSON", evidence: { start, end } };
}

function isFirstName(persons: readonly PersonMention[], { unit, start }: PersonMention, { first }: Sentence): boolean {
  return !persons.some((other) => other.unit >= first && other.unit <= unit && other.start < start);
}
