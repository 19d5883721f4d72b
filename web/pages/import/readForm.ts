import type { Sent } from "../../action.ts";
import type { FileFormat, FileImportInput } from "../../generated/operations.ts";

/** The content of a file, as the form keeps it between the trial and the import. */
export type KeptContent = { text: string } | { base64: string };

/** What an editor has sent: a file, or pasted rows; or the same again, as the form kept it. */
export interface SentFileContent {
  name: string;
  format: FileFormat;
  content: KeptContent;
}

const PASTED_NAME = "pasted.csv";
const FORMATS: readonly FileFormat[] = ["CSV", "XLSX", "JSONL"];

/** Reads the file of the form; null if there is neither a file nor rows. */
export function readSentFile({ fields, files }: Pick<Sent, "fields" | "files">): SentFileContent | null {
  const given = (name: string) => fields.get(name)?.trim() || undefined;
  const chosen = FORMATS.find((format) => format === given("format"));
  const kept = given("base64");
  if (kept !== undefined) {
    const name = given("name") ?? PASTED_NAME;
    return { name, format: chosen ?? formatOf(name), content: { base64: kept } };
  }
  const file = files.get("file");
  if (file && file.bytes.length > 0) {
    const name = file.name.split(/[/\\]/).at(-1) || PASTED_NAME;
    return { name, format: chosen ?? formatOf(name), content: { base64: Buffer.from(file.bytes).toString("base64") } };
  }
  const rows = fields.get("rows") ?? "";
  if (rows.trim() === "") return null;
  const name = given("name") ?? PASTED_NAME;
  return { name, format: chosen ?? formatOf(name), content: { text: rows } };
}

/** Tells the format of a file by its name. */
export function formatOf(name: string): FileFormat {
  if (/\.xls[xm]$/i.test(name)) return "XLSX";
  return /\.(jsonl|ndjson)$/i.test(name) ? "JSONL" : "CSV";
}

/** Reads how the file is to be read. A line of `columns` is `text=Her words`. */
export function readSettings(fields: URLSearchParams): Omit<FileImportInput, "name" | "format"> {
  const given = (name: string) => fields.get(name)?.trim() || null;
  const dates = given("dates");
  const columns = (given("columns") ?? "").split(/\r?\n/).flatMap((line) => {
    if (line.trim() === "") return [];
    const [column = "", ...name] = line.split("=");
    return [{ column: column.trim(), name: name.join("=").trim() }];
  });
  const filled = (given("fillDown") ?? "").split(/[\r\n,;]+/).flatMap((column) => column.trim() || []);
  return {
    source: given("source"),
    wire: given("wire"),
    language: given("language"),
    sheet: given("sheet"),
    reason: given("why"),
    dates: dates === "DAY_FIRST" || dates === "MONTH_FIRST" ? dates : null,
    columns: columns.length > 0 ? columns : null,
    fillDown: filled.length > 0 ? filled : null,
  };
}

/** The fields of the form that say how the file is read, and are kept with it. */
export const SETTINGS = [
  "format",
  "source",
  "wire",
  "language",
  "dates",
  "columns",
  "fillDown",
  "sheet",
  "why",
] as const;
