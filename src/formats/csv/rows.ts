import { parse } from "csv-parse/sync";

/** A row with the line on which it begins, or the problem of that line. */
export type SheetRow = { line: number } & (
  | {
      cells: string[];
      text: string;
      /** By the index of a cell, why it cannot be used. */
      faults?: ReadonlyMap<number, string>;
    }
  | { problem: "UNCLOSED" | "STRAY_QUOTE" | "TOO_LONG" }
);

/** A line that belongs to a row that is not complete yet. */
interface OpenLine {
  number: number;
  text: string | null;
  /** Whether it has an odd number of quotation marks: it begins or ends a quoted cell. */
  isOdd: boolean;
}

/** A quoted cell may have line breaks. One of more lines than this was never closed. */
const MOST_LINES = 1_000;

/**
 * Joins the lines of a file into rows (RFC 4180). If a row cannot be read, only its first line is rejected and reading
 * continues with the next line, so that an unclosed quotation mark does not swallow the rest of the file. At most 1,000 lines
 * are in memory. Without quoting, every line is a row.
 */
export async function* readRows(
  lines: AsyncIterable<{ number: number; text: string | null }>,
  { delimiter, isQuoted }: { delimiter: string; isQuoted: boolean },
): AsyncGenerator<SheetRow> {
  const open: OpenLine[] = [];
  const split = (text: string) => (isQuoted ? splitRow(text, delimiter) : text.split(delimiter));
  for await (const line of lines) {
    open.push({ ...line, isOdd: isQuoted && hasOddQuotes(line.text ?? "") });
    yield* takeRows(open, split, false);
  }
  yield* takeRows(open, split, true);
}

/** Takes the complete rows from the waiting lines; at the end of the file, all of them. */
function* takeRows(open: OpenLine[], split: (text: string) => string[] | null, isEnd: boolean): Generator<SheetRow> {
  for (let first = open[0]; first; first = open[0]) {
    const count = linesOfRow(open);
    if (count === 0 && !isEnd && open.length < MOST_LINES) return;
    const text = count > 0 ? joinLines(open.slice(0, count)) : null;
    const cells = text === null ? null : split(text);
    open.splice(0, cells ? count : 1);
    const line = first.number;
    if (cells && text !== null) yield { line, cells, text };
    else if (first.text === null) yield { line, problem: "TOO_LONG" };
    else yield { line, problem: count === 0 ? "UNCLOSED" : "STRAY_QUOTE" };
  }
}

/** Returns the number of lines of the first row, up to the one that closes its quoted cell; 0 if that has not come yet. */
function linesOfRow(open: readonly OpenLine[]): number {
  if (!open[0]?.isOdd) return 1;
  return open.findIndex(({ isOdd, text }, i) => i > 0 && (isOdd || text === null)) + 1;
}

function joinLines(lines: readonly OpenLine[]): string | null {
  return lines.some(({ text }) => text === null) ? null : lines.map(({ text }) => text).join("\n");
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
}

/** Returns the cells of a row; null if its quotation marks are misplaced. */
export function splitRow(text: string, delimiter: string): string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const rows = parse(text, { delimiter, record_delimiter: "\n", trim: delimiter !== "\t" });
    return rows.length === 1 ? (rows[0] ?? null) : null;
  } catch {
    return null;
  }
}
