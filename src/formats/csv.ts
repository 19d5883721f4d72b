import { gatherArticles } from "./csv/articles.ts";
import { delimiterOf, type Header, readHeader } from "./csv/header.ts";
import { readRows, type SheetRow } from "./csv/rows.ts";
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

/** Spreadsheets (docs/import/csv.md). */
export const csv: Format = {
  name: "csv",
  description: "A table with a row for each statement, as a spreadsheet saves it",
  records: "rows",
  isOwn: (name) => /\.(csv|tsv|tab)$/i.test(name),
  read: readSheet,
};

async function* readSheet(file: InputFile, defaults: Defaults): AsyncGenerator<Reading> {
  const articles = gatherArticles(defaults);
  let header: Header | undefined;
  try {
    const rows = readRows(withoutSeparatorLine(file.lines()), delimiterOf);
    for await (const row of rows) {
      if (header) {
        yield* readRecord(row, header, file, articles);
        continue;
      }
      const first = "cells" in row ? readHeader(row.cells) : problems[row.problem][1];
      if (typeof first === "string") return yield await refuseAll(file, row.line, first, rows);
      header = first;
    }
  } catch (error) {
    yield* articles.finish({ isCutOff: true });
    throw error;
  }
  yield* articles.finish({ isCutOff: false });
}

/** Skips a line “sep=;” that a spreadsheet may write before the header: the header itself shows the delimiter. */
async function* withoutSeparatorLine(lines: ReturnType<InputFile["lines"]>): ReturnType<InputFile["lines"]> {
  for await (const line of lines) if (line.number > 1 || !/^sep=.$/i.test(line.text ?? "")) yield line;
}

function* readRecord(
  row: SheetRow,
  header: Header,
  file: InputFile,
  articles: ReturnType<typeof gatherArticles>,
): Generator<Reading> {
  const place = { file: file.path, line: row.line };
  if ("problem" in row) {
    const [code, message] = problems[row.problem];
    yield { rejected: { place, code, message } };
  } else if (row.cells.every((cell) => cell.trim() === "")) {
    yield { leftOut: { reason: "empty rows", records: 1 } };
  } else {
    const read = readRow(row.cells, header, place);
    if ("code" in read) yield { rejected: read };
    else yield* articles.add(read);
  }
}

/** Rejects all rows of a file without a usable header, and counts them. */
async function refuseAll(
  file: InputFile,
  line: number,
  message: string,
  rows: AsyncGenerator<SheetRow>,
): Promise<Reading> {
  let records = 0;
  for (let row = await rows.next(); !row.done; row = await rows.next()) records += 1;
  const rejected: Rejection = { place: { file: file.path, line }, code: "MALFORMED", message, records };
  return { rejected };
}
