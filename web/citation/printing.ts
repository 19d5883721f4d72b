/** A printing as citations name it: the article, not the archive, is what a reader should look up. */
export interface CitedPrinting {
  headline: string;
  /** When the article was published: `2018`, `2018-09` or `2018-09-07`. */
  publishedOn: string;
  /** The address of the article; a URN if it is not on the web. */
  url: string;
  /** The language of the article, as a BCP 47 tag. */
  language: string;
  /** Who wrote it, as printed. */
  byline?: string | null | undefined;
  publisher: string;
  /** The agency that supplied it. */
  wire?: string | null | undefined;
  isFictional: boolean;
  /** The words as the article prints them. */
  passage: string;
  /** The statement's name in every archive, and its address in this one with scheme and host. */
  urn: string;
  recordAddress: string;
}

/**
 * Returns the text on one line, without control characters and without those that turn the direction of what follows: a citation is
 * copied into other texts, and must not change them.
 */
export function onOneLine(text: string): string {
  return text
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/gu, "")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** Returns who wrote an article; if no one is named, the agency that supplied it; undefined if neither is known. */
export function authorOf({ byline, wire }: CitedPrinting): string | undefined {
  const name = onOneLine(byline ?? "").replace(/^by\s+/iu, "");
  return name || onOneLine(wire ?? "") || undefined;
}

/** Returns the agency, unless it already stands as the author. */
export function agencyOf(printing: CitedPrinting): string | undefined {
  const agency = onOneLine(printing.wire ?? "");
  return agency && agency !== authorOf(printing) ? agency : undefined;
}

/** Returns the address of the article; undefined if it is not on the web. The address of an invented article leads nowhere. */
export function webAddressOf({ url, isFictional }: CitedPrinting): string | undefined {
  if (isFictional || !/^https?:\/\//iu.test(url) || !URL.canParse(url)) return undefined;
  // URL escapes spaces and quotation marks, but not everything that has a meaning in a template or a bibliography.
  return new URL(url).href.replaceAll(/["'<>[\]{}|\\^`]/gu, percentEncoded);
}

function percentEncoded(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** A date in its parts, as exactly as it is known. */
export interface DateParts {
  year: string;
  /** 1 to 12. */
  month?: number;
  day?: number;
}

/** Splits a date such as `2018-09`. */
export function datePartsOf(date: string): DateParts {
  const [, year = date, month, day] = /^(-?\d+)(?:-(\d\d))?(?:-(\d\d))?$/u.exec(date) ?? [];
  return { year, ...(month && { month: Number(month) }), ...(day && { day: Number(day) }) };
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** Returns the English name of a month, 1 to 12. The styles of citation are English. */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? "";
}
