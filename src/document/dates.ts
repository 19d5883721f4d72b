import { z } from "zod";
import type { DatePrecision } from "../generated/prisma/client.ts";

/** A point in time as exactly as it is known: the first instant, in UTC, of the year, month or day. */
export interface When {
  at: Date;
  precision: DatePrecision;
}

const PARTIAL_DATE = /^(?!0000)\d{4}(-\d\d(-\d\d)?)?$/;
const PRECISIONS: Record<number, DatePrecision> = { 4: "YEAR", 7: "MONTH", 10: "DAY" };
const instant = z.iso.datetime({ offset: true });

/** Returns whether the text is a real year, month or day: "2018", "2018-09", "2018-09-07". */
export function isPartialDate(text: string): boolean {
  return PARTIAL_DATE.test(text) && isReal(firstDay(text));
}

/** Reads a partial date, or an instant as RFC 3339 writes it. Returns null for anything else. */
export function readWhen(text: string): When | null {
  if (isPartialDate(text)) return { at: new Date(firstDay(text)), precision: PRECISIONS[text.length] ?? "DAY" };
  const at = instant.safeParse(text).success ? new Date(text) : null;
  return at && at.getUTCFullYear() >= 1 && isReal(text) ? { at, precision: "TIME" } : null;
}

/** Returns whether a span of partial dates can contain a day: it may begin and end in the same year, month or day. */
export function canFollow(startsOn: string, endsOn: string): boolean {
  const known = Math.min(startsOn.length, endsOn.length);
  return startsOn.slice(0, known) <= endsOn.slice(0, known);
}

function firstDay(partial: string): string {
  return `${partial}${"-01-01".slice(partial.length - 4)}`;
}

/** Returns whether a date exists: JavaScript reads 31 February as a day in March. */
function isReal(text: string): boolean {
  const day = text.slice(0, 10);
  const at = new Date(day);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** An instant as it was read: a Date, or its ISO 8601 text in UTC if the query asked for text (`database.query`). */
export type Instant = Date | string;

/** Returns the instant as a Date writes it: ISO 8601, in UTC, to the millisecond. */
export function isoOf(instant: Instant): string {
  return typeof instant === "string" ? instant : instant.toISOString();
}

const INSTANT_FORM = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/i;

// The instants that a year of four digits can write in UTC: an offset can lead beyond them.
const EARLIEST = new Date("0001-01-01T00:00:00.000Z");
const LATEST = new Date("9999-12-31T23:59:59.999Z");

/**
 * Parses the start or the end of a time span, in the form that every interface accepts: an instant as RFC 3339 writes it, with or without seconds, or a
 * date, which stands for its first instant in UTC. Returns null for anything else.
 */
export function readInstant(text: string): Date | null {
  const [, year, month, day] = INSTANT_FORM.exec(text) ?? [];
  const instant = new Date(year === undefined ? Number.NaN : text);
  const isReal = isDay(Number(year), Number(month), Number(day)) && instant >= EARLIEST && instant <= LATEST;
  return isReal ? instant : null;
}

/** Returns whether a day exists: `Date` reads 31 February as 3 March. */
function isDay(year: number, month: number, day: number): boolean {
  return year > 0 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const LENGTHS: Record<DatePrecision, number> = { YEAR: 4, MONTH: 7, DAY: 10, TIME: 24 };

/**
 * Writes a point in time as exactly as it is known: "2018", "2018-09", "2018-09-07" or an instant. `readWhen` reads it.
 */
export function writeWhen(at: Instant, precision: DatePrecision): string {
  return isoOf(at).slice(0, LENGTHS[precision]);
}
