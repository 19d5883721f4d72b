import { wordSet } from "../../text/attribution/wordSet.ts";
import type { Unit } from "../article.ts";

/** Verbs that report speech nearly always. */
const RULE_VERBS = wordSet(`
say tell add state declare announce claim argue insist maintain assert contend allege explain respond reply answer ask
warn caution confirm acknowledge concede admit deny write tweet note predict estimate vow promise suggest testify reveal
stress emphasize complain joke quip recall continue conclude believe report observe remark comment reiterate urge call
accuse condemn describe praise criticize criticise blame demand`);

/** Those of them that take a noun as often as a clause. */
const OBJECT_VERBS = wordSet("call urge accuse condemn describe praise criticize criticise blame demand ask");

/** Returns whether the rules read a unit as the verb of a cue. */
export function isRuleVerb({ quotation, wordClass, lemma }: Unit): boolean {
  return !quotation && wordClass === "VERB" && RULE_VERBS.has(lemma);
}

/** Returns whether the content of a verb is often a noun, which the rules cannot tell from its object. */
export function takesObject({ lemma }: Unit): boolean {
  return OBJECT_VERBS.has(lemma);
}
