import { withoutGuard } from "../../text/formulaGuards.ts";
import { withoutHtmlEntities } from "../../text/htmlEntities.ts";
import type { Column } from "./columnNames.ts";
import type { Header } from "./header.ts";

/** The filled cells of a row. */
export type Cells = Partial<Record<Column, string>>;

/** Columns that a spreadsheet may leave out at the end of a row, where they are empty. */
const MAY_BE_MISSING: ReadonlySet<Column> = new Set([
  "kind",
  "wire",
  "topics",
  "addressees",
  "via",
  "occasion",
  "stance",
  "inReplyTo",
  "id",
  "role",
  "addressee",
  "language",
  "cue",
]);
/** Columns whose cells show that they stand where they belong, so that nothing before them is missing. */
const KNOWN_BY_FORM: ReadonlySet<Column> = new Set(["date", "saidOn", "publishedOn", "url", "kind", "language"]);
/** Columns whose absence has its own refusal. */
const REQUIRED: ReadonlySet<Column> = new Set(["text", "date", "saidOn", "publishedOn"]);

/** How the cells of a kind of table are written. */
export interface CellForm {
  /** Returns a cell of the archive's own tables as it was before it was guarded. */
  unguard(cell: string): string;
  /** Returns the name of a cell: "C7". Only sheets that place each cell by a name have them. */
  nameOf?(line: number, at: number): string;
}

/**
 * Returns the cells of a row by their columns, without the apostrophes that guard against formulas and, unless the table is the
 * archive's own, without HTML entities. A string says why the row cannot be trusted: a cell too many or too few means that others may stand in a wrong column.
 */
export function cellsOf(
  { line, cells: given }: { line: number; cells: readonly string[] },
  header: Header,
  { unguard, nameOf }: CellForm,
): Cells | string {
  const { width, places, unnamed } = header;
  const surplus = given.findIndex(
    (cell, at) => cell.trim() !== "" && (at >= width || (unnamed.has(at) && !isIndex(cell, at))),
  );
  if (surplus >= 0 && nameOf)
    return `Cell ${nameOf(line, surplus)} (“${shortened(given[surplus])}”) has no column name: name the column in the first row, or clear the cell.`;
  if (surplus >= 0) {
    const size = given.length > width ? `The row has ${given.length} cells and the header ${width}: cell` : "Cell";
    return `${size} ${surplus + 1} (“${shortened(given[surplus])}”) has no column name. Put a text that contains the delimiter into quotation marks, or name the column.`;
  }
  const missing = nameOf ? null : missingCell(given, header);
  if (missing) return missing;
  const isOwn = places.has("speakerStatus");
  const read = [...places].map(([column, at]) => {
    const cell = given[at] ?? "";
    const plain = () => withoutHtmlEntities(withoutGuard(cell.trim().replaceAll("\r\n", "\n")));
    return [column, (isOwn ? unguard(cell) : plain()) || undefined];
  });
  return Object.fromEntries(read) as Cells;
}

/** Says which cell is missing from a row, so that others may stand in its place; null if none is. */
function missingCell(given: readonly string[], { width, places }: Header): string | null {
  const last = [...places].find(([, at]) => at === given.length - 1)?.[0];
  const mayEnd = last !== undefined && KNOWN_BY_FORM.has(last);
  const missing = [...places].find(
    ([column, at]) => at >= given.length && !REQUIRED.has(column) && !(mayEnd && MAY_BE_MISSING.has(column)),
  );
  if (!missing) return null;
  return `The row has ${given.length} cells and the header ${width}: after cell ${given.length} (“${shortened(given.at(-1))}”) “${missing[0]}” is missing. Write the delimiter for empty cells too.`;
}

/** Tells whether a cell is a row's number, which programs write before the first column. */
function isIndex(cell: string, at: number): boolean {
  return at === 0 && /^\s*\d+\s*$/.test(cell);
}

function shortened(cell = ""): string {
  return cell.trim().length > 40 ? `${cell.trim().slice(0, 40)}…` : cell.trim();
}
