import type { SheetRow } from "../csv/rows.ts";
import { dateOfSerial } from "./dates.ts";
import { readPart } from "./part.ts";
import { gatherText, unescapeText } from "./strings.ts";
import type { Workbook, WorkbookSheet } from "./workbook.ts";

/** What the rows do not show, known at their end. */
export interface SheetNotes {
  /** Ranges of cells that are one: "A2:A5". */
  merged: string[];
  hiddenRows: number;
}

/** The columns that a sheet can have. */
const MOST_COLUMNS = 16_384;

/** A cell as the file has it. */
interface WrittenCell {
  name: string;
  at: number;
  type: string;
  style: number;
  hasFormula: boolean;
  value: string | undefined;
}

/** Yields the rows of a sheet that have anything in them, with the numbers that people see. */
export async function* readSheetRows(
  workbook: Workbook,
  sheet: WorkbookSheet,
  notes: SheetNotes,
): AsyncGenerator<SheetRow> {
  const ready: SheetRow[] = [];
  for await (const _ of readPart(
    sheet.bytes(),
    gatherRows(workbook, notes, (row) => ready.push(row)),
  ))
    yield* ready.splice(0);
}

function gatherRows(workbook: Workbook, notes: SheetNotes, onRow: (row: SheetRow) => void) {
  let line = 0;
  let cells: string[] = [];
  let faults = new Map<number, string>();
  let cell: WrittenCell | undefined;
  let next = 0;
  let isValue = false;
  const inline = gatherText();

  const begin: Record<string, (attributes: Readonly<Record<string, string>>) => void> = {
    row({ r, hidden }) {
      line = Number(r ?? line + 1);
      [cells, faults, next] = [[], new Map(), 0];
      if (hidden === "1" || hidden === "true") notes.hiddenRows += 1;
    },
    c({ r, t: type = "n", s = "0" }) {
      const at = r ? indexOf(r) : next;
      next = at + 1;
      cell = { name: nameCell(line, at), at, type, style: Number(s), hasFormula: false, value: undefined };
    },
    f() {
      if (cell) cell.hasFormula = true;
    },
    v() {
      if (cell) cell.value = "";
      isValue = true;
    },
    mergeCell({ ref = "" }) {
      notes.merged.push(ref);
    },
  };
  const end: Record<string, () => void> = {
    v() {
      isValue = false;
    },
    c() {
      const text = inline.take();
      if (!cell || cell.at >= MOST_COLUMNS) return;
      const read = readCell(cell.type === "inlineStr" ? { ...cell, value: text } : cell, workbook);
      const known = typeof read === "string" ? read : read.shown;
      if (typeof read !== "string") faults.set(cell.at, read.fault);
      while (cells.length <= cell.at) cells.push("");
      cells[cell.at] = known;
      cell = undefined;
    },
    row() {
      while (cells.at(-1) === "") cells.pop();
      if (cells.length > 0) onRow({ line, cells, text: "", faults });
    },
  };
  return {
    open(element: string, attributes: Readonly<Record<string, string>>) {
      inline.open(element, attributes, 0);
      begin[element]?.(attributes);
    },
    close(element: string) {
      inline.close(element);
      end[element]?.();
    },
    text(piece: string) {
      if (isValue && cell) cell.value += piece;
      else inline.text(piece);
    },
  };
}

/** Returns what a cell shows, or why its value cannot be used. */
function readCell(
  { name, type, style, hasFormula, value }: WrittenCell,
  { strings, dateForms, is1904 }: Workbook,
): string | { shown: string; fault: string } {
  if (value === undefined || (value === "" && type === "n"))
    return hasFormula ? { shown: "(formula)", fault: NO_RESULT(name) } : "";
  if (type === "s")
    return strings[Number(value)] ?? { shown: "?", fault: `Cell ${name} refers to a text that is not there.` };
  if (type === "b") return value === "1" || value === "true" ? "TRUE" : "FALSE";
  if (type === "e")
    return { shown: value, fault: `Cell ${name} has the error ${value}: correct its formula, or clear it.` };
  if (type !== "n") return type === "inlineStr" ? value : unescapeText(value);
  const number = Number(value);
  if (Number.isNaN(number)) return value;
  const form = dateForms[style];
  return (form && dateOfSerial(number, form, is1904)) ?? String(number);
}

const NO_RESULT = (name: string) =>
  `Cell ${name} has a formula without a result: open the file in a spreadsheet program, which calculates it, and save it.`;

/** Returns the index of a cell's column: 2 for "C7". */
function indexOf(name: string): number {
  const letters = /^\$?([A-Z]{1,3})/i.exec(name)?.[1] ?? "A";
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Returns the name of a cell as spreadsheets show it: "C7". */
export function nameCell(line: number, at: number): string {
  let letters = "";
  for (let rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${line}`;
}
