// A spreadsheet runs a cell as a formula if it begins with one of these signs (OWASP, "CSV Injection"), in East Asia also in
// their full width.

/** The beginning of a cell, and of a piece of one where another program than the one meant would begin a cell. */
const CELL_START = {
  ",": /(?<=^|[;\r\n])(?=["']*[=+\-@＝＋－＠])|^(?=["']*[\t\r\n])/g,
  ";": /(?<=^|[;,\r\n])(?=["']*[=+\-@＝＋－＠])|^(?=["']*[\t\r\n])/g,
};
const GUARD = {
  ",": /(?<=^|[;\r\n])'(?=["']*[=+\-@＝＋－＠])|^'(?=["']*[\t\r\n])/g,
  ";": /(?<=^|[;,\r\n])'(?=["']*[=+\-@＝＋－＠])|^'(?=["']*[\t\r\n])/g,
};

/** What separates the cells of a table that the archive writes. */
export type CellSeparator = keyof typeof CELL_START;

/**
 * Puts an apostrophe wherever a spreadsheet would begin a formula: at the beginning of a cell, after a line end, and after the
 * separator that the table does not use, because where decimals are written with a comma, cells end at semicolons.
 * `unguardFormulas` undoes it exactly, also in text that has such apostrophes of its own.
 */
export function guardFormulas(cell: string, separator: CellSeparator): string {
  return cell.replace(CELL_START[separator], "'");
}

/** Returns a cell of our own table as it was before `guardFormulas`. */
export function unguardFormulas(cell: string, separator: CellSeparator): string {
  return cell.replace(GUARD[separator], "");
}

/** Takes the apostrophe off that other programs put before a formula. One that closes a quotation is the text's own. */
export function withoutGuard(cell: string): string {
  return /^'[=+\-@＝＋－＠](?!.*'\p{P}*$)/su.test(cell) ? cell.slice(1) : cell;
}
