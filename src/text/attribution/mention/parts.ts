import { isGivenName } from "../givenNames.ts";
import type { Language } from "../language.ts";
import { isCapital, isParticle } from "../personName.ts";
import type { Token } from "../tokens.ts";

/** Returns the tokens before the first punctuation mark or preposition. */
export function upToMark(tokens: readonly Token[], language: Language): readonly Token[] {
  const end = tokens.findIndex(({ word }) => !word || language.cuts.has(word));
  return tokens.slice(0, end < 0 ? undefined : end);
}

/** Tells whether a token is a particle of a name, although it looks like a preposition: "Ursula von der Leyen". */
export function isInName(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i] as Token;
  if (!isParticle(token)) return false;
  const start = tokens.slice(0, i).findLastIndex((before) => !isParticle(before));
  const next = tokens.slice(i).find((after) => !isParticle(after));
  return start >= 0 && isGivenName((tokens[start] as Token).word) && next !== undefined && isCapital(next);
}
