/** How finely a timeline is divided. Weeks are those of ISO 8601: they begin on Monday. */
export const INTERVALS = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"] as const;

export type Interval = (typeof INTERVALS)[number];

/** A day as ISO 8601 writes it: "2018-09-07". */
type Day = string;

const MONTHS: Partial<Record<Interval, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** Returns the first days of a number of buckets in a row, and of the one after them. */
export function firstDays(interval: Interval, first: Day, buckets: number): Day[] {
  const start = new Date(first);
  return Array.from({ length: buckets + 1 }, (_, i) => {
    const day = new Date(start);
    const months = MONTHS[interval];
    if (months) day.setUTCMonth(day.getUTCMonth() + i * months);
    else day.setUTCDate(day.getUTCDate() + i * (interval === "WEEK" ? 7 : 1));
    return written(day);
  });
}

/** Returns the day before a day. */
export function dayBefore(day: Day): Day {
  const before = new Date(day);
  before.setUTCDate(before.getUTCDate() - 1);
  return written(before);
}

/** A year after 9999, in which only a last bucket can end, is written as that year. */
function written(day: Date): Day {
  return day.getUTCFullYear() > 9999 ? "9999-12-31" : day.toISOString().slice(0, 10);
}

/** The most buckets that a timeline has. */
export const MOST_BUCKETS = 500;

/** The most buckets that AUTO chooses. */
export const FEW_BUCKETS = 60;
