import { isGivenName } from "../givenNames.ts";
import type { Language } from "../language.ts";
import { isCapital, isParticle, nameIn, type PersonName } from "../personName.ts";
import type { Token } from "../tokens.ts";
import { isInName, upToMark } from "./parts.ts";

/** A name in a mention. `isShown` if its context shows that it is a person's. */
export interface FoundName {
  name: PersonName;
  isShown: boolean;
}

/** Returns the name at the end of a head: "his campaign manager Jane Roe". */
export function nameAtEnd(head: readonly Token[], isPossessed: boolean, language: Language): FoundName | null {
  const start = head.findLastIndex((token, i) => !isCapital(token) && !isInName(head, i)) + 1;
  const run = withLeadingParticles(head, start);
  const name = run.length > 0 ? nameIn(run, language) : null;
  if (!name) return null;
  const before = head[head.length - run.length - 1]?.word;
  const describes = before !== undefined && (language.isPerson(before) || language.epithets.has(before));
  const isShown = name.hasTitle || describes || (name.isFull && name.hasGivenName);
  if (before !== undefined && !isShown) return null;
  if (isPossessed && !name.isFull) return null;
  if (language.capitalisesNouns && language.quantifiers.has((head[0] as Token).word)) return null;
  return { name, isShown };
}

function withLeadingParticles(head: readonly Token[], start: number): readonly Token[] {
  return head.slice(start === 1 && head.length > 1 && isParticle(head[0] as Token) ? 0 : start);
}

/** Returns the name after a description: "the chairman, John Doe,". */
export function nameBeside(head: readonly Token[], rest: readonly Token[], language: Language): FoundName | null {
  const described = head.at(-1)?.word;
  if (!/^[,—–-]$/.test(rest[0]?.text ?? "") || described === undefined || !language.isPerson(described)) return null;
  const beside = nameAtEnd(upToMark(rest.slice(1), language), false, language);
  return beside?.name.isFull ? { name: beside.name, isShown: true } : null;
}

/** Returns the name after an office of several words: "Secretary of State Jane Roe", "chief of staff John Doe". */
export function nameOfOffice(head: readonly Token[], rest: readonly Token[], language: Language): FoundName | null {
  const office = head.at(-1)?.word;
  if (rest[0]?.word !== "of" || office === undefined || !language.isTitle(office) || language.isMany(office))
    return null;
  const following = rest.slice(1);
  const start = following.findIndex((token) => isCapital(token) && isGivenName(token.word));
  const before = following[start - 1];
  const describes = before && (language.isTitle(before.word) || isOfPeople(before.word, language));
  if (!before?.word || describes || following.slice(0, start).some(({ isPossessive }) => isPossessive)) return null;
  const end = following.findIndex((token, i) => i > start && !isCapital(token) && !isInName(following, i));
  const next = following[end];
  if (next?.word && !language.cuts.has(next.word)) return null;
  const name = nameIn(following.slice(start, end < 0 ? undefined : end), language);
  return name?.isFull ? { name, isShown: true } : null;
}

function isOfPeople(word: string, { quantifiers, definite, epithets, cuts, joiners }: Language): boolean {
  return [quantifiers, definite, epithets, cuts, joiners].some((words) => words.has(word)) || /^an?$/.test(word);
}

/** Tells whether the words after a name describe a person: ", the chairman". */
export function isDescribed(rest: readonly Token[], language: Language): boolean {
  const following = upToMark(
    rest.slice(1).filter(({ word }, i) => i > 0 || !language.definite.has(word)),
    language,
  );
  return rest[0]?.text === "," && following.some(({ word }) => language.isPerson(word));
}
