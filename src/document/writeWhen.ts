import type { DatePrecision } from "../generated/prisma/client.ts";
import { type Instant, isoOf } from "./instants.ts";

const LENGTHS: Record<DatePrecision, number> = { YEAR: 4, MONTH: 7, DAY: 10, TIME: 24 };

/** A point of time as exactly as it is known: "2018", "2018-09", "2018-09-07" or an instant, which a document reads back. */
export function writeWhen(at: Instant, precision: DatePrecision): string {
  return isoOf(at).slice(0, LENGTHS[precision]);
}
