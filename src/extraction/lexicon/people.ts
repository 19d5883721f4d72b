import { wordSet } from "../../text/attribution/wordSet.ts";

/** Words for people and bodies that speak: the head of a source is often one of them. */
const speakingNouns = wordSet(`
administration adviser agency aide aides ambassador analyst analysts army association attorney attorneys author
authorities campaign candidate ceo chairman chairwoman chief coach commander commission committee company
congressman council court critics department diplomats director doctors executive expert experts founder general
government governor group head judge lawmakers lawyer leader leaders man manager mayor military minister ministry
nominee officer officers official officials organisation organization party people police president professor
prosecutor prosecutors report representative residents researchers scientists secretary senator source sources
spokesman spokesperson spokeswoman study supporters union witness witnesses woman`);

/** Returns whether a word in lower case names people or a body that speaks. */
export function isSpeakingNoun(lower: string): boolean {
  return speakingNouns.has(lower);
}
