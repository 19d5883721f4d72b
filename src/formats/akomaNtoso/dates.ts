import { baseName, dayIn } from "../reading/articleName.ts";
import { readDate, type WrittenDate } from "../reading/dates.ts";

/** Hyphens and dashes that people type instead of the hyphen of a date. */
const HYPHEN = /[\u2010-\u2015\u2212]/g;

/** Returns the day of the speeches: from the metadata, otherwise from the file name; null if neither has one. */
export function dateOf(stated: string | undefined, fileName: string): WrittenDate | null {
  const written = stated ?? dayIn(baseName(fileName));
  return written === undefined ? null : readDate(written);
}

/**
 * Removes the transcript's own date from the beginning or the end of a heading, in the forms that headings have:
 * "2018-09-07", "2018/9/7", "20180907", "9/7", in brackets or not. Keeps other dates, and a heading that is only a date.
 */
export function withoutDate(heading: string, date: string): string {
  const [year, month, day] = date.slice(0, 10).split("-");
  if (!month || !day) return heading;
  const both = `0?${Number(month)}[-/.]0?${Number(day)}`;
  const form = `[(（]?(?:${year}[-/.]${both}|${year}${month}${day}|${both})[)）]?`;
  const bare = heading.replace(HYPHEN, "-");
  const [before] = new RegExp(String.raw`^${form}[\s:：,，]+`).exec(bare) ?? [""];
  const [after] = new RegExp(String.raw`[\s:：,，]*(?<!\d)${form}$`).exec(bare.slice(before.length)) ?? [""];
  return heading.slice(before.length, heading.length - after.length) || heading;
}
