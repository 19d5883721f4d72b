import { parse } from "csv-parse/sync";

/** A row with the line that it begins on, or what is wrong with that line. */
export type SheetRow = { line: number } & ({ cells: string[] } | { problem: "UNCLOSED" | "STRAY_QUOTE" | "TOO_LONG" });

/** A line of the file that belongs to a row which is not whole yet. */
interface OpenLine {
  number: number;
  text: string | null;
  /** Within a quotation the line begins or ends, not both. */
  isOdd: boolean;
}

/** A cell may have line breaks in quotation marks. One of more lines than this was never closed. */
const MOST_LINES = 1_000;

/**
 * Puts the lines of a file together into rows (RFC 4180). A row that cannot be read costs its first line only: reading goes
 * on with the line after it, so that a quotation mark which is never closed does not swallow the rest of the file. What is
 * held is a row of at most 1,000 lines.
 *
 * @param delimiterOf asked once, with the first row as it stands
 */
export async function* readRows(
  lines: AsyncIterable<{ number: number; text: string | null }>,
  delimiterOf: (header: string) => string,
): AsyncGenerator<SheetRow> {
  const open: OpenLine[] = [];
  let delimiter: string | undefined;
  const split = (text: string | null) => {
    if (text === null) return null;
    delimiter ??= delimiterOf(text);
    return splitRow(text, delimiter);
  };
  for await (const line of lines) {
    open.push({ ...line, isOdd: hasOddQuotes(line.text ?? "") });
    yield* takeRows(open, split, false);
  }
  yield* takeRows(open, split, true);
}

/** Takes the rows that are whole from the lines that wait; in the end all of them. */
function* takeRows(
  open: OpenLine[],
  split: (text: string | null) => string[] | null,
  isEnd: boolean,
): Generator<SheetRow> {
  for (let first = open[0]; first; first = open[0]) {
    const count = linesOfRow(open);
    if (count === 0 && !isEnd && open.length < MOST_LINES) return;
    const cells = count > 0 ? split(joinLines(open.slice(0, count))) : null;
    open.splice(0, cells ? count : 1);
    const line = first.number;
    if (cells) yield { line, cells };
    else if (first.text === null) yield { line, problem: "TOO_LONG" };
    else yield { line, problem: count === 0 ? "UNCLOSED" : "STRAY_QUOTE" };
  }
}

/** How many lines make a row: those up to the one that closes what the first leaves open; 0 while there is none. */
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

/** The cells of a row; null where its quotation marks stand wrong. */
export function splitRow(text: string, delimiter: string): string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const rows = parse(text, { delimiter, record_delimiter: "\n", trim: delimiter !== "\t" });
    return rows.length === 1 ? (rows[0] ?? null) : null;
  } catch {
    return null;
  }
}
