import { isUtf8 } from "node:buffer";
import { UnreadableError } from "../rejections.ts";

/** First bytes, in hexadecimal, of text in UTF-16, and what to do about it. */
const utf16Beginnings: [RegExp, string][] = [
  [/^fffe/, inUtf16("UTF-16LE")],
  [/^feff/, inUtf16("UTF-16BE")],
  [/^((?!00)..00){2}/, inUtf16("UTF-16LE")],
  [/^(00(?!00)..){2}/, inUtf16("UTF-16BE")],
];
/** First bytes, in hexadecimal, of files that are not text, and what to do about each. */
const otherBeginnings: [RegExp, string][] = [
  [
    /^504b0304/,
    "The file is a zip archive, like a spreadsheet: import .xlsx as the format xlsx, save an .ods as .xlsx, or unpack it.",
  ],
  [/^d0cf11e0/, "The file is an old Office document (.xls, .doc): save the table as .xlsx or “CSV UTF-8”."],
  [/^1f8b/, "The file is compressed with gzip: give it a name that ends in .gz."],
  [/^425a683[1-9]314159265359/, "The file is compressed with bzip2: give it a name that ends in .bz2."],
  [/^25504446/, "The file is a PDF: save its text as a file of its own."],
  [/^7b5c727466/, "The file is in rich text (RTF): save it as plain text."],
  [/^(89504e47|ffd8ff|47494638|52494646.{8}57454250)/, "The file is a picture: give the text that it shows."],
];

/** A complete character of two or more bytes. */
const UTF8_LETTER = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/;
/** Three letters above ASCII in a row; Western languages have at most two. */
const OTHER_SCRIPT = /[\xc0-\xff]{3}/;
/** Bytes that Windows-1252 does not define. */
const NOT_WESTERN = /[\x81\x8d\x8f\x90\x9d]/;
/** Signs and capitals of Windows-1252 that stand between two small letters only if they are letters of Mac Roman ("ü", "é"). */
export const IN_MAC_ROMAN = /[a-z][\x80\x82\x84\x86-\x8c\x8e\x93\x98\x9b\x9f\xa7][a-z]/;
/** The number of bytes, from the first above ASCII, on which a guess is based. */
const GUESS_LENGTH = 400;

function inUtf16(encoding: string): string {
  return `The file is in UTF-16, not in UTF-8: ${convert(encoding)}.`;
}

function convert(encoding: string): string {
  return `convert it with “iconv -f ${encoding} -t UTF-8”, save it as “CSV UTF-8”, or say how a table is encoded, as in --encoding ${encoding.toLowerCase()}`;
}

/** Refuses a file whose first bytes show that it is not UTF-8 text. Throws UnreadableError. */
export function refuseOtherEncodings(start: Buffer): void {
  refuseBeginnings(start, utf16Beginnings);
  refuseOtherFiles(start);
}

/** Refuses a file whose first bytes show that it is not text, in whatever encoding. Throws UnreadableError. */
export function refuseOtherFiles(start: Buffer): void {
  refuseBeginnings(start, otherBeginnings);
}

function refuseBeginnings(start: Buffer, beginnings: [RegExp, string][]): void {
  const shown = start.toString("hex", 0, 16);
  for (const [beginning, message] of beginnings) if (beginning.test(shown)) throw new UnreadableError(message);
}

/**
 * Decodes bytes that must be UTF-8.
 *
 * @param where the subject of the message: "The file", "Line 3"
 * @throws UnreadableError that says which encoding it looks like and how to convert it
 */
export function decodeUtf8(bytes: Buffer, where: string): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  throw new UnreadableError(`${where} is not in UTF-8: ${guessEncoding(bytes)}.`);
}

/** Guesses the encoding of bytes that are not UTF-8. */
function guessEncoding(bytes: Buffer): string {
  const start = bytes.findIndex((byte) => byte > 0x7f);
  const shown = bytes.toString("latin1", Math.max(0, start - 1), start + GUESS_LENGTH);
  if (IN_MAC_ROMAN.test(shown))
    return `it looks like Mac Roman, which old programs for the Mac write; ${convert("MACINTOSH")}`;
  if (UTF8_LETTER.test(shown) || NOT_WESTERN.test(shown)) {
    return "it has invalid bytes, so the file is damaged, or in an unknown encoding: convert it, or download it again";
  }
  if (OTHER_SCRIPT.test(shown)) {
    return `it looks like an encoding with one byte per letter, such as Windows-1251 for Cyrillic; ${convert("WINDOWS-1251")}`;
  }
  return `it looks like Latin-1 (Windows-1252); ${convert("WINDOWS-1252")}`;
}
