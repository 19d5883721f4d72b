import { toStoredText } from "../../text/offsets.ts";
import { readDate, type WrittenDate } from "./dates.ts";

/** A date that programs write if they do not know the date. */
const PLACEHOLDER = "0001-01-01";

/** Returns the address of an article without a web address: its name within its corpus, perhaps with folders ("/"). */
export function articleUrn(format: string, name: string): string {
  return `urn:onrecord:${format}:${toStoredText(name).body.split("/").map(encodeURIComponent).join("/")}`;
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
export function readPublished(written: string | undefined): WrittenDate | { code: "NO_DATE"; message: string } {
  if (written && written !== PLACEHOLDER) return readDate(written);
  return { code: "NO_DATE", message: "The date is not known: put it into the name, as 2016-09-12." };
}
