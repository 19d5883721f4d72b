/** An instant as it was read: a Date, or its ISO 8601 text in UTC where the query asked for text (`database.query`). */
export type Instant = Date | string;

/** The instant as a Date writes it: ISO 8601, in UTC, to the millisecond. */
export function isoOf(instant: Instant): string {
  return typeof instant === "string" ? instant : instant.toISOString();
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/i;

// What four digits of a year can write in UTC: an offset can lead out of it.
const EARLIEST = new Date("0001-01-01T00:00:00.000Z");
const LATEST = new Date("9999-12-31T23:59:59.999Z");

/**
 * Reads an instant as RFC 3339 writes it, seconds or not, or a date, which is its first instant in UTC: what every door takes
 * for a bound of time. Null for anything else.
 */
export function readInstant(text: string): Date | null {
  const [, year, month, day] = INSTANT.exec(text) ?? [];
  const instant = new Date(year === undefined ? Number.NaN : text);
  const isReal = isDay(Number(year), Number(month), Number(day)) && instant >= EARLIEST && instant <= LATEST;
  return isReal ? instant : null;
}

/** `Date` takes 31 February for 3 March. */
function isDay(year: number, month: number, day: number): boolean {
  return year > 0 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
