import type { Random } from "../learning/random.ts";
import { type Cast, mentionInFull, mentionPerson, pick, pronounOf } from "./cast.ts";
import { adjuncts, infinitives, introductions, predicates, subjects, tails, things } from "./words/clauses.ts";
import { unnamedSources } from "./words/people.ts";
import { fragments, sentences } from "./words/quotations.ts";
import { invertedVerbs, quotingVerbs, reportedVerbs } from "./words/verbs.ts";
import {
  countries,
  days,
  listeners,
  nationalities,
  organisations,
  outletsAndReporters,
  placeNames,
} from "./words/world.ts";

const OUTLETS = [
  "the Gazette",
  "the Port Varn Courier",
  "Channel 6",
  "state television",
  "Norvale Radio",
  "the Herald",
  "local media",
  "the Arvian news agency",
];
const ADDRESSEES = [
  "all sides",
  "both countries",
  "residents",
  "lawmakers",
  "the rebels",
  "the government",
  "voters",
  "drivers",
  "his supporters",
  "the council",
  "shopkeepers",
  "every member",
];
const OUTCOMES = [
  "calm",
  "the release of the crew",
  "more time",
  "a boycott of the vote",
  "the resignation of the minister",
  "an apology",
];
const EXISTENCE = [
  "there would be no talks",
  "there were no plans to close the port",
  "there could be more than $N dead",
  "there was no evidence of fraud",
  "there is no other way",
];
const AFTERTHOUGHTS = [
  "including in $PLACE",
  "especially in $PLACE",
  "one of the poorest regions in $COUNTRY",
  "even though the rains had stopped",
  "a move that could cost $N jobs",
];
const AFTER_CONTENT_VERBS = [
  "said",
  "said",
  "said",
  "said",
  "said",
  "says",
  "added",
  "argued",
  "explained",
  "warned",
  "noted",
  "insisted",
  "wrote",
];

/** Slots nest at most this deep. */
const MOST_NESTED_SLOTS = 12;

/** Fills the slots of constructions, with the people of one article. */
export interface Slots {
  /** Replaces all slots of a text, from left to right. */
  fill(text: string): string;
}

/** Prepares the slots of one article. */
export function openSlots(random: Random, cast: Cast): Slots {
  const one = (words: readonly string[]) => () => pick(random, words);
  const chance = (share: number) => random() < share;
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

  /** A source that may be anybody; a person becomes the speaker of the sentence. */
  const speaker = (pronoun: boolean) => () => {
    const kind = random();
    if (kind >= 0.68) {
      cast.speaker = null;
      cast.mentioned = null;
      return pick(random, kind < 0.85 ? organisations : unnamedSources);
    }
    cast.speaker = pick(random, cast.people);
    return mentionPerson(random, cast, cast.speaker, { pronoun, apposition: true });
  };
  /** Somebody else in the sentence, whom a pronoun after it does not mean. */
  const other = () => {
    const { mentioned } = cast;
    const person = pick(random, cast.people);
    const isPerson = chance(0.7);
    const mention = isPerson ? mentionPerson(random, cast, person, { pronoun: false, apposition: false }) : "";
    cast.mentioned = mentioned;
    return isPerson ? mention : pick(random, chance(0.5) ? organisations : unnamedSources);
  };
  const clause = () => {
    const subject = pick(random, subjects);
    const core = subject === "there" ? pick(random, EXISTENCE) : `${subject} ${pick(random, predicates)}`;
    const begin = chance(0.12) ? `because of ${pick(random, things)}, ` : "";
    const end = chance(0.1) ? `, ${pick(random, AFTERTHOUGHTS)}` : "";
    return begin + core + pick(random, tails) + end;
  };
  const simpleClause = () =>
    `${pick(
      random,
      subjects.filter((word) => word !== "there"),
    )} ${pick(random, predicates)}`;
  const sentence = () => {
    if (chance(0.25)) return capital(clause());
    const end = chance(0.2) ? pick(random, [", and ", ", but ", " because "]) + simpleClause() : "";
    return pick(random, sentences) + end;
  };
  const severalSentences = () => {
    const count = chance(0.45) ? 1 : 2 + Math.floor(random() * 2);
    return Array.from({ length: count }, sentence).join(". ");
  };
  const lowerSentence = () => {
    const text = sentence();
    return /^I\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
  };

  const slots: Record<string, () => string> = {
    /** A source at the beginning, one that follows its verb, and one in full. */
    S: speaker(true),
    M: speaker(false),
    NA: () => {
      cast.speaker = pick(random, cast.people);
      return mentionInFull(random, cast, cast.speaker);
    },
    T: other,
    PRO: () => (cast.speaker ? pronounOf(cast.speaker) : chance(0.5) ? "it" : "they"),
    /** One quoted sentence, one that goes on, and several. */
    Q: sentence,
    q: lowerSentence,
    QM: severalSentences,
    CL: clause,
    CLS: simpleClause,
    CV: one(predicates),
    NPQ: one(things),
    NP: one(things),
    INF: one(infinitives),
    /** The verb phrase of an infinitive, without "to". */
    VP: () => pick(random, infinitives).slice("to ".length),
    INFN: one(OUTCOMES),
    FRAG: one(fragments),
    FRAG1: () => capital(pick(random, fragments)),
    MEDIA: one(outletsAndReporters),
    MEDIAC: one(OUTLETS),
    GRP: () => pick(random, chance(0.6) ? ADDRESSEES : organisations),
    ADJ: one(adjuncts),
    ADJ1: one(adjuncts),
    INTRO: one(introductions),
    REC: one(listeners),
    DAY: one(days),
    PLACE: one(placeNames),
    NAT: one(nationalities),
    COUNTRY: one(countries),
    ORG: one(organisations),
    /** A number, and a small one. */
    N: () =>
      chance(0.5)
        ? String(2 + Math.floor(random() * 90))
        : `${1 + Math.floor(random() * 900)},${100 + Math.floor(random() * 899)}`,
    K: () => String(2 + Math.floor(random() * 90)),
    VT: one(reportedVerbs),
    VTS: one(AFTER_CONTENT_VERBS),
    VTA: one(["said", "added", "said", "warned", "argued"]),
    VQ: one(quotingVerbs),
    VQI: one(invertedVerbs),
  };
  return { fill: (text) => fillAll(text, slots) };
}

function fillAll(text: string, slots: Readonly<Record<string, () => string>>): string {
  let filled = text;
  for (let depth = 0; depth < MOST_NESTED_SLOTS && /\$[A-Za-z]/.test(filled); depth += 1) {
    filled = filled.replace(/\$([A-Z]+[0-9]?|q)/g, (slot, name: string) => slots[name]?.() ?? slot);
  }
  return filled;
}
