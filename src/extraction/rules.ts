import type { ReadText, Sentence, Unit } from "./article.ts";
import { type AttributionCandidate, quotedShareOf, wordsOfUnits } from "./candidate.ts";
import { contentOf } from "./rules/content.ts";
import { ruleSourceOf } from "./rules/source.ts";
import { isRuleVerb, takesObject } from "./rules/verbs.ts";
import { findLeftovers, type LeftoverScores, UNTRAINED_SCORES } from "./tagging/leftovers.ts";
import { selectCandidates } from "./tagging/selection.ts";

/** How sure a rule is: by the verb, by quotation marks, by "said", and a little by length. */
const [SURE, UNSURE, QUOTED, SAID, MOST_WORDS] = [0.6, 0.5, 0.2, 0.1, 30] as const;

/** How often quotations without a cue are statements, as training has found. */
const RULE_LEFTOVERS: LeftoverScores = {
  ...UNTRAINED_SCORES,
  BYLINE: 0.7,
  SPEAKER_BEFORE: 0.5,
  SUBJECT: 0.5,
  AROUND: 0.5,
  LONG: 0.5,
};

/** Finds attributions without a model: by verbs of speech, quotation marks and the order of the parts. Its scores are not calibrated. */
export function tagByRules(read: ReadText): AttributionCandidate[] {
  const found = [...read.units.keys()].flatMap((at) => readCue(read, at));
  const chosen = selectCandidates(found);
  return [...chosen, ...findLeftovers(read, chosen, RULE_LEFTOVERS)];
}

/**
 * Finds only what stands in quotation marks, for languages whose verbs are not known. Without a speaker beside it, its score is low: a
 * title or a slogan looks the same.
 */
export function tagQuotations(read: ReadText): AttributionCandidate[] {
  return findLeftovers(read, [], {
    ...RULE_LEFTOVERS,
    AROUND: UNTRAINED_SCORES.AROUND,
    LONG: UNTRAINED_SCORES.LONG,
  });
}

function readCue(read: ReadText, head: number): AttributionCandidate[] {
  const unit = read.units[head] as Unit;
  const isAccording = unit.lower === "according" && read.units[head + 1]?.lower === "to";
  if (!isAccording && !isRuleVerb(unit)) return [];
  const sentence = read.sentences[unit.sentence] as Sentence;
  const source = ruleSourceOf(read, head, sentence, isAccording);
  if (!source) return [];
  const contentUnits = contentOf(read, head, sentence, source, isAccording);
  const content = wordsOfUnits(read, contentUnits);
  if (content.size === 0) return [];
  const quotedShare = quotedShareOf(read, content);
  const base = source.isDoubtful ? UNSURE : takesObject(unit) ? UNSURE : SURE;
  const score =
    base +
    (quotedShare > 0.5 ? QUOTED : 0) +
    (unit.lemma === "say" ? SAID : 0) +
    Math.min(content.size, MOST_WORDS) / 1000;
  return [
    {
      head,
      cueScore: base,
      score,
      contentUnits,
      sourceUnits: source.units,
      cueUnits: [head],
      content,
      source: wordsOfUnits(read, source.units),
      cue: wordsOfUnits(read, [head]),
      contentMean: 0,
      contentLeast: 0,
      sourceMean: 0,
      quotedShare,
    },
  ];
}
