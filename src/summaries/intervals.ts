/**
 * How finely a timeline is divided. Weeks are those of ISO 8601: they begin on Monday. A decade begins with a year that ends in 0, a
 * century with one that ends in 01.
 */
export const INTERVALS = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "DECADE", "CENTURY"] as const;

export type Interval = (typeof INTERVALS)[number];

/** A day as ISO 8601 writes it: "2018-09-07". */
type Day = string;

const MONTHS: Partial<Record<Interval, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12, DECADE: 120, CENTURY: 1200 };

/** Returns the first and the last days of a number of buckets in a row. */
export function spansFrom(interval: Interval, first: Day, buckets: number): { startsOn: Day; endsOn: Day }[] {
  const start = new Date(first);
  // The first decade lacks its year 0.
  if (interval === "DECADE") start.setUTCFullYear(start.getUTCFullYear() - (start.getUTCFullYear() % 10));
  const bucketStart = (i: number, days = 0) => {
    const day = new Date(start);
    const months = MONTHS[interval];
    if (months) day.setUTCMonth(day.getUTCMonth() + i * months);
    else day.setUTCDate(day.getUTCDate() + i * (interval === "WEEK" ? 7 : 1));
    day.setUTCDate(day.getUTCDate() + days);
    return day;
  };
  return Array.from({ length: buckets }, (_, i) => ({
    startsOn: written(bucketStart(i)),
    endsOn: written(bucketStart(i + 1, -1)),
  }));
}

/** Only years of four digits can be written: the first bucket may begin before them, and the last may end after them. */
function written(day: Date): Day {
  if (day.getUTCFullYear() < 1) return "0001-01-01";
  return day.getUTCFullYear() > 9999 ? "9999-12-31" : day.toISOString().slice(0, 10);
}

/** The most buckets that a timeline has; that many centuries are more than dates can span. */
export const MOST_BUCKETS = 500;

/** The most buckets that AUTO chooses if it can. */
export const FEW_BUCKETS = 60;
