/**
 * Dates as readers see them: as exactly as they are known, and never moved by a time zone. A date of the archive is
 * `2018`, `2018-09` or `2018-09-07`.
 */

type Style = Pick<Intl.DateTimeFormatOptions, "day" | "month" | "year">;

const LONG: Style[] = [
  { year: "numeric" },
  { year: "numeric", month: "long" },
  { year: "numeric", month: "long", day: "numeric" },
];
const SHORT: Style[] = [
  { year: "numeric" },
  { year: "numeric", month: "short" },
  { year: "numeric", month: "short", day: "numeric" },
];

/** Writes a date in words: “7 September 2018”, “September 2018”, “2018”. */
export function longDate(date: string, language: string): string {
  return format(date, language, LONG);
}

/** Writes a date in few letters: “7 Sept 2018”, for tables and pictures. */
export function shortDate(date: string, language: string): string {
  // Russian closes a date with the word for a year, which tables and axes leave out.
  return format(date, language, SHORT).replace(/\sг\.$/u, "");
}

/**
 * Writes a span of days in few letters, without what its ends do not need: “2018”, “Sept 2018”, “Jul 2018 – Sept 2018”, “3 Sept 2018
 * – 9 Sept 2018”.
 */
export function shortSpan({ startsOn, endsOn }: { startsOn: string; endsOn: string }, language: string): string {
  const [first, last] = [startsOn, endsOn].map((date) => date.slice(0, exactnessOf(startsOn, endsOn)));
  if (!first || !last) return startsOn;
  return first === last ? shortDate(first, language) : `${shortDate(first, language)} – ${shortDate(last, language)}`;
}

/** Writes the beginning of such a span: “2018” of a year, “Jul 2018” of a quarter. */
export function shortStart({ startsOn, endsOn }: { startsOn: string; endsOn: string }, language: string): string {
  return shortDate(startsOn.slice(0, exactnessOf(startsOn, endsOn)), language);
}

/** How many characters of its dates a span needs: whole years need 4, whole months 7. */
function exactnessOf(startsOn: string, endsOn: string): number {
  if (startsOn.endsWith("-01-01") && endsOn.endsWith("-12-31")) return 4;
  const next = new Date(Date.parse(endsOn) + 86_400_000).toISOString();
  return startsOn.endsWith("-01") && next.slice(8, 10) === "01" ? 7 : 10;
}

/** Writes an instant with its time of day, in UTC: “7 September 2018 at 14:05 UTC”. */
export function longInstant(instant: string, language: string): string {
  const parts = { ...LONG[2], hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;
  return formatter(language, parts).format(new Date(instant));
}

function format(date: string, language: string, styles: Style[]): string {
  const style = styles[date.split("-").length - 1];
  return style ? formatter(language, style).format(new Date(date)) : date;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Returns a formatter, made once for each language and style: making one takes longer than a hundred uses. */
function formatter(language: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, style]);
  const made =
    formatters.get(key) ?? new Intl.DateTimeFormat(BRITISH[language] ?? language, { timeZone: "UTC", ...style });
  formatters.set(key, made);
  return made;
}

/** Days before months: “7 September 2018” cannot be misread. */
const BRITISH: Record<string, string> = { en: "en-GB" };
