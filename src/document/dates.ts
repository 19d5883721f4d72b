import { z } from "zod";
import type { DatePrecision } from "../generated/prisma/client.ts";

/** A point of time as exactly as it is known: the first instant, in UTC, of the year, month or day. */
export interface When {
  at: Date;
  precision: DatePrecision;
}

const PARTIAL_DATE = /^(?!0000)\d{4}(-\d\d(-\d\d)?)?$/;
const PRECISIONS: Record<number, DatePrecision> = { 4: "YEAR", 7: "MONTH", 10: "DAY" };
const instant = z.iso.datetime({ offset: true });

/** Whether the text is a real year, month or day: "2018", "2018-09", "2018-09-07". */
export function isPartialDate(text: string): boolean {
  return PARTIAL_DATE.test(text) && isReal(firstDay(text));
}

/** Reads a partial date, or an instant as RFC 3339 writes it; null for anything else. */
export function readWhen(text: string): When | null {
  if (isPartialDate(text)) return { at: new Date(firstDay(text)), precision: PRECISIONS[text.length] ?? "DAY" };
  const at = instant.safeParse(text).success ? new Date(text) : null;
  return at && at.getUTCFullYear() >= 1 && isReal(text) ? { at, precision: "TIME" } : null;
}

/** Whether a span of partial dates can hold a day: it may begin and end in the same year, month or day. */
export function canFollow(startsOn: string, endsOn: string): boolean {
  const known = Math.min(startsOn.length, endsOn.length);
  return startsOn.slice(0, known) <= endsOn.slice(0, known);
}

function firstDay(partial: string): string {
  return `${partial}${"-01-01".slice(partial.length - 4)}`;
}

/** JavaScript takes 31 February for a day in March. */
function isReal(text: string): boolean {
  const day = text.slice(0, 10);
  const at = new Date(day);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
