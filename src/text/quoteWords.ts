import { foldedWords } from "./names.ts";
import { type PlacedWord, placedWords } from "./words.ts";

/** Neither within a word nor behind the beginning of a number: "5" in "1.5". */
const NOT_WITHIN = "(?<![\\p{L}\\p{M}\\p{N}]|\\p{Nd}[.,:'’])";
/** "12,500", "12.500,75", "12 500": groups of three digits with one separator. */
const GROUPED = "\\p{Nd}{1,3}([.,'’ \u00a0\u2009\u202f])\\p{Nd}{3}(?:\\1\\p{Nd}{3})*(?:[.,]\\p{Nd}+)?(?![.,:]?\\p{Nd})";
/** "5.5", "5,5" and "10:30", but no date and no range: "7.9.2031", "1-2". */
const DECIMAL = "\\p{Nd}+[.,:]\\p{Nd}+(?![.,:/-]?\\p{Nd})";
/** A dash before a number and behind nothing but a space or an opening mark. */
const MINUS = "(?<![^\\s([{«\"“„'‘])[-−–]";
/** Signs that tell amounts apart. */
const AMOUNT_SIGN = `\\p{Sc}|[%％٪‰°±]|${MINUS}(?=\\p{Sc}\\p{Nd})`;

const AMOUNT = new RegExp(
  `(?:${MINUS}(?=\\p{Nd})|${NOT_WITHIN})(?:${GROUPED}|${DECIMAL}|(?<=[-−–])\\p{Nd}+)[\\p{L}\\p{M}]*|${AMOUNT_SIGN}`,
  "gu",
);
const SEPARATORS = /(?<=\p{Nd})[.,'’ \u00a0\u2009\u202f](?=\p{Nd}{3}(?!\p{Nd}))/gu;
const UNGROUPED = /(?<![\p{L}\p{N}.,])\p{Nd}{4,}(?!\p{Nd})/gu;

/**
 * Returns a text's words as a quotation is compared with them: without case, accents and punctuation, but with the signs of
 * currencies, "%" and the minus, and each number as one word. So "12,500", "12.500" and "12500" are one word, and so are "1.5" and
 * "1,5", while "$5" and "€5", "5" and "1.5" differ.
 */
export function quoteWords(text: string): PlacedWord[] {
  const placed: PlacedWord[] = [];
  let at = 0;
  const readUntil = (end: number) => {
    for (const { word, ...place } of placedWords(text.slice(at, end)))
      placed.push({ word, start: at + place.start, end: at + place.end });
  };
  for (const { 0: written, 1: separator, index } of text.matchAll(AMOUNT)) {
    readUntil(index);
    at = index + written.length;
    placed.push({ word: wordOf(written, separator !== undefined), start: index, end: at });
  }
  readUntil(text.length);
  return placed;
}

function wordOf(written: string, isGrouped: boolean): string {
  const minus = /^[-−–]/u.test(written) ? "-" : "";
  if (!/\p{Nd}/u.test(written)) return minus || written.normalize("NFKC").replace("٪", "%");
  return minus + foldedWords(isGrouped ? written.replace(SEPARATORS, "") : written).join(".");
}

/** Returns the other ways to write a text's numbers: with groups of three digits, and without. */
export function otherNumberWritings(text: string): string[] {
  const joined = text.replace(AMOUNT, (written, separator) => (separator ? written.replace(SEPARATORS, "") : written));
  const grouped = joined.replace(UNGROUPED, (digits) => digits.replace(/(?=(?:\p{Nd}{3})+$)(?<=\p{Nd})/gu, " "));
  return [...new Set([joined, grouped])].filter((writing) => writing !== text);
}
