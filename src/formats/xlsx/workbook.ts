import { posix } from "node:path";
import type { InputFile, ZipParts } from "../drafts.ts";
import { UnreadableError } from "../rejections.ts";
import { readSmallPart } from "./part.ts";
import { readStrings } from "./strings.ts";
import { type DateForm, readDateForms } from "./styles.ts";

/** A sheet with rows; a chart has no rows. */
export interface WorkbookSheet {
  name: string;
  isHidden: boolean;
  bytes(): AsyncIterable<Buffer>;
}

/** A workbook, apart from its rows. */
export interface Workbook {
  sheets: readonly WorkbookSheet[];
  /** Whether days are counted from 1904, as on old Macintosh computers, and not from 1900. */
  is1904: boolean;
  /** The texts that cells refer to by number. */
  strings: readonly string[];
  /** How each style of a cell shows dates; null for styles of other things. */
  dateForms: readonly (DateForm | null)[];
}

const NO_WORKBOOK = "The file is no Excel workbook (.xlsx): save it as one, or as “CSV UTF-8” for the format csv.";

/** Opens a workbook (ECMA-376). Throws UnreadableError. */
export async function openWorkbook(file: InputFile): Promise<Workbook> {
  await refuseOthers(file);
  const parts = await file.parts();
  const main = (await readLinks(parts, "")).find(({ type }) => type === "officeDocument")?.part ?? "xl/workbook.xml";
  const bytes = parts.get(main)?.();
  // A binary workbook (.xlsb) has other parts under the same links.
  if (!bytes || !main.endsWith(".xml")) throw new UnreadableError(NO_WORKBOOK);
  const links = await readLinks(parts, main);
  const partOf = (type: string) => parts.get(links.find((link) => link.type === type)?.part ?? "")?.();
  const { sheets, is1904 } = await readSheetList(bytes);
  return {
    is1904,
    strings: await readStrings(partOf("sharedStrings")),
    dateForms: await readDateForms(partOf("styles")),
    sheets: sheets.flatMap(({ id, ...sheet }) => {
      const link = links.find((one) => one.id === id && one.type === "worksheet");
      const part = link && parts.get(link.part);
      return part ? { ...sheet, bytes: part } : [];
    }),
  };
}

async function refuseOthers(file: InputFile): Promise<void> {
  for await (const chunk of file.bytes()) {
    const start = chunk.toString("hex", 0, 4);
    if (start === "d0cf11e0")
      throw new UnreadableError(
        "The file is an old workbook (.xls) or has a password: save it as .xlsx without a password.",
      );
    if (start !== "504b0304") throw new UnreadableError(NO_WORKBOOK);
    return;
  }
}

function readSheetList(bytes: AsyncIterable<Buffer>) {
  const sheets: { id: string; name: string; isHidden: boolean }[] = [];
  let is1904 = false;
  return readSmallPart(bytes, {
    open(element, attributes) {
      const { name = "", state, date1904 } = attributes;
      if (element === "workbookPr") is1904 = date1904 === "1" || date1904 === "true";
      // Its other id, without a prefix, numbers the sheets.
      const id = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1];
      if (element === "sheet" && id) sheets.push({ id, name, isHidden: state === "hidden" || state === "veryHidden" });
    },
    result: () => ({ sheets, is1904 }),
  });
}

/** Returns the parts that a part refers to, with the last word of each relation's type. The package itself is "". */
function readLinks(parts: ZipParts, from: string): Promise<{ id: string; type: string; part: string }[]> {
  const { dir, base } = posix.parse(from);
  const links: { id: string; type: string; part: string }[] = [];
  return readSmallPart(parts.get(posix.join(dir, "_rels", `${base}.rels`).toLowerCase())?.(), {
    open(element, { Id: id = "", Type: type = "", Target: target = "" }) {
      if (element !== "Relationship") return;
      const part = posix.resolve("/", dir, target).slice(1).toLowerCase();
      links.push({ id, type: type.slice(type.lastIndexOf("/") + 1), part });
    },
    result: () => links,
  });
}

/** Returns the sheet of a name, by default the first one that is shown. Throws UnreadableError if the workbook lacks it. */
export function chooseSheet({ sheets }: Workbook, name: string | undefined): WorkbookSheet {
  const shown = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  if (!shown) throw new UnreadableError("The workbook has no sheet with rows: save the table as a workbook again.");
  if (name === undefined) return shown;
  const wanted = name.toLowerCase();
  const named =
    sheets.find((sheet) => sheet.name === name) ?? sheets.find((sheet) => sheet.name.toLowerCase() === wanted);
  if (named) return named;
  throw new UnreadableError(
    `The workbook has no sheet “${name}”, only ${nameSheets(sheets)}: check --sheet.`,
    "MALFORMED",
  );
}

/** Lists the names of sheets, at most five. */
export function nameSheets(sheets: readonly WorkbookSheet[]): string {
  const names = sheets.slice(0, 5).map(({ name }) => `“${name}”`);
  return `${names.join(", ")}${sheets.length > names.length ? " and others" : ""}`;
}
