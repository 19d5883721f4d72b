import { canCloseQuotation } from "../quotation/marks.ts";
import type { Language } from "./language.ts";
import { isJoint } from "./mention/joint.ts";
import { isDescribed, nameAtEnd, nameBeside, nameOfOffice } from "./mention/named.ts";
import { isInName } from "./mention/parts.ts";
import { isUnnamedMention } from "./mention/unnamed.ts";
import type { PersonName } from "./personName.ts";
import { tokensOf } from "./tokens.ts";

/** A mention of a speaker, read without its article. */
export type Mention =
  | { is: "PRONOUN" }
  /** It means people without naming them: "a senior aide". */
  | { is: "UNNAMED" }
  /** Several speakers, a definite person ("the president"), a thing, or an unreadable mention. */
  | { is: "OTHER" }
  /**
   * `isShown` if the mention itself shows that it names a person: by a given name, a title, "columnist". `canBeUnnamed` if the
   * name, should nobody bear it, is a word for people: "Critics".
   */
  | { is: "NAME"; name: PersonName; isShown: boolean; canBeUnnamed: boolean };

const OTHER: Mention = { is: "OTHER" };
const ENDS_PART = /^[,.;:!?)\]—–-]$/;
const SELF = /^(?:himself|herself|themselves|itself|selbst)$/;

/** Reads a speaker mention as an article prints it. */
export function readMention(text: string, language: Language): Mention {
  const tokens = tokensOf(
    text
      .replace(/\s+/g, " ")
      .replace(/, (?=(?:Jr|Sr|II|III|IV)\b)/, " ")
      .replace(/^[^\p{L}\p{N}]+/u, ""),
  ).filter(({ word }) => !SELF.test(word));
  const [first, second] = tokens;
  if (!first) return OTHER;
  if (language.pronouns.has(first.word) && !/^\p{Lu}{2,}$/u.test(first.text) && !second?.word) return { is: "PRONOUN" };
  const cut = tokens.findIndex(({ word }, i) => i > 0 && !isInName(tokens, i) && (!word || language.cuts.has(word)));
  const headEnd = cut < 0 ? tokens.length : cut;
  const whole = tokens.slice(0, headEnd);
  if (isJoint(tokens, headEnd, language)) return OTHER;
  const possessor = whole.slice(0, -1).findLastIndex(({ isPossessive }) => isPossessive);
  const head = whole.slice(possessor + 1);
  if (head.at(-1)?.isPossessive && !endsPart(tokens[headEnd]?.text ?? ",")) return OTHER;
  const rest = tokens.slice(headEnd);
  const found =
    nameOfOffice(head, rest, language) ?? nameAtEnd(head, possessor >= 0, language) ?? nameBeside(head, rest, language);
  const canBeUnnamed = isUnnamedMention(head, rest, possessor >= 0, language);
  if (!found) return canBeUnnamed ? { is: "UNNAMED" } : OTHER;
  return { is: "NAME", ...found, isShown: found.isShown || isDescribed(rest, language), canBeUnnamed };
}

function endsPart(sign: string): boolean {
  return ENDS_PART.test(sign) || canCloseQuotation(sign);
}
