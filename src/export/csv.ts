import { encodeGlobalId } from "../archive/globalIds.ts";
import type { StatementRow } from "../archive/statements/rows.ts";
import { writeWhen } from "../document/dates.ts";
import { type CellSeparator, guardFormulas } from "../text/formulaGuards.ts";
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
export async function* writeCsv(
  pages: AsyncIterable<StatementRow[]>,
  separator: CellSeparator = ",",
): AsyncGenerator<string> {
  const csvLine = (cells: readonly string[]) => `${cells.map((cell) => quoteCell(cell)).join(separator)}\r\n`;
  yield `${BYTE_ORDER_MARK}${csvLine(CSV_COLUMNS.map(([name]) => name))}`;
  for await (const page of pages) {
    yield page
      .map((statement) => {
        const printing = printingOf(statement);
        return csvLine(CSV_COLUMNS.map(([name, cell]) => guardCell(name, cell(statement, printing) ?? "", separator)));
      })
      .join("");
  }
}

/** Keeps a spreadsheet from running a cell. A link must open, so its separators are encoded instead. */
function guardCell(name: string, cell: string, separator: CellSeparator): string {
  if (name !== "link") return guardFormulas(cell, separator);
  return cell.replace(/[;,](?=["']*[=+@])|;(?=["']*-)/g, (sign) => encodeURIComponent(sign));
}

function quoteCell(cell: string): string {
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
