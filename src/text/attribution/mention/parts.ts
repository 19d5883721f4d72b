import { isGivenName } from "../givenNames.ts";
import type { Language } from "../language.ts";
import { isCapital, isParticle } from "../personName.ts";
import type { Token } from "../tokens.ts";

/** The tokens before the first that ends what is said of one thing: a mark, a preposition. */
export function upToMark(tokens: readonly Token[], language: Language): readonly Token[] {
  const end = tokens.findIndex(({ word }) => !word || language.cuts.has(word));
  return tokens.slice(0, end < 0 ? undefined : end);
}

/** A particle between a given name and a capital is not the preposition that it looks like: "Ursula von der Leyen". */
export function isInName(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i] as Token;
  if (!isParticle(token)) return false;
  const start = tokens.slice(0, i).findLastIndex((before) => !isParticle(before));
  const next = tokens.slice(i).find((after) => !isParticle(after));
  return start >= 0 && isGivenName((tokens[start] as Token).word) && next !== undefined && isCapital(next);
}
