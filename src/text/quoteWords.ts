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

/** Between the numbers of a date, a range, a score, a fraction, a ratio or a version. */
const JOINT = /^(?:[.,:/⁄∕∶×'’‐‑–−-]| [:/⁄∕∶×] )$/u;
const VULGAR = /^[¼-¾⅐-⅞]/u;
/** A whole number before a fraction, as in "5 1/2". */
const [WHOLE, SPACE, FRACTION] = [/^\p{Nd}{1,3}$/u, /^[ \u00a0\u2009\u202f]$/u, /^\p{Nd}{1,2}[/⁄∕]\p{Nd}|^[¼-¾⅐-⅞]/u];

/**
 * Returns a text's words as a quotation is compared with them: without case, accents and punctuation, but with the signs of
 * currencies, "%" and the minus, and each number as one word. So "12,500", "12.500" and "12500" are one word, and so are "1.5" and
 * "1,5", while "$5" and "€5", "5" and "1.5" differ. Each number of a date, a range, a score, a fraction or a version is a word with a
 * "/" at the sides where it goes on, so that the "2" of "1/2" is not "2".
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
  return placed.map(({ word, ...place }, i) => ({
    word: `${isOneExpression(text, placed[i - 1], place) ? "/" : ""}${word}${isOneExpression(text, place, placed[i + 1]) ? "/" : ""}`,
    ...place,
  }));
}

type WordPlace = Omit<PlacedWord, "word">;

/** Returns whether two numbers in a row are parts of one expression. */
function isOneExpression(text: string, one: WordPlace | undefined, next: WordPlace | undefined): boolean {
  if (!one || !next) return false;
  if (one.start === next.start) return VULGAR.test(text.slice(one.start));
  const between = text.slice(one.end, next.start);
  const before = text.slice(one.start, one.end);
  if (JOINT.test(between)) return /\p{Nd}$/u.test(before) && /^\p{Nd}/u.test(text.slice(next.start));
  return SPACE.test(between) && WHOLE.test(before) && FRACTION.test(text.slice(next.start));
}

/** Returns whether a stretch of a text begins or ends within a number, a date, a range or the like: "2 boats" in "1/2 boats". */
export function cutsNumber(text: string, start: number, end: number): boolean {
  const [first, last] = [/^\p{Nd}/u.test(text.slice(start, end)), /\p{Nd}$/u.test(text.slice(start, end))];
  if (!first && !last) return false;
  return quoteWords(text).some(
    (placed) =>
      (first &&
        ((placed.start < start && start < placed.end) || (placed.start === start && placed.word.startsWith("/")))) ||
      (last && ((placed.end === end && placed.word.endsWith("/")) || isCutAt(text, placed, end))),
  );
}

function isCutAt(text: string, placed: WordPlace, end: number): boolean {
  return placed.start < end && end < placed.end && !/^[\p{L}\p{M}]/u.test(text.slice(end));
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
