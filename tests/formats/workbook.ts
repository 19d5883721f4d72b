import type { Readable } from "node:stream";
import { ZipFile } from "yazl";

const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** What a workbook is made of, in XML; only the rows are needed. */
export interface WorkbookParts {
  /** Names of sheets with what stands in their `worksheet`; a name that begins with "~" is of a hidden sheet. */
  sheets: Record<string, string>;
  /** The items of the shared texts. */
  strings?: string;
  /** The formats of numbers, one for each style from 1. */
  formats?: readonly string[];
  is1904?: boolean;
}

/** Returns a workbook as programs write it. */
export function workbookOf({ sheets, strings, formats = [], is1904 = false }: WorkbookParts): Promise<Buffer> {
  const names = Object.keys(sheets);
  const link = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`;
  const list = names.map((name, at) =>
    name.startsWith("~")
      ? `<sheet name="${name.slice(1)}" sheetId="${at + 1}" state="hidden" r:id="r${at}"/>`
      : `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"/>`,
  );
  return zipOf({
    "_rels/.rels": `<Relationships>${link("r", "officeDocument", "/xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook><workbookPr date1904="${Number(is1904)}"/><sheets>${list.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names.map((_, at) => link(`r${at}`, "worksheet", `worksheets/sheet${at}.xml`)).join("")}${link("s", "sharedStrings", "sharedStrings.xml")}${link("f", "styles", "styles.xml")}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, at) => [`xl/worksheets/sheet${at}.xml`, `<worksheet>${sheets[name]}</worksheet>`]),
    ),
    "xl/sharedStrings.xml": `<sst>${strings ?? ""}</sst>`,
    "xl/styles.xml": `<styleSheet><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', "&quot;")}"/>`).join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join("")}</cellXfs></styleSheet>`,
  });
}

/** Returns rows of texts, which stand in the cells themselves. */
export function sheetRows(...rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (text.startsWith("<c") ? text : `<c t="inlineStr"><is><t>${text}</t></is></c>`);
  return `<sheetData>${rows.map((cells) => `<row>${cells.map(cell).join("")}</row>`).join("")}</sheetData>`;
}

/** Returns a zip file of these parts. */
export async function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as Readable) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
