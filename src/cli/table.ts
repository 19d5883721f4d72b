import { oneLine } from "./oneLine.ts";

/** Returns a table to read: columns as wide as their widest cell, two spaces apart; numbers grouped and aligned right. */
export function tableOf(rows: readonly (readonly (string | number)[])[]): string {
  const shown = rows.map((row) =>
    row.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en") : oneLine(cell))),
  );
  const columns = shown[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...shown.map((row) => row[i]?.length ?? 0)));
  const isNumeric = widths.map((_, i) => typeof rows.at(-1)?.[i] === "number");
  const lines = shown.map((row) =>
    row
      .map((cell, i) => (isNumeric[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}
