import type { InputFile } from "../drafts.ts";
import { detectEncoding } from "../reading/decode.ts";
import { UnreadableError } from "../rejections.ts";
import type { Column } from "./columnNames.ts";
import { delimiterOf } from "./header.ts";
import { readRows, type SheetRow } from "./rows.ts";

/** How a table is written, as far as only the whole file shows it. */
export interface SheetShape {
  encoding: string;
  delimiter: string;
  /** Whether quotation marks wrap cells. Otherwise they are words, and every line is a row. */
  isQuoted: boolean;
}

type Lines = ReturnType<InputFile["lines"]>;

/** Programs that write these write no quotation marks of their own, unless the file shows that they do. */
const OFTEN_UNQUOTED = ["\t", "|"];

/** Looks through a table before it is read. Damage is left for the reading to report. */
export async function readShape(
  file: InputFile,
  given: string | undefined,
  chosen: ReadonlyMap<Column, string>,
): Promise<SheetShape> {
  const encoding = given ?? (await untilDamage(detectEncoding(file.bytes()), "utf-8"));
  const delimiter = await untilDamage(firstDelimiter(sheetLines(file, encoding), chosen), ",");
  const isOpen = OFTEN_UNQUOTED.includes(delimiter);
  const isQuoted = !isOpen || (await untilDamage(wrapsCells(sheetLines(file, encoding), delimiter), true));
  return { encoding, delimiter, isQuoted };
}

/** Yields the lines of a table. Skips a line “sep=;” that a spreadsheet may write first: the header shows the delimiter. */
export async function* sheetLines(file: InputFile, encoding: string): Lines {
  for await (const line of file.lines({ encoding, mayEndInReturn: true }))
    if (line.number > 1 || !/^sep=.$/i.test(line.text ?? "")) yield line;
}

async function untilDamage<Value>(work: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnreadableError) return otherwise;
    throw error;
  }
}

async function firstDelimiter(lines: Lines, chosen: ReadonlyMap<Column, string>): Promise<string> {
  for await (const { text } of lines) return delimiterOf(text ?? "", chosen);
  return ",";
}

/**
 * Tells whether the quotation marks of a table wrap its cells. They do if every cell with a mark is wrapped as a whole, with
 * the marks inside doubled, and if something shows that a program wrapped them: the header is wrapped, or a cell needs it, or
 * exactly the cells with a comma are wrapped, which is what Excel does. Otherwise the marks are the text's own.
 */
async function wrapsCells(lines: Lines, delimiter: string): Promise<boolean> {
  let isHeader = true;
  const seen = { needed: false, wrapped: false, withoutComma: false, bareComma: false };
  for await (const row of readRows(lines, { delimiter, isQuoted: true })) {
    if ("problem" in row) {
      if (row.problem !== "TOO_LONG") return false;
      continue;
    }
    const wrapped = wrappedCells(row, delimiter);
    // A mark that opens in one row and closes in another is not a cell of both.
    if (wrapped.some((cell) => cell.includes("\n") && cell.includes(delimiter))) return false;
    seen.needed ||=
      wrapped.some((cell) => /["\n]/.test(cell) || cell.includes(delimiter)) || (isHeader && wrapped.length > 0);
    seen.wrapped ||= wrapped.length > 0;
    seen.withoutComma ||= wrapped.some((cell) => !cell.includes(","));
    seen.bareComma ||=
      row.cells.filter((cell) => cell.includes(",")).length > wrapped.filter((cell) => cell.includes(",")).length;
    isHeader = false;
  }
  return seen.needed || (seen.wrapped && !seen.withoutComma && !seen.bareComma);
}

/** Returns the contents of the cells that are wrapped in quotation marks. */
function wrappedCells({ text }: Extract<SheetRow, { cells: unknown }>, delimiter: string): string[] {
  if (!text.includes('"')) return [];
  const cell = new RegExp(`(?<=^|\\${delimiter})"((?:[^"]|"")*)"(?=\\${delimiter}|$)`, "g");
  return [...text.matchAll(cell)].map(([, content = ""]) => content);
}
