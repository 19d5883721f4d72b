import { normalizeName } from "../names.ts";
import { isGivenName } from "./givenNames.ts";
import type { Language } from "./language.ts";
import type { Token } from "./tokens.ts";

/** Words that can be the name of a person, whole or in part, without titles. */
export interface PersonName {
  text: string;
  /** As names are compared, word by word, without a suffix. */
  words: string[];
  /** "jr", "iii", or nothing. */
  suffix: string;
  /** At least a given name and a surname; else it is a part of such a name. */
  isFull: boolean;
  /** Begins with a common given name. */
  hasGivenName: boolean;
  /** An office or an address stands directly before it. */
  hasTitle: boolean;
  /** All in capitals: known again, but not taken for how the name is written. */
  isShouted: boolean;
}

const NAME_WORD = /^(?:(?:al|el|as|ad|ar|ash|at|an|az|bin|ibn)-)?\p{Lu}[\p{L}\p{M}]*(?:['’‐‑-]\p{L}[\p{L}\p{M}]*)*$/u;
const INITIALS = /^(?:\p{Lu}\.)+$|^\p{Lu}$/u;
const SHOUTED = /^\P{Ll}{2,}$/u;
const MISREAD = /[ÂÃÅÐ][^\p{L}]?|\p{Ll}[À-ÖØ-Þ]/u;
const PARTICLE = /^(?:de|da|di|del|della|dos|du|van|von|der|den|ter|ten|bin|ibn|abu|al|el|la|le|zu|zur|y)$/i;
const SUFFIX = /^(?:jr|sr|ii|iii|iv)$/;
const MOST_NAME_WORDS = 6;
/** Of words that nothing shows to be a person's name so many at most can be one. */
const LONGEST_UNUSUAL = 3;

/** Whether a token can be in a run of name words, particles aside. */
export function isCapital({ text, word }: Token): boolean {
  return word !== "" && (/^\p{Lu}/u.test(text) || NAME_WORD.test(text));
}

/** Whether a word may stand within a name in lower case: "von". */
export function isParticle({ text }: Token): boolean {
  return PARTICLE.test(text);
}

/** Whether a word is all capitals, as in a headline or the short name of an organisation. */
export function isShouted({ text }: Token): boolean {
  return SHOUTED.test(text) && !INITIALS.test(text);
}

/**
 * The name of a person in a run of capitalised words ("Turkish President Tayyip Erdogan"): what is left behind the last
 * title, if none of it is a word of organisations, places or things.
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

/** "Jane Roes Vorschlag", "Jane Roes Sprecher" are not names. */
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
