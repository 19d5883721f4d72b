import { type CellSeparator, unguardFormulas, withoutGuard } from "../../text/formulaGuards.ts";
import type { Column } from "./columnNames.ts";
import type { Header } from "./header.ts";

/** The filled cells of a row. */
export type Cells = Partial<Record<Column, string>>;

/** Columns that a spreadsheet may leave out at the end of a row, where they are empty. */
const MAY_BE_MISSING: ReadonlySet<Column> = new Set(["kind", "wire", "topics", "role", "addressee", "language", "cue"]);
/** Columns whose cells show that they stand where they belong, so that nothing before them is missing. */
const KNOWN_BY_FORM: ReadonlySet<Column> = new Set(["date", "saidOn", "publishedOn", "url", "kind", "language"]);
/** Columns whose absence has its own refusal. */
const REQUIRED: ReadonlySet<Column> = new Set(["text", "date", "saidOn", "publishedOn"]);

/**
 * Returns the cells of a row by their columns, without the apostrophes that guard against formulas. A string says why the row
 * cannot be trusted: a cell too many or too few means that others may stand in a wrong column.
 */
export function cellsOf(given: readonly string[], header: Header, delimiter: string): Cells | string {
  const { width, places, unnamed } = header;
  const surplus = given.findIndex(
    (cell, at) => cell.trim() !== "" && (at >= width || (unnamed.has(at) && !isIndex(cell, at))),
  );
  if (surplus >= 0) {
    const size = given.length > width ? `The row has ${given.length} cells and the header ${width}: cell` : "Cell";
    return `${size} ${surplus + 1} (“${shortened(given[surplus])}”) has no column name. Put a text that contains the delimiter into quotation marks, or name the column.`;
  }
  const last = [...places].find(([, at]) => at === given.length - 1)?.[0];
  const mayEnd = last !== undefined && KNOWN_BY_FORM.has(last);
  const missing = [...places].find(
    ([column, at]) => at >= given.length && !REQUIRED.has(column) && !(mayEnd && MAY_BE_MISSING.has(column)),
  );
  if (missing) {
    return `The row has ${given.length} cells and the header ${width}: after cell ${given.length} (“${shortened(given.at(-1))}”) “${missing[0]}” is missing. Write the delimiter for empty cells too.`;
  }
  const isOwn = places.has("speakerStatus");
  const read = [...places].map(([column, at]) => {
    const cell = given[at] ?? "";
    if (!isOwn || !isSeparator(delimiter)) return [column, withoutGuard(cell.trim()) || undefined];
    return [column, unguardFormulas(cell, delimiter) || undefined];
  });
  return Object.fromEntries(read) as Cells;
}

function isSeparator(delimiter: string): delimiter is CellSeparator {
  return delimiter === "," || delimiter === ";";
}

/** Tells whether a cell is a row's number, which programs write before the first column. */
function isIndex(cell: string, at: number): boolean {
  return at === 0 && /^\s*\d+\s*$/.test(cell);
}

function shortened(cell = ""): string {
  return cell.trim().length > 40 ? `${cell.trim().slice(0, 40)}…` : cell.trim();
}
