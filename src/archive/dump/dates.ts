import type { DatePrecision } from "../../generated/prisma/client.ts";

const LENGTHS: Record<DatePrecision, number> = { YEAR: 4, MONTH: 7, DAY: 10, TIME: 24 };

/** A point of time as exactly as it is known: "2018", "2018-09", "2018-09-07" or an instant, which a document reads back. */
export function writeWhen(at: Date, precision: DatePrecision): string {
  return at.toISOString().slice(0, LENGTHS[precision]);
}
