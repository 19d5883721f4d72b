import { gatherArticles } from "./csv/articles.ts";
import { type Cells, cellsOf } from "./csv/cells.ts";
import type { Column } from "./csv/columnNames.ts";
import { type Header, readHeader } from "./csv/header.ts";
import { readRows, type SheetRow } from "./csv/rows.ts";
import { readShape, sheetLines } from "./csv/shape.ts";
import { readRow } from "./csv/statement.ts";
import type { Defaults, Format, InputFile, Reading } from "./drafts.ts";
import type { RejectCode, Rejection } from "./rejections.ts";

const problems: Record<Extract<SheetRow, { problem: string }>["problem"], [RejectCode, string]> = {
  UNCLOSED: [
    "MALFORMED",
    "A quotation mark is opened and never closed: close it, and write a mark inside a quoted cell twice.",
  ],
  STRAY_QUOTE: [
    "MALFORMED",
    "There is a quotation mark inside a cell: put the cell into quotation marks, and write the mark twice.",
  ],
  TOO_LONG: ["TOO_LARGE", "The line is longer than 16 MB: shorten it."],
};

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
  const articles = gatherArticles(defaults);
  let header: Header | undefined;
  let hasOtherEnds = false;
  let count = 0;
  const chosen = new Map(Object.entries(defaults.columns ?? {})) as ReadonlyMap<Column, string>;
  const shape = await readShape(file, defaults.encoding, chosen);
  const fillDown = openFillDown((defaults.fillDown ?? []) as Column[]);
  const reject = (row: { line: number }, code: RejectCode, message: string): Reading => ({
    rejected: { place: { file: file.path, line: row.line }, code, message },
  });

  function* readRecord(row: SheetRow, header: Header): Generator<Reading> {
    if ("problem" in row) yield reject(row, ...problems[row.problem]);
    else if (row.cells.every((cell) => cell.trim() === "")) yield { leftOut: { reason: "empty rows", records: 1 } };
    else {
      const cells = cellsOf(row.cells, header, shape.delimiter);
      if (typeof cells === "string") return yield reject(row, "MALFORMED", cells);
      const read = readRow(fillDown(cells), { file: file.path, line: row.line }, defaults.dates);
      if ("code" in read) yield { rejected: read };
      else yield* articles.add(read);
    }
  }

  if (shape.encoding !== "utf-8") yield { told: `The file is read as ${shape.encoding}` };
  try {
    const rows = readRows(sheetLines(file, shape.encoding), shape);
    for await (const row of rows) {
      count += 1;
      if (header) {
        yield* readRecord(row, header);
        continue;
      }
      hasOtherEnds = "text" in row && OTHER_LINE_END.test(row.text);
      const first = "cells" in row ? readHeader(row.cells, chosen) : problems[row.problem][1];
      if (typeof first === "string")
        return yield await refuseAll(file, row.line, hasOtherEnds ? NO_LINES : first, rows);
      header = first;
      // The archive's own tables have three columns that say nothing of a printing.
      for (const name of header.places.has("speakerStatus") ? [] : header.unread)
        yield { told: `The column “${name}” is not read` };
    }
    if (count === 1 && hasOtherEnds) yield reject({ line: 1 }, "MALFORMED", NO_LINES);
  } catch (error) {
    yield* articles.finish({ isCutOff: true });
    throw error;
  }
  yield* articles.finish({ isCutOff: false });
}

/** Rejects all rows of a file without a usable header, and counts them; a file of one row counts as one. */
async function refuseAll(
  file: InputFile,
  line: number,
  message: string,
  rows: AsyncGenerator<SheetRow>,
): Promise<Reading> {
  let others = 0;
  for (let row = await rows.next(); !row.done; row = await rows.next()) others += 1;
  const rejected: Rejection = {
    place: { file: file.path, line },
    code: "MALFORMED",
    message,
    records: Math.max(1, others),
  };
  return { rejected };
}

/** Returns a function that gives empty cells of these columns the last value above them. */
function openFillDown(columns: readonly Column[]): (cells: Cells) => Cells {
  const above: Cells = {};
  return (cells) => {
    const filled = { ...cells };
    for (const column of columns) above[column] = filled[column] ??= above[column];
    return filled;
  };
}
