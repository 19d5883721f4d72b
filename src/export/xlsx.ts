import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { StatementRow } from "../archive/statements/rows.ts";
import { cellsOfStatement, tableColumns } from "./table.ts";

/** The rows that a sheet can have below its header. */
export const MOST_SHEET_ROWS = 1_048_575;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The smallest workbook that every program reads. The second style is that of texts: Excel makes no formula of such a cell. */
const FIXED_PARTS = {
  "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  "_rels/.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  // The reader knows the archive's own workbooks by the name of the sheet.
  "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets><sheet name="OnRecord" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
  "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};
/** The same for all parts, so that the same statements are the same file. */
const UNDATED = { mtime: new Date(2000, 0, 1), forceDosTimestamp: true };
/** The header stays when the rows below it are scrolled. */
const SHEET_BEGIN = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;

/**
 * Writes statements as an Excel workbook, each with its first printing. Every cell is text, so that nothing runs as a formula
 * and dates keep the precision in which they are known. Statements are read as fast as the workbook is taken.
 */
export async function* writeXlsx(pages: AsyncIterable<StatementRow[]>): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const sheet = Readable.from(writeSheet(pages), { objectMode: false });
  const breakOff = (error: Error) => output.destroy(error);
  sheet.on("error", breakOff);
  zip.on("error", breakOff);
  for (const [name, text] of Object.entries(FIXED_PARTS)) zip.addBuffer(Buffer.from(XML + text), name, UNDATED);
  zip.addReadStream(sheet, "xl/worksheets/sheet1.xml", UNDATED);
  zip.end();
  try {
    for await (const chunk of output) yield chunk as Buffer;
  } finally {
    sheet.destroy();
  }
}

async function* writeSheet(pages: AsyncIterable<StatementRow[]>): AsyncGenerator<string> {
  let line = 1;
  yield SHEET_BEGIN + writeRow(line, tableColumns);
  for await (const page of pages) {
    let rows = "";
    for (const statement of page) {
      line += 1;
      rows += writeRow(line, cellsOfStatement(statement));
    }
    yield rows;
  }
  yield "</sheetData></worksheet>";
}

function writeRow(line: number, cells: readonly string[]): string {
  const written = cells.map((cell, at) =>
    cell === ""
      ? ""
      : `<c r="${String.fromCharCode(65 + at)}${line}" s="1" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`,
  );
  return `<row r="${line}">${written.join("")}</row>`;
}

const MARKUP: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Writes characters that XML cannot hold, and what looks like one of them written so, as Excel does: "_x000D_". */
function escapeXml(text: string): string {
  return text.replace(/[&<>\p{Cc}\ufffe\uffff]|_(?=x[\dA-F]{4}_)/giu, (sign) => {
    if (sign === "\n" || sign === "\t") return sign;
    return MARKUP[sign] ?? `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
  });
}
