import type { Problem } from "../rejections.ts";

/** The fields that may stand at the beginning of an article's text. */
export const headerFields = ["headline", "date", "source", "url", "byline", "wire", "language"] as const;
export type HeaderField = (typeof headerFields)[number];

/** A field as it is written, with its line in the file. */
export interface WrittenField {
  value: string;
  /** From 1. */
  line: number;
}

/** The header of a file, and where the text after it begins, in UTF-16 units; 0 without a header. */
export interface TextHeader {
  fields: Partial<Record<HeaderField, WrittenField>>;
  bodyStart: number;
}

const BLANK_LINES = /^(?:[^\S\n]*\n)*/;
const FIELD = /^(\p{L}+)[ \t]*:[ \t]*(.*)$/u;
const KNOWN = new RegExp(`^(?:${headerFields.join("|")})[ \\t]*:`, "i");
const FIELD_NAMES = headerFields.map((name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`).join(", ");

/**
 * Reads the lines `Headline: …`, `Date: …` and so on at the beginning of a text, up to the first blank line. A text whose first line is
 * another has no header. A field without a value counts as missing.
 */
export function readTextHeader(text: string): TextHeader | (Problem & { line: number }) {
  const start = BLANK_LINES.exec(text)?.[0] ?? "";
  if (!KNOWN.test(text.slice(start.length, start.length + 20))) return { fields: {}, bodyStart: 0 };
  const fields: TextHeader["fields"] = {};
  let [at, line] = [start.length, start.split("\n").length];
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    const next = end < 0 ? text.length : end + 1;
    const written = text.slice(at, end < 0 ? undefined : end).trim();
    at = next;
    if (written === "") break;
    const [, name = "", value = ""] = FIELD.exec(written) ?? [];
    const field = headerFields.find((known) => known === name.toLowerCase());
    if (!field)
      return malformed(
        line,
        `The header has no field “${written.slice(0, 40)}”: the fields are ${FIELD_NAMES}, and a blank line ends the header.`,
      );
    if (fields[field]) return malformed(line, `The header has the field “${name}” twice: remove one of the two.`);
    fields[field] = { value: value.trim(), line };
    line += 1;
  }
  const blank = BLANK_LINES.exec(text.slice(at))?.[0].length ?? 0;
  return { fields, bodyStart: at + blank };
}

/** Returns a text with spaces in place of its header, so that the places of everything else stay the same. */
export function withoutHeader(text: string): string {
  const header = readTextHeader(text);
  if ("code" in header || header.bodyStart === 0) return text;
  const spaces = [...text.slice(0, header.bodyStart)].map((point) =>
    point === "\n" ? "\n" : " ".repeat(point.length),
  );
  return spaces.join("") + text.slice(header.bodyStart);
}

function malformed(line: number, message: string): Problem & { line: number } {
  return { code: "MALFORMED", message, line };
}
