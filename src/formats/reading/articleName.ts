import { toStoredText } from "../../text/offsets.ts";
import { readDate, type WrittenDate } from "./dates.ts";

/** What programs write for a date that they do not know; no newspaper is of that day. */
const PLACEHOLDER = "0001-01-01";

/** The address of an article that has none on the web: its name within its corpus; "/" may part folders. */
export function articleUrn(format: string, name: string): string {
  return `urn:onrecord:${format}:${toStoredText(name).body.split("/").map(encodeURIComponent).join("/")}`;
}

/** The last part of a file's name, without its folders. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** The first thing in a text that has the shape of a day, "2016-09-12"; undefined where there is none. */
export function dayIn(text: string): string | undefined {
  return /(?<!\d)\d{4}-\d\d-\d\d(?!\d)/.exec(text)?.[0];
}

/** When an article appeared, as its corpus writes it; or what is the matter with that. */
export function readPublished(written: string | undefined): WrittenDate | { code: "NO_DATE"; message: string } {
  if (written && written !== PLACEHOLDER) return readDate(written);
  return { code: "NO_DATE", message: "Its date is not known: put it into its name, as 2016-09-12." };
}
