import { baseName, dayIn } from "../reading/articleName.ts";
import { readDate } from "../reading/dates.ts";
import { knownDates } from "../reading/placeholders.ts";
import type { Problem } from "../rejections.ts";
import type { TranscriptMetadata } from "./metadata.ts";

/** Hyphens and dashes that people type instead of the hyphen of a date. */
const HYPHEN = /[\u2010-\u2015\u2212]/g;

/** Names of dates that are not those of the sitting: when the file was made or published. */
const OF_THE_FILE = /generat|mark-?up|conver|creat|publi|edit|version/i;

/** The days of a transcript: when its words were said, and when it was published. */
export interface TranscriptDays {
  said: string;
  published: string;
}

/**
 * Returns the days of a transcript, or what is wrong with them; null without a date. Its words were said on the date of its
 * preface (`docDate`), which people read, otherwise on that of the work, otherwise of the file's name. `FRBRdate` is often the day
 * of the mark-up: if its name says so, the date in the work's address counts before it. A publication before that day does not count.
 */
export function daysOf(metadata: TranscriptMetadata, fileName: string): TranscriptDays | Problem | null {
  const { workDates, uri, work, published } = metadata;
  const printed = metadata.printedDates.flatMap((text) => {
    const read = readDate(text);
    return "date" in read ? read.date : [];
  });
  const docDates = [...metadata.docDates, ...printed];
  const inAddress = dayIn(uri ?? "") ?? dayIn(work ?? "");
  const ofWork = workDates.map(({ date }) => date);
  const isOfFile = workDates.every(({ name }) => OF_THE_FILE.test(name));
  const confirmed = docDates.filter((date) => [inAddress, ...ofWork].includes(date));
  const inOrder = isOfFile ? [inAddress, ...ofWork] : [...ofWork, inAddress];
  const [stated] = knownDates([...confirmed, ...docDates, ...inOrder, dayIn(baseName(fileName)), dayIn(fileName)]);
  const said = stated === undefined ? null : readDate(stated);
  if (!said || "code" in said) return said;
  const [release] = knownDates([published]);
  const read = release === undefined ? said : readDate(release);
  const isLater = "date" in read && read.date >= said.date;
  return { said: said.date, published: isLater ? read.date : said.date };
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
