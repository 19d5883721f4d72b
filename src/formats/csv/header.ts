import { normalizeName } from "../../text/names.ts";
import { splitRow } from "./rows.ts";

/** The columns that are read, with their other names; docs/import/csv.md lists them. */
const headerNames = {
  speaker: ["speakers", "speaker name", "said by", "spoken by", "attributed to", "who", "who said it", "person"],
  text: ["quote", "quotes", "quotation", "statement", "words", "wording", "what was said"],
  date: [
    "day",
    "when",
    "said on",
    "said at",
    "published",
    "published on",
    "published at",
    "date published",
    "publication date",
  ],
  kind: ["type", "quote type", "quote kind"],
  headline: ["title", "heading", "article", "article title"],
  url: ["link", "address", "web address", "article url", "uri", "href"],
  source: ["publisher", "publication", "outlet", "newspaper", "medium", "media", "source name"],
  wire: ["agency", "news agency", "wire service"],
  topics: ["topic", "tags", "tag", "subject", "subjects", "about", "keywords"],
};

/** A column that is read. */
export type Column = keyof typeof headerNames;

/** The number of columns, and the index of each that is read. */
export type Header = { width: number; places: ReadonlyMap<Column, number> };

const columnNames = Object.keys(headerNames) as Column[];
const columnByName = new Map<string, Column>(
  columnNames.flatMap((column) =>
    [column, ...headerNames[column]].map((name): [string, Column] => [condenseHeader(name), column]),
  ),
);

const DELIMITERS = [",", ";", "\t", "|"];

/** Makes "Said by", "said_by", "SaidBy" and "Säid-by:" equal. */
function condenseHeader(name: string): string {
  return normalizeName(name).replaceAll(" ", "");
}

/** Returns the delimiter that gives the most known columns; a comma if no delimiter gives any. */
export function delimiterOf(header: string): string {
  const known = DELIMITERS.map((delimiter) => {
    const cells = splitRow(header, delimiter) ?? [];
    return cells.filter((cell) => columnByName.has(condenseHeader(cell))).length;
  });
  return DELIMITERS[known.indexOf(Math.max(...known))] as string;
}

/**
 * Reads the first row. A column's own name takes precedence over its other names. Unknown columns are ignored.
 *
 * @returns a string that says why the row cannot be used as a header
 */
export function readHeader(cells: readonly string[]): Header | string {
  const places = new Map<Column, number>();
  for (const column of columnNames) {
    const all = cells
      .map((cell, at) => ({ at, name: condenseHeader(cell), cell }))
      .filter(({ name }) => columnByName.get(name) === column);
    const own = all.filter(({ name }) => name === column);
    const [first, second] = own.length > 0 ? own : all;
    if (first && second)
      return `Two columns mean “${column}”: “${first.cell.trim()}” and “${second.cell.trim()}”. Rename one of them.`;
    if (first) places.set(column, first.at);
  }
  const missing = (["text", "date"] as const).filter((column) => !places.has(column));
  if (missing.length === 0) return { width: cells.length, places };
  const wanted = missing.map((column) => `“${column}”`).join(" and ");
  return `The first row has no column ${wanted}: name the columns ${columnNames.join(", ")}, of which text and date are required.`;
}
