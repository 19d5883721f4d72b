import { InputError } from "../archive/lists/inputError.ts";
import { separators } from "./csv.ts";
import { readParameters } from "./filter.ts";
import type { FormatName } from "./formats.ts";
import type { ExportRequest } from "./open.ts";

/**
 * Reads the query string of an export: the filter, and for csv what separates the cells. Throws InputError for a parameter that
 * the format does not have.
 */
export function readExportQuery(
  format: FormatName,
  query: unknown,
): Pick<ExportRequest, "format" | "filter" | "separator"> {
  const { separator, ...others } = query as Record<string, unknown>;
  if (format !== "csv" || separator === undefined) return { format, filter: readParameters(query) };
  const [, chosen] = Object.entries(separators).find(([name]) => name === separator) ?? [];
  if (!chosen) throw new InputError("separator", "The parameter `separator` is comma or semicolon, given once.");
  return { format, filter: readParameters(others), separator: chosen };
}
