import { english } from "./attribution/english.ts";
import { isGivenName } from "./attribution/givenNames.ts";
import { nameIn } from "./attribution/personName.ts";
import { tokensOf } from "./attribution/tokens.ts";
import { normalizeName } from "./names.ts";
import { isTitle } from "./titledNames/titles.ts";

/** A name's words: with a capital or of a script without capitals, or a particle between them. */
const CELL_WORD =
  /^(?:[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}.’'ʼ‐‑-]*|(?:al|el|bin|ibn|d|l)[-'’]\p{Lu}[\p{L}\p{M}.’'ʼ‐‑-]*)$/u;
const AFTER_NAME = /^(?:mps?|meps?|msp|mla|mdb|mdl|mdep|phd|md|qc|kc|esq|obe|cbe|mbe|ma|msc|ba|jd|llm)$/;
/** Words between an office and that of which it is one. */
export const OF_OFFICE = /^(?:of|for|de|du|di|da|von|van)$/;
/** They tell a person from another one of the same name. */
const GENERATION = /^(?:jr|sr|junior|senior|i{2,3}|iv|the younger|the elder)\.?$/i;
/** What stands in brackets beside a name. */
export const BRACKETED = /\s*[([（［{][^()[\]（）［］{}]*[)\]）］}]/gu;
/** Words by which a text names an organisation and no person. */
export const ORGANISATION =
  /(?<!\p{L})(?:ministry|department|party|committee|council|commission|board|association|union|office|agency|institute|university|hospital|company|corporation|group|foundation|society|federation|court|club|bank|trust|llc|ltd|inc|gmbh|verein|partei|ministerium|rat|parti|ministère|partido|ministerio|partito|ministero|министерство|партия)(?!\p{L})/iu;

/** Tells whether a text has at least that number of words of a name. */
export function looksLikeName(text: string, fewest: number): boolean {
  const words = text.trim().split(/\s+/u);
  return words.filter((word) => CELL_WORD.test(word)).length >= fewest;
}

/** The names that a text may mean besides the text as it is. */
export interface NamesInTitles {
  /**
   * It without brackets, titles, and the words behind a comma or a dash; and "Last, First" in the other order. Whether one of them is
   * meant depends on who is known.
   */
  names: string[];
  /** What stands behind a name: if it is somebody's name, too, the text names several people. */
  others: string[];
}

/** Returns the names within a text, each at most once. */
export function namesInTitles(text: string): NamesInTitles {
  const bare = text.replace(BRACKETED, "").trim();
  const split = bare.split(/\s*[,，،/]\s*|\s+[–—|-]\s+/u).filter(Boolean);
  const generation = split.slice(1).find((part) => GENERATION.test(part));
  const [first = "", ...rest] = split.filter((part) => part !== generation);
  const people = rest.filter((part) => !ORGANISATION.test(part));
  const isNamed = looksLikeName(first, 2) && !isOffice(first);
  const turned = rest[0] ? `${rest[0]} ${first}` : "";
  const isTurned = isSurname(first, rest[0]);
  const meant = isTurned ? [turned] : isNamed ? [first] : [first, ...people, ...(turned ? [turned] : [])];
  const read = (parts: readonly string[]) => {
    const names = parts
      .flatMap((part) => [part, ...withoutTitles(part)])
      .map((name) => (generation ? `${name} ${generation}` : name))
      .filter((name) => looksLikeName(name, 2));
    return [...new Set(names)].filter((name) => name !== text);
  };
  return { names: read(meant), others: isNamed && !isTurned ? read(people) : [] };
}

/**
 * Returns the names of the one person whom a text calls by a name with titles, an office, letters or brackets around it, the barest
 * one last: "Dr Mira Halvorsen, MP", "Halvorsen, Mira". None if a second name follows, since that may be another person's.
 */
export function nameWithoutTitles(text: string): string[] {
  const [first = "", ...rest] = text
    .replace(BRACKETED, "")
    .trim()
    .split(/\s*[,，،]\s*/u);
  if (rest.some(isAnotherName)) return [];
  const [given = ""] = rest;
  if (isSurname(first, given)) return [`${given} ${first}`];
  if (first.includes(" ") && mayBeGiven(given) && !beginsAsPerson(first)) return [];
  const isTurned = looksLikeName(given, 1) && !first.includes(" ") && !isOffice(given) && !isOffice(first);
  const turned = isTurned ? [`${given} ${first}`] : [];
  return [first, ...withoutTitles(first), ...turned].filter((name) => name !== text && looksLikeName(name, 2));
}

/** Tells whether words before a comma are surely a surname of several words: "García Márquez, Gabriel", "de la Vega, Ana". */
function isSurname(first: string, given: string | undefined): boolean {
  if (!given || !first.includes(" ") || !mayBeGiven(given) || beginsAsPerson(first)) return false;
  return isGivenName(normalizeName(given)) || /^\p{Ll}/u.test(first);
}

/** Tells whether a part behind a comma is a word that may be a given name: no office, no letters, no party and state ("D-Ohio"). */
function mayBeGiven(part: string): boolean {
  const isLetters = AFTER_NAME.test(normalizeName(part).replaceAll(" ", "")) || /^\p{Lu}{1,3}\p{Pd}/u.test(part);
  return CELL_WORD.test(part) && !isOffice(part) && !isLetters && !GENERATION.test(part);
}

function beginsAsPerson(name: string): boolean {
  const [word = ""] = name.split(" ");
  return isTitle(word) || isGivenName(normalizeName(word));
}

/**
 * Returns the name of a new speaker of whom only a text is known: without the titles, offices, letters and brackets around it if it
 * is then surely a person's ("Dr. Mira Halvorsen, MP" is Mira Halvorsen); otherwise the text itself, with the other name in `names`
 * if it may be the speaker's ("Halvorsen, Mira").
 */
export function nameForNew(text: string): { name: string; names?: string[] } {
  const bare = nameWithoutTitles(text).at(-1);
  if (bare === undefined || ORGANISATION.test(bare)) return { name: text };
  const [first = "", ...rest] = bare.split(/\s+/u);
  // Scripts without capitals do not show whether it is a name.
  const isUncased = /^\p{Lo}/u.test(first);
  if (!isUncased && !nameIn(tokensOf(bare), english)?.isFull) return { name: text };
  // It may begin with what somebody is the deputy of, be an organisation and its place, or be without the initial "M.".
  const isCommon = isGivenName(normalizeName(first));
  const isSure = isCommon || (!isUncased && rest.length === 1 && text.includes(bare));
  return isSure && !/^\p{L}\.?\s/u.test(text) ? { name: bare } : { name: text, names: [bare] };
}

/** Tells whether words behind a name are another name, and no office, party or letters. */
function isAnotherName(part: string): boolean {
  const words = part.split(/\s+/u);
  return words.length > 1 && !isOffice(part) && words.every((word) => CELL_WORD.test(word));
}

/** Tells whether words are an office or an organisation, or begin or end as one: "Mayor of Ostrin", "Harbour Minister". */
function isOffice(part: string): boolean {
  const words = part.split(/\s+/u);
  return ORGANISATION.test(part) || isTitle(words[0] as string) || isTitle(words.at(-1) as string);
}

/** Returns a name without the titles before it and the letters after it. */
export function withoutTitles(part: string): string[] {
  const words = part.split(/\s+/u);
  const end = words.findLastIndex((word) => !AFTER_NAME.test(normalizeName(word).replaceAll(" ", ""))) + 1;
  const own = words.slice(0, end);
  const starts = own
    .map((_, at) => at)
    .filter(
      (at) => at > 0 && own.length - at >= 2 && !OF_OFFICE.test(own[at] as string) && areTitles(own.slice(0, at)),
    );
  return [0, ...starts].map((at) => own.slice(at).join(" ")).filter((name) => name !== part);
}

/** Tells whether words before a name are an office or a form of address: "Mayor", "Harbour Minister", "Mayor of Ostrin". */
function areTitles(words: readonly string[]): boolean {
  const [preposition = "", last = ""] = words.slice(-2);
  const isOfPlace =
    words.length > 2 && OF_OFFICE.test(preposition) && CELL_WORD.test(last) && !isGivenName(normalizeName(last));
  // "Spokesman for …", "wife of …", "…'s lawyer": then the name is another person's; and "Dr Kurt …" has one more name.
  if (!(isTitle(words.at(-1) as string) || isOfPlace) || words.some((word) => /['’]s?$/u.test(word))) return false;
  return words.some(isTitle);
}
