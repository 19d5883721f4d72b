import { type CellSeparator, unguardFormulas, withoutGuard } from "../text/formulaGuards.ts";
import { readRows, type SheetRow } from "./csv/rows.ts";
import { readShape, sheetLines } from "./csv/shape.ts";
import { columnsIn, readTable } from "./csv/table.ts";
import type { Defaults, Format, InputFile, Reading } from "./drafts.ts";

/** Characters that end lines for some programs, and not in a table. */
const OTHER_LINE_END = /[\v\f\u0085\u2028\u2029]/;
const NO_LINES =
  "The file has no line ends, so that all its rows are one header: save it as “CSV UTF-8”, with a line for each row.";

/** Spreadsheets (docs/import/csv.md). */
export const csv: Format = {
  name: "csv",
  description: "A table with a row for each statement, as a spreadsheet saves it",
  records: "rows",
  isKeptByHand: true,
  isOwn: (name) => /\.(csv|tsv|tab)$/i.test(name),
  read: readSheet,
};

async function* readSheet(file: InputFile, defaults: Defaults): AsyncGenerator<Reading> {
  const { encoding, ...shape } = await readShape(file, defaults.encoding, columnsIn(defaults));
  if (encoding !== "utf-8") yield { told: `The file is read as ${encoding}` };
  yield* readTable(file, defaults, {
    rows: readRows(sheetLines(file, encoding), shape),
    unguard: (cell) =>
      isSeparator(shape.delimiter) ? unguardFormulas(cell, shape.delimiter) : withoutGuard(cell.trim()),
    doubt: (first: SheetRow) => ("text" in first && OTHER_LINE_END.test(first.text) ? NO_LINES : null),
  });
}

function isSeparator(delimiter: string): delimiter is CellSeparator {
  return delimiter === "," || delimiter === ";";
}
