import type { StatementRow } from "../archive/statements/rows.ts";
import { type CellSeparator, guardFormulas } from "../text/formulaGuards.ts";
import { cellsOfStatement, tableColumns } from "./table.ts";

/** What separates the cells, as people choose it. */
export const separators = { comma: ",", semicolon: ";" } as const satisfies Record<string, CellSeparator>;

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
  yield `${BYTE_ORDER_MARK}${csvLine(tableColumns)}`;
  for await (const page of pages) {
    yield page
      .map((statement) => {
        const cells = cellsOfStatement(statement);
        return csvLine(tableColumns.map((name, at) => guardCell(name, cells[at] ?? "", separator)));
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
