import { normalizeName } from "../names.ts";
import { isGivenName } from "./givenNames.ts";
import type { Language } from "./language.ts";
import type { Token } from "./tokens.ts";

/** Words that can be a person's name or part of one, without titles. */
export interface PersonName {
  text: string;
  /** The words in the form in which names are compared, without a suffix. */
  words: string[];
  /** "jr", "iii", or empty. */
  suffix: string;
  /** Whether it has at least a given name and a surname; otherwise it is part of such a name. */
  isFull: boolean;
  /** Whether it begins with a common given name. */
  hasGivenName: boolean;
  /** Whether a title directly precedes it. */
  hasTitle: boolean;
  /** Whether it is all in capitals: it is recognised, but not used as the spelling of the name. */
  isShouted: boolean;
}

const NAME_WORD = /^(?:(?:al|el|as|ad|ar|ash|at|an|az|bin|ibn)-)?\p{Lu}[\p{L}\p{M}]*(?:['’‐‑-]\p{L}[\p{L}\p{M}]*)*$/u;
const INITIALS = /^(?:\p{Lu}\.)+$|^\p{Lu}$/u;
const SHOUTED = /^\P{Ll}{2,}$/u;
const MISREAD = /[ÂÃÅÐ][^\p{L}]?|\p{Ll}[À-ÖØ-Þ]/u;
const PARTICLE = /^(?:de|da|di|del|della|dos|du|van|von|der|den|ter|ten|bin|ibn|abu|al|el|la|le|zu|zur|y)$/i;
const SUFFIX = /^(?:jr|sr|ii|iii|iv)$/;
const MOST_NAME_WORDS = 6;
/** The most words of a name that nothing else shows to be a person's. */
const LONGEST_UNUSUAL = 3;

/** Tells whether a token is a capitalised word of a possible name. */
export function isCapital({ text, word }: Token): boolean {
  return word !== "" && (/^\p{Lu}/u.test(text) || NAME_WORD.test(text));
}

/** Tells whether a word may be in a name in lower case: "von". */
export function isParticle({ text }: Token): boolean {
  return PARTICLE.test(text);
}

/** Tells whether a word is all capitals, as in a headline or the abbreviation of an organisation. */
export function isShouted({ text }: Token): boolean {
  return SHOUTED.test(text) && !INITIALS.test(text);
}

/**
 * Returns the name of a person in a run of capitalised words ("Turkish President Tayyip Erdogan"): the words after the last
 * title, unless one of them is a word for organisations, places or things.
 */
export function nameIn(run: readonly Token[], language: Language): PersonName | null {
  const titleEnd = endOfTitles(run, language);
  const tokens = run.slice(titleEnd);
  const [first] = tokens;
  if (!first || tokens.length > MOST_NAME_WORDS || tokens.some((token, i) => !canBeInName(token, i, language)))
    return null;
  const suffix = tokens.length > 1 ? (tokens.at(-1)?.word.match(SUFFIX)?.[0] ?? "") : "";
  const own = suffix ? tokens.slice(0, -1) : tokens;
  const last = own.at(-1);
  if (!last || INITIALS.test(last.text) || isParticle(last)) return null;
  const hasGivenName = isGivenName(first.word);
  const names = own.filter((token) => !INITIALS.test(token.text) && !isParticle(token));
  if (
    !hasGivenName &&
    !INITIALS.test(first.text) &&
    own.length > 2 &&
    own.slice(1, -1).some(({ word }) => isGivenName(word))
  )
    return null;
  if (language.capitalisesNouns && hasNoun(names, language)) return null;
  if (!hasGivenName && names.length > 1 && (language.isPerson(last.word) || names.length > LONGEST_UNUSUAL))
    return null;
  if (own.some(isShouted) && !own.every(isShouted)) return null;
  const hasTitle = titleEnd > 0;
  const startsName = !isParticle(first) && (!INITIALS.test(first.text) || own.length > 2 || first.text.length > 2);
  const isFull = startsName && own.length > 1 && (names.length > 1 || INITIALS.test(first.text));
  if (isFull && !hasGivenName && names.some(({ word }) => language.isDoubtful(word))) return null;
  return {
    text: tokens.map(({ text }) => text).join(" "),
    words: own.map(({ text }) => normalizeName(text)),
    suffix,
    isFull,
    hasGivenName,
    hasTitle,
    isShouted: own.every(isShouted),
  };
}

/** Tells whether a run ends in a noun and is not a name: "Jane Roes Vorschlag", "Jane Roes Sprecher". */
function hasNoun(names: readonly Token[], language: Language): boolean {
  if (names.length < 3) return false;
  return language.isPerson((names.at(-1) as Token).word) || names.slice(1, -1).some(({ word }) => word.endsWith("s"));
}

function endOfTitles(run: readonly Token[], language: Language): number {
  const end = run.slice(0, -1).findLastIndex(({ word }) => language.isTitle(word)) + 1;
  const isOfName = run[0] && isGivenName(run[0].word) && (end === 1 || run.length - end < 2);
  return isOfName ? 0 : end;
}

function canBeInName(token: Token, place: number, language: Language): boolean {
  if (isParticle(token)) return true;
  if (INITIALS.test(token.text) || SUFFIX.test(token.word)) return true;
  return (
    NAME_WORD.test(token.text) &&
    !MISREAD.test(token.text) &&
    !/^(?:anti|pro|non|pre|post|\p{L})-/iu.test(token.text) &&
    (!language.isOrdinary(token.word) || (place === 0 && isGivenName(token.word)))
  );
}
