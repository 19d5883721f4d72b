import { type DateOrder, readDate } from "../reading/dates.ts";
import type { Problem } from "../rejections.ts";
import type { Cells } from "./cells.ts";
import type { Column } from "./columnNames.ts";
import { DATE_COLUMNS } from "./header.ts";

/** The dates of a row. */
export interface RowDates {
  /** When the words were said, if the row says so. */
  said?: string | undefined;
  published: string;
}

/** Returns when the words were said and printed. One date is both, and of two each has its own place in the archive. */
export function readRowDates(cells: Cells, order?: DateOrder): RowDates | (Problem & { column: Column }) {
  const dates: Partial<Record<Column, string>> = {};
  for (const column of DATE_COLUMNS) {
    const cell = cells[column];
    const read = cell === undefined ? undefined : readDate(cell, order);
    if (read && "code" in read) return { ...read, column };
    dates[column] = read?.date;
  }
  const said = dates.saidOn ?? dates.date;
  const published = dates.publishedOn ?? dates.date ?? dates.saidOn;
  if (published) return { said, published };
  return { code: "NO_DATE", message: "The date is empty: write at least the year.", column: "date" };
}
