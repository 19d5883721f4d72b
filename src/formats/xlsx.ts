import { unguardFormulas } from "../text/formulaGuards.ts";
import { readTable } from "./csv/table.ts";
import type { Defaults, Format, InputFile, Reading } from "./drafts.ts";
import { readBareSerial } from "./xlsx/dates.ts";
import { nameCell, readSheetRows, type SheetNotes } from "./xlsx/rows.ts";
import { chooseSheet, nameSheets, openWorkbook } from "./xlsx/workbook.ts";

/** The sheet of the archive's own workbooks, whose texts have no guards. A CSV that became a workbook has its file's name. */
const OWN_SHEET = "OnRecord";

/** Excel workbooks (docs/import/xlsx.md). The names before which Excel puts “~$” are of files that are open. */
export const xlsx: Format = {
  name: "xlsx",
  description: "A sheet of an Excel workbook, with a row for each statement",
  records: "rows",
  isKeptByHand: true,
  isOwn: (name) => /(?:^|\/)(?!~\$)[^/]*\.xls[xm]$/i.test(name),
  read: readBook,
};

async function* readBook(file: InputFile, defaults: Defaults): AsyncGenerator<Reading> {
  const workbook = await openWorkbook(file);
  const sheet = chooseSheet(workbook, defaults.sheet);
  const others = workbook.sheets.filter((other) => other !== sheet);
  if (others.length > 0 && defaults.sheet === undefined)
    yield { told: `Only the sheet “${sheet.name}” is read, not ${nameSheets(others)}: --sheet names another` };
  const notes: SheetNotes = { merged: [], hiddenRows: 0 };
  yield* readTable(file, defaults, {
    rows: readSheetRows(workbook, sheet, notes),
    unguard: (cell) => (sheet.name === OWN_SHEET ? cell : unguardFormulas(cell, ",")),
    nameOf: nameCell,
    dateIn: (cell) => readBareSerial(cell, workbook.is1904),
  });
  if (notes.merged.length > 0) yield { told: tellMerged(notes.merged) };
  if (notes.hiddenRows > 0) yield { told: "Hidden rows are read like the others" };
}

function tellMerged([first, ...others]: readonly string[]): string {
  const ranges =
    others.length > 0 ? `${first} and ${others.length} other ranges of cells are` : `The cells ${first} are`;
  return `${ranges} merged, and only the first cell of each has a value: --fill-down gives it to those below`;
}
