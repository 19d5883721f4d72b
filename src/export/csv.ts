import { encodeGlobalId } from "../archive/globalIds.ts";
import type { StatementRow } from "../archive/statements/rows.ts";
import { writeWhen } from "../document/dates.ts";
import { printingOf } from "./statements.ts";

/** The columns that `onrecord import csv` reads come first, under the names that it expects. */
const CSV_COLUMNS: readonly [
  string,
  (statement: StatementRow, printing: ReturnType<typeof printingOf>) => string | null | undefined,
][] = [
  ["speaker", ({ speaker }) => speaker?.name],
  ["text", ({ text }) => text],
  ["date", ({ saidAt, saidAtPrecision }) => writeWhen(saidAt, saidAtPrecision)],
  ["kind", ({ kind }) => kind],
  ["headline", (_, printing) => printing?.article.headline],
  ["url", (_, printing) => printing?.article.url],
  ["source", (_, printing) => printing?.article.source?.name],
  ["wire", (_, printing) => printing?.article.wire?.name],
  ["topics", ({ topics }) => topics?.map(({ name }) => name).join("; ")],
  ["role", ({ speakerRole }) => speakerRole],
  ["language", ({ language }) => language],
  [
    "published",
    (_, printing) => printing && writeWhen(printing.article.publishedAt, printing.article.publishedAtPrecision),
  ],
  ["attribution", (_, printing) => printing?.appearance.attributionText],
  ["cue", (_, printing) => printing?.appearance.cue],
  ["passage", (_, printing) => printing?.appearance.exact],
  ["link", (_, printing) => printing?.passageUrl],
  ["speakerStatus", ({ speakerStatus }) => speakerStatus],
  ["status", ({ status }) => status],
  ["id", ({ id }) => encodeGlobalId("Statement", id)],
];

/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Writes statements as a table for spreadsheets, each with its first printing: RFC 4180, lines ending in CRLF, UTF-8 with a
 * byte order mark.
 */
export async function* writeCsv(pages: AsyncIterable<StatementRow[]>): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(CSV_COLUMNS.map(([name]) => name))}`;
  for await (const page of pages) {
    yield page
      .map((statement) => {
        const printing = printingOf(statement);
        return csvLine(CSV_COLUMNS.map(([, cell]) => cell(statement, printing) ?? ""));
      })
      .join("");
  }
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoteCell(disarm(cell))).join(",")}\r\n`;
}

/** Puts an apostrophe before a cell that a spreadsheet would run as a formula (OWASP, "CSV Injection"). */
function disarm(cell: string): string {
  return /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
}

function quoteCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
