import { toStoredText } from "../../text/offsets.ts";
import { type DateOrder, readDate, type WrittenDate } from "./dates.ts";
import { isNoDate } from "./placeholders.ts";

/** Returns the address of an article without a web address: its name within its corpus, perhaps with folders ("/"). */
export function articleUrn(format: string, name: string): string {
  return `urn:onrecord:${format}:${toStoredText(name).body.split("/").map(encodeURIComponent).join("/")}`;
}

/**
 * Returns the address of an article by its file's name and its date: files of one name ("main.xml", "doc1.ann") are different
 * articles if their dates differ. The date is added unless the name has one.
 */
export function datedUrn(format: string, name: string, date: string): string {
  const day = dayIn(name) === undefined ? `@${date.slice(0, 10)}` : "";
  return `${articleUrn(format, name)}${day}`;
}

/** Returns the last part of a file's name, without its folders. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** Returns the first day in a text ("2016-09-12"); undefined if not found. */
export function dayIn(text: string): string | undefined {
  return /(?<!\d)\d{4}-\d\d-\d\d(?!\d)/.exec(text)?.[0];
}

/** Reads the publication date of an article as its corpus writes it, or says what is wrong with it. */
export function readPublished(
  written: string | undefined,
  order?: DateOrder,
): WrittenDate | { code: "NO_DATE"; message: string } {
  if (written && !isNoDate(written)) return readDate(written, order);
  return { code: "NO_DATE", message: "The date is not known: put it into the name, as 2016-09-12." };
}
