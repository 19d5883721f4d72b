import { hasHtmlEntity } from "../../text/htmlEntities.ts";
import type { Defaults, InputFile, Reading } from "../drafts.ts";
import type { RejectCode } from "../rejections.ts";
import { gatherArticles } from "./articles.ts";
import { type CellForm, type Cells, cellsOf } from "./cells.ts";
import type { Column } from "./columnNames.ts";
import { DATE_COLUMNS, type Header, readHeader } from "./header.ts";
import { gatherReplies } from "./replies.ts";
import type { SheetRow } from "./rows.ts";
import { type PlaceOf, type RowDraft, readRow } from "./statement.ts";

/** A table, however it is written. */
export interface WrittenTable extends CellForm {
  rows: AsyncGenerator<SheetRow>;
  /** Says what is wrong with the lines of the file if the first one is no header, or the only one; null if nothing is. */
  doubt?(first: SheetRow): string | null;
  /** Returns the cell of a column of dates as a date; a text by default. */
  dateIn?(cell: string): string;
}

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

const ENTITIES_READ = "HTML entities such as “&amp;” and “&#39;” are read as the signs that they stand for";

/** Returns the names of columns that the person gives. */
export function columnsIn({ columns = {} }: Defaults): ReadonlyMap<Column, string> {
  return new Map(Object.entries(columns)) as ReadonlyMap<Column, string>;
}

/** Reads a table whose first row names its columns, and whose other rows are statements. */
export async function* readTable(file: InputFile, defaults: Defaults, table: WrittenTable): AsyncGenerator<Reading> {
  const articles = gatherArticles(defaults);
  const opened = await table.rows.next();
  if (opened.done) return;
  const first = opened.value;
  const doubt = table.doubt?.(first);
  const header = "cells" in first ? readHeader(first.cells, columnsIn(defaults)) : problems[first.problem][1];
  if (typeof header === "string") return yield await refuseAll(file, first.line, doubt ?? header, table.rows);
  // The archive's own tables have three columns that say nothing of a printing.
  for (const name of header.places.has("speakerStatus") ? [] : header.unread)
    yield { told: `The column “${name}” is not read` };
  const readRecord = openRecords(file, defaults, table, header);
  const replies = gatherReplies(defaults, { isAsked: header.places.has("inReplyTo") });
  let [isOnly, isToldOfEntities] = [true, header.places.has("speakerStatus")];
  try {
    for await (const row of table.rows) {
      isOnly = false;
      if (!isToldOfEntities && "cells" in row && row.cells.some(hasHtmlEntity)) {
        isToldOfEntities = true;
        yield { told: ENTITIES_READ };
      }
      const read = readRecord(row);
      if ("row" in read) replies.add(read.row, read.placeOf);
      yield* "row" in read ? articles.add(read.row) : [read];
    }
    if (isOnly && doubt)
      yield { rejected: { place: { file: file.path, line: first.line }, code: "MALFORMED", message: doubt } };
  } catch (error) {
    yield* articles.finish({ isCutOff: true });
    throw error;
  }
  yield* articles.finish({ isCutOff: false });
  yield* replies.finish();
}

/** Returns a function that reads a row below the header. */
function openRecords(file: InputFile, defaults: Defaults, table: WrittenTable, header: Header) {
  const fillDown = openFillDown((defaults.fillDown ?? []) as Column[]);
  return (row: SheetRow): { row: RowDraft; placeOf: PlaceOf } | Reading => {
    const { line } = row;
    const placeOf: PlaceOf = (column) => {
      const at = column && header.places.get(column);
      return { file: file.path, line, ...(table.nameOf && at !== undefined && { record: table.nameOf(line, at) }) };
    };
    const reject = ([code, message]: [RejectCode, string], column?: Column): Reading => ({
      rejected: { place: placeOf(column), code, message },
    });
    if ("problem" in row) return reject(problems[row.problem]);
    if (row.cells.every((cell) => cell.trim() === "")) return { leftOut: { reason: "empty rows", records: 1 } };
    for (const [column, at] of header.places) {
      const fault = row.faults?.get(at);
      if (fault) return reject(["MALFORMED", fault], column);
    }
    const cells = cellsOf(row, header, table);
    if (typeof cells === "string") return reject(["MALFORMED", cells]);
    const filled = fillDown(cells);
    for (const column of DATE_COLUMNS) {
      const cell = filled[column];
      if (cell && table.dateIn) filled[column] = table.dateIn(cell);
    }
    const read = readRow(filled, placeOf, defaults.dates);
    return "code" in read ? { rejected: read } : { row: read, placeOf };
  };
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
  const records = Math.max(1, others);
  return { rejected: { place: { file: file.path, line }, code: "MALFORMED", message, records } };
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
