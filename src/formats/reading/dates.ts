import { isPartialDate, readWhen } from "../../document/dates.ts";
import { normalizeName } from "../../text/names.ts";
import type { RejectCode } from "../rejections.ts";
import { monthOf } from "./dates/months.ts";

/** A date in the archive's form, as precise as it was written; or the reason why it cannot be read. */
export type WrittenDate =
  | { date: string }
  | { code: Extract<RejectCode, "BAD_DATE" | "AMBIGUOUS_DATE">; message: string };

/** A time of day without a zone is not an instant: only its day is used. */
const LOCAL_TIME = /^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;
const YEAR_FIRST = /^(\d{4})([/.-])(\d{1,2})(?:\2(\d{1,2}))?$/;
const YEAR_LAST = /^(?:(\d{1,2})([/.-]))?(\d{1,2})[/.-](\d{4})$/;
const SHORT_YEAR = /^\d{1,2}([/.-])\d{1,2}\1\d{2}$/;
/** Words of a written date that carry no information: days of the week, "of", "de", "г." (year). */
const FILLER = /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|the|of|de|del|le|el|den|г|года)$/;
const NUMBER = /^(\d+)(?:st|nd|rd|th|er|re|e|º|o)?$/;

/**
 * Reads a date as people and programs write it, with its precision: "2018", "2018-09", "2018-09-07", an instant of
 * RFC 3339, "7 Sep 2018", "Sept. 7, 2018", "September 2018", "7. September 2018", "7 de septiembre de 2018", "7 сентября
 * 2018 г.", "31/12/2018". Months are known in English, French, German, Russian and Spanish.
 *
 * Nothing is guessed: "03/04/2018" is in March for some readers and in April for others. With points it is 3 April, because
 * the day comes first wherever dates are written with points. The year 0000 is rejected, and so is 9999, which programs write
 * if they do not know the date.
 */
export function readDate(written: string): WrittenDate {
  const text = written.trim();
  if (/\b9999\b/.test(text)) return bad(text, "stands for an unknown date: leave it empty instead");
  // Databases write a space before the hour.
  const instant = text.replace(/^(\d{4}-\d\d-\d\d) /, "$1T");
  if (readWhen(instant)) return { date: instant };
  const localDay = LOCAL_TIME.exec(text)?.[1];
  if (localDay) return real(localDay, text);
  return readNumbers(text) ?? readDateWords(text);
}

function readNumbers(text: string): WrittenDate | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return writeDate(text, yearFirst[1], yearFirst[3], yearFirst[4]);
  if (SHORT_YEAR.test(text)) return ambiguous(text);
  const yearLast = YEAR_LAST.exec(text);
  if (!yearLast) return null;
  const [, first, separator, second, year] = yearLast;
  if (first === undefined || separator === "." || Number(first) > 12) return writeDate(text, year, second, first);
  if (Number(second) > 12 || Number(first) === Number(second)) return writeDate(text, year, first, second);
  return ambiguous(text);
}

function readDateWords(text: string): WrittenDate {
  const words = text
    .split(/[\s,./-]+/)
    .filter(Boolean)
    .map((word) => normalizeName(word))
    .filter((word) => !FILLER.test(word));
  const months = words.flatMap((word) => monthOf(word) ?? []);
  const numbers = words.flatMap((word) => NUMBER.exec(word)?.[1] ?? []);
  const years = numbers.filter((number) => number.length === 4);
  const days = numbers.filter((number) => number.length <= 2);
  const isDate = months.length === 1 && years.length === 1 && days.length <= 1;
  if (isDate && words.length === 2 + days.length) return writeDate(text, years[0], months[0], days[0]);
  return bad(text, "cannot be read: write it like 2018-09-07, or 7 September 2018");
}

function writeDate(text: string, ...parts: (string | undefined)[]): WrittenDate {
  const known = parts.filter((part) => part !== undefined);
  return real(known.map((part) => part.padStart(2, "0")).join("-"), text);
}

function real(date: string, text: string): WrittenDate {
  return isPartialDate(date) ? { date } : bad(text, "does not exist: correct it");
}

function bad(text: string, why: string): WrittenDate {
  return { code: "BAD_DATE", message: `The date “${text.slice(0, 100)}” ${why}.` };
}

function ambiguous(text: string): WrittenDate {
  const message = `The date “${text}” can be read in two ways: write it like 2018-09-07, or 7 September 2018.`;
  return { code: "AMBIGUOUS_DATE", message };
}
