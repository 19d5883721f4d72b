import { toStoredText } from "../../text/offsets.ts";
import type { InputFile } from "../drafts.ts";

/** The metadata of an article, by the columns of `metadata.tsv`. */
export type Metadata = Partial<
  Record<"publisher" | "publication_date" | "author" | "title" | "wire" | "url" | "language", string>
>;

/** The places of the table, relative to an article's file. */
export const METADATA_TABLES = ["metadata.tsv", "../metadata.tsv", "../../metadata.tsv"];

/** PolNeAR writes these for unknown and absent values. */
const NOTHING = new Set(["", "None", "NA"]);

/**
 * Finds the article's row in a table of tab-separated values: the first line names the columns, and the column `filename` has
 * the article's name. Null if not found.
 */
export function findMetadata(table: string, name: string): Metadata | null {
  const [header = "", ...rows] = table.split(/\r?\n/);
  const columns = header.replace(/^\ufeff/, "").split("\t");
  const key = columns.indexOf("filename");
  const row = key < 0 ? undefined : rows.find((line) => line.includes(name) && line.split("\t")[key] === name);
  if (row === undefined) return null;
  const cells = row.split("\t").map((cell) => toStoredText(cell).body.trim());
  const known = columns.map((column, i) => [column, cells[i] ?? ""] as const).filter(([, cell]) => !NOTHING.has(cell));
  return Object.fromEntries(known);
}

/** Returns the first of some files beside another that exists; null if none does. */
export async function firstBeside(file: InputFile, relatives: readonly string[]): Promise<InputFile | null> {
  for (const relative of relatives) {
    const found = await file.beside(relative);
    if (found) return found;
  }
  return null;
}
