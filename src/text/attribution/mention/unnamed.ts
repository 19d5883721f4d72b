import type { Language } from "../language.ts";
import { isCapital } from "../personName.ts";
import type { Token } from "../tokens.ts";
import { nameAtEnd } from "./named.ts";
import { upToMark } from "./parts.ts";

/** Tells whether a mention without a name means unknown people: "a senior aide", but not "the president". */
export function isUnnamedMention(
  head: readonly Token[],
  rest: readonly Token[],
  isPossessed: boolean,
  language: Language,
): boolean {
  const words = head.filter(({ word }) => word);
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last || namesSomebody(rest, language)) return false;
  if (words.every(({ word }) => language.quantifiers.has(word))) return areOfPeople(rest, language);
  if (!language.isPerson(last.word)) return false;
  const isMany = language.isMany(last.word);
  if (language.pointers.has(first.word)) return false;
  if (isPossessed || language.definite.has(first.word)) return isMany;
  const isBareOffice = !isMany && words.every(isCapital) && !language.capitalisesNouns;
  return !isBareOffice;
}

/** Tells whether a name follows after all: "one of the authors, Jane Roe", "some, including Jane Roe". */
function namesSomebody(rest: readonly Token[], language: Language): boolean {
  return rest.some(({ word, text }, i) => {
    if (word ? !language.companions.has(word) : !/^[,—–]$/.test(text)) return false;
    const name = nameAtEnd(upToMark(rest.slice(i + 1), language), false, language)?.name;
    return name?.isFull && name.hasGivenName;
  });
}

/** Tells whether a quantifier is about people: "some", "some of her aides", but not "some of the polls". */
function areOfPeople(rest: readonly Token[], language: Language): boolean {
  if (rest[0]?.word !== "of") return true;
  const nouns = rest.slice(1).filter(({ word }) => word);
  const end = nouns.findIndex(({ word }) => language.cuts.has(word));
  const last = nouns.slice(0, end < 0 ? undefined : end).at(-1);
  return last === undefined || language.isPerson(last.word) || language.pronouns.has(last.word);
}
