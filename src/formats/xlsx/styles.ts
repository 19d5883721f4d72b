import { readSmallPart } from "./part.ts";

/** How exactly a cell shows the date that it holds. */
export type DateForm = "year" | "month" | "day" | "time";

/** The forms that every workbook has by number, without being told. */
const BUILT_IN: Record<number, DateForm> = {
  ...Object.fromEntries([14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, "day"])),
  17: "month",
  ...Object.fromEntries([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, "time"])),
};

/** Returns how each style of cells shows dates, in order; null for numbers and texts. */
export function readDateForms(bytes: AsyncIterable<Buffer> | undefined): Promise<(DateForm | null)[]> {
  const written = new Map<number, DateForm | null>();
  const styles: (DateForm | null)[] = [];
  let isOfCells = false;
  return readSmallPart(bytes, {
    open(element, { numFmtId = "0", formatCode = "" }) {
      const id = Number(numFmtId);
      if (element === "numFmt") written.set(id, dateFormOf(formatCode));
      if (element === "cellXfs") isOfCells = true;
      if (element === "xf" && isOfCells) styles.push(written.get(id) ?? BUILT_IN[id] ?? null);
    },
    close(element) {
      if (element === "cellXfs") isOfCells = false;
    },
    result: () => styles,
  });
}

/** Tells what a number format shows of a date: "mmm yyyy" shows its month, "0.00" none. */
export function dateFormOf(code: string): DateForm | null {
  const [first = ""] = code.replace(/"[^"]*"|[\\_*]./g, "").split(";");
  // Colours, currencies and languages are in brackets, and so are hours beyond a day.
  const signs = first
    .toLowerCase()
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/g, "")
    .replace(/am\/pm|a\/p/g, "h");
  if (/general|[#?@]|0(?<!s[.,]0+)/.test(signs)) return null;
  if (/d/.test(signs)) return "day";
  const hasTime = /[hs]/.test(signs);
  if (/[ye]/.test(signs)) return /m/.test(signs) ? "month" : "year";
  if (/m/.test(signs) && !hasTime) return "month";
  return hasTime ? "time" : null;
}
