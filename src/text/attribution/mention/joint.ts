import type { Language } from "../language.ts";
import { isCapital, nameIn } from "../personName.ts";
import type { Token } from "../tokens.ts";
import { nameAtEnd } from "./named.ts";
import { upToMark } from "./parts.ts";

/** Tells whether a mention has several speakers: "Doe and Roe", "Doe, Roe and others", "Doe, along with Roe". */
export function isJoint(tokens: readonly Token[], headEnd: number, language: Language): boolean {
  if (isNameList(tokens, headEnd, language)) return true;
  if (tokens[headEnd]?.text === "," && language.companions.has(tokens[headEnd + 1]?.word ?? "")) return true;
  return tokens.some(({ word, text }, i) => {
    if (!language.joiners.has(word) && text !== "/") return false;
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    if (!before || !after) return true;
    if (i <= headEnd) return isCapital(before) || isCapital(after) || language.pronouns.has(after.word);
    if (before.text !== ",") return false;
    const next = upToMark(tokens.slice(i + 1), language);
    return isCapital(after) || language.definite.has(after.word) || nameAtEnd(next, false, language) !== null;
  });
}

/** Tells whether a comma separates names and nothing else: "Doe, Roe", "Doe, Roe and others". */
function isNameList(tokens: readonly Token[], headEnd: number, language: Language): boolean {
  if (tokens[headEnd]?.text !== ",") return false;
  const rest = tokens.slice(headEnd + 1);
  const end = rest.findIndex((token) => !isCapital(token));
  const next = rest[end];
  const name = nameIn(rest.slice(0, end < 0 ? undefined : end), language);
  const isSeparated = next === undefined || next.text === "," || next.text === "." || language.joiners.has(next.word);
  return name !== null && !name.hasTitle && isSeparated && tokens.slice(0, headEnd).every(isCapital);
}
