import type { Random } from "../learning/random.ts";
import { type Cast, pick, pronounOf } from "./cast.ts";
import {
  capitalised,
  writeClause,
  writeQuoted,
  writeQuotedRest,
  writeSeveralQuoted,
  writeSimpleClause,
} from "./grammar.ts";
import { mentionLateSource, mentionOther, mentionSource } from "./sources.ts";
import { adjuncts, infinitives, introductions, predicates, things } from "./words/clauses.ts";
import { addressees, outcomes, outlets, verbsAfterContent } from "./words/phrases.ts";
import { fragments } from "./words/quotations.ts";
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

/** Slots nest at most this deep. */
const MOST_NESTED_SLOTS = 12;

/** Fills the slots of constructions, with the people of one article. */
export interface Slots {
  /** Replaces all slots of a text, from left to right. */
  fill(text: string): string;
}

/** Prepares the slots of one article. */
export function openSlots(random: Random, cast: Cast): Slots {
  const slots = { ...sourceSlots(random, cast), ...clauseSlots(random), ...wordSlots(random) };
  return { fill: (text) => fillAll(text, slots) };
}

function fillAll(text: string, slots: Readonly<Record<string, () => string>>): string {
  let filled = text;
  for (let depth = 0; depth < MOST_NESTED_SLOTS && /\$[A-Za-z]/.test(filled); depth += 1) {
    filled = filled.replace(/\$([A-Z]+[0-9]?|q)/g, (slot, name: string) => slots[name]?.() ?? slot);
  }
  return filled;
}

/** Sources: at the beginning, behind their verb, in full; and others. */
function sourceSlots(random: Random, cast: Cast): Record<string, () => string> {
  return {
    S: () => mentionSource(random, cast, true),
    M: () => mentionSource(random, cast, false),
    NA: () => mentionLateSource(random, cast),
    T: () => mentionOther(random, cast),
    PRO: () => (cast.speaker ? pronounOf(cast.speaker) : random() < 0.5 ? "it" : "they"),
  };
}

/** What is said. */
function clauseSlots(random: Random): Record<string, () => string> {
  const one = (words: readonly string[]) => () => pick(random, words);
  return {
    Q: () => writeQuoted(random),
    q: () => writeQuotedRest(random),
    QM: () => writeSeveralQuoted(random),
    CL: () => writeClause(random),
    CLS: () => writeSimpleClause(random),
    CV: one(predicates),
    NPQ: one(things),
    NP: one(things),
    INF: one(infinitives),
    /** The verb phrase of an infinitive, without "to". */
    VP: () => pick(random, infinitives).slice("to ".length),
    INFN: one(outcomes),
    FRAG: one(fragments),
    FRAG1: () => capitalised(pick(random, fragments)),
  };
}

/** Verbs, circumstances, places. */
function wordSlots(random: Random): Record<string, () => string> {
  const one = (words: readonly string[]) => () => pick(random, words);
  const upTo = (most: number) => Math.floor(random() * most);
  return {
    MEDIA: one(outletsAndReporters),
    MEDIAC: one(outlets),
    GRP: () => pick(random, random() < 0.6 ? addressees : organisations),
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
    N: () => (random() < 0.5 ? String(2 + upTo(90)) : `${1 + upTo(900)},${100 + upTo(899)}`),
    K: () => String(2 + upTo(90)),
    VT: one(reportedVerbs),
    VTS: one(verbsAfterContent),
    VTA: one(["said", "added", "said", "warned", "argued"]),
    VQ: one(quotingVerbs),
    VQI: one(invertedVerbs),
  };
}
