import { isPartialDate, readWhen } from "../../document/dates.ts";
import { normalizeName } from "../../text/names.ts";
import type { RejectCode } from "../rejections.ts";
import { monthOf } from "./dates/months.ts";
import { splitTime } from "./dates/times.ts";
import { isNoDate } from "./placeholders.ts";

/** A date in the archive's form, as precise as it was written; or the reason why it cannot be read. */
export type WrittenDate =
  | { date: string }
  | { code: Extract<RejectCode, "BAD_DATE" | "AMBIGUOUS_DATE">; message: string };

/** Which number comes first in a date such as 03/04/2018. */
export type DateOrder = "day-first" | "month-first";

const YEAR_FIRST = /^(\d{4})([/.-])(\d{1,2})(?:\2(\d{1,2}))?$/;
const YEAR_LAST = /^(?:(\d{1,2})([/.-]))?(\d{1,2})[/.-](\d{4})$/;
/** As in Chinese, Japanese and Korean: year, month and day, each with its sign. */
const WITH_SIGNS = /^(\d{4})\s*[年년](?:\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?)?$/;
const SHORT_YEAR = /^\d{1,2}([/.-])\d{1,2}\1\d{2}$/;
/** Seconds or milliseconds since 1970, from 2001 to 2033. */
const EPOCH = /^1\d{9}(?:\d{3})?$/;
const NO_SUCH_DAY = /does not exist/;
/** Words of a written date that carry no information: days of the week, "of", "de", "г." (year). */
const FILLER = /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|the|of|de|del|le|el|den|г|года)$/;
const NUMBER = /^(\d+)(?:st|nd|rd|th|er|re|e|º|o)?$/;

/**
 * Reads a date as people and programs write it, with its precision: "2018", "2018-09", "2018-09-07", an instant of
 * RFC 3339 or as a program writes it (dates/times.ts), "7 Sep 2018", "Sept. 7, 2018", "September 2018", "7. September 2018",
 * "7 de septiembre de 2018", "7 сентября 2018 г.", "31/12/2018", "2018年9月7日". Months are known in twelve languages (dates/months.ts).
 *
 * Nothing is guessed: "03/04/2018" is in March for some readers and in April for others. With points it is 3 April, because
 * the day comes first wherever dates are written with points. The year 0000 is rejected, and so are dates that programs write
 * if they do not know the date (`isNoDate`).
 *
 * @param order the person's word for what "03/04/2018" means in this table
 */
export function readDate(written: string, order?: DateOrder): WrittenDate {
  const text = written.trim();
  if (isNoDate(text)) return bad(text, "stands for an unknown date: leave it empty instead");
  if (readWhen(text)) return { date: text };
  const epoch = EPOCH.test(text) ? new Date(text.length > 12 ? Number(text) : 1_000 * Number(text)) : null;
  if (epoch) return { date: epoch.toISOString() };
  const { day: own, time, zone } = splitTime(text);
  const day = own.replace(WITH_SIGNS, (_, ...parts) => parts.slice(0, 3).filter(Boolean).join("-"));
  const read = readNumbers(day, order) ?? readDateWords(day);
  if (!("date" in read))
    return zone && NO_SUCH_DAY.test(read.message)
      ? bad(text, "cannot be read: it has no such day")
      : ofWhole(text, day, read);
  // A time of day without a zone is not an instant: only its day is used.
  if (!time || !zone || read.date.length < 10) return read;
  const instant = `${read.date}T${time}${zone}`;
  return readWhen(instant) ? { date: instant } : bad(text, "has a time that does not exist: correct it");
}

/** Returns a problem of the day in a date as one of the date. */
function ofWhole<Read extends { message: string }>(text: string, day: string, read: Read): Read {
  return { ...read, message: read.message.replace(`“${day.slice(0, 100)}”`, () => `“${text.slice(0, 100)}”`) };
}

function readNumbers(text: string, order: DateOrder | undefined): WrittenDate | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return writeParts(text, ...untilZero(yearFirst[1], yearFirst[3], yearFirst[4]));
  if (SHORT_YEAR.test(text)) return ambiguous(text);
  const yearLast = YEAR_LAST.exec(text);
  if (!yearLast) return null;
  const [, first, separator, second, year] = yearLast;
  if (first === undefined || separator === "." || Number(first) > 12) return writeParts(text, year, second, first);
  if (Number(second) > 12 || Number(first) === Number(second)) return writeParts(text, year, first, second);
  if (order)
    return order === "day-first" ? writeParts(text, year, second, first) : writeParts(text, year, first, second);
  return ambiguous(text);
}

/** Leaves out the day, or month and day, that MySQL and Wikidata write as 00 because they do not know it. */
function untilZero(...parts: (string | undefined)[]): (string | undefined)[] {
  const unknown = parts.indexOf("00");
  const isFull = parts.every((part) => part !== undefined);
  const isEmptyBehind = parts.slice(unknown).every((part) => part === "00");
  return isFull && unknown > 0 && isEmptyBehind ? parts.slice(0, unknown) : parts;
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
  if (isDate && words.length === 2 + days.length) return writeParts(text, years[0], months[0], days[0]);
  return bad(text, "cannot be read: write it like 2018-09-07, or 7 September 2018");
}

function writeParts(text: string, ...parts: (string | undefined)[]): WrittenDate {
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
  const message = `The date “${text}” can be read in two ways: write it like 2018-09-07, or 7 September 2018, or give --dates day-first or --dates month-first.`;
  return { code: "AMBIGUOUS_DATE", message };
}
