import { english } from "./attribution/english.ts";
import { isGivenName } from "./attribution/givenNames.ts";
import { normalizeName } from "./names.ts";
import { isTitle } from "./titledNames/titles.ts";
import { OF_OFFICE, withoutTitles } from "./titledNames.ts";

/** Last words of offices that are hardly anybody's surname. */
const ENDS_AS_OFFICE =
  /^(?:.*-)?(?:.*minister|.*president|mayor|governor|chancellor|secretary|spokes(?:wo)?man|spokesperson|ambassador|commissioner|.*präsident|.*kanzler|.*sprecher|ministre|président|ministro|presidente|alcalde|министр|президент)(?:in)?$/iu;

/**
 * Tells whether a text is an office without a name, which one person after another holds, or several people: "Mayor", "The Prime
 * Minister", "Speaker of the House", "Officials".
 */
export function isOfficeAlone(text: string): boolean {
  // A name may stand beside the office: "Mayor of Ostrin, Mira Halvorsen".
  if (/[,，،/()[\]]/u.test(text)) return false;
  const words = text.replace(/^(?:the|der|die|das|le|la|el|il|o|a)\s+/iu, "").split(/\s+/u);
  const [word = "", second = ""] = words;
  if (words.length === 1) return isTitle(word) || english.isPerson(word.toLowerCase());
  if (words.every(isTitle)) return true;
  if (isGivenName(normalizeName(word))) return false;
  if (isTitle(word) && OF_OFFICE.test(second)) return withoutTitles(text).length === 0;
  return ENDS_AS_OFFICE.test(words.at(-1) as string) && words.length < 5;
}
