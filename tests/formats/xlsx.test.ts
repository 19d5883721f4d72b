import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { xlsx } from "../../src/formats/xlsx.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { inputFile, inputText } from "./inputFile.ts";
import { readAll } from "./readings.ts";
import { sheetRows, type WorkbookParts, workbookOf, zipOf } from "./workbook.ts";

const HEADER = ["text", "date", "speaker", "source"];
const read = async (parts: WorkbookParts, defaults = {}) =>
  readAll(xlsx, inputText("quotes.xlsx", await workbookOf(parts)), { source: "Post", ...defaults });
const readRows = (rows: string[][], parts: Partial<WorkbookParts> = {}) =>
  read({ sheets: { Quotes: sheetRows(HEADER, ...rows) }, ...parts });

test("each row of a workbook is a statement, and what is wrong is told with its cell", async () => {
  const path = join(CHECKOUT, "tests/fixtures/xlsx/harbour.xlsx");
  const { articles, rejected, told } = await readAll(xlsx, inputFile(path));
  expect(
    articles.map(({ url, publishedAt, source, statements }) => [
      ...[url.replace(/csv:.*/, "csv:"), publishedAt, "name" in source && source.name],
      ...statements.map(({ kind, text }) => [kind, text]),
    ]),
  ).toEqual([
    [
      ...["https://ostrin-post.example/harbour", "2031-03-04", "The Ostrin Post"],
      ["DIRECT", "We will open the harbour in spring."],
      ["MIXED", "The repairs cost “twice what we were told”, he said."],
      ["INDIRECT", "The harbour master wants a second crane."],
    ],
    ["urn:onrecord:csv:", "2031-03", "Norrvik Weekly", ["INDIRECT", "Nobody has asked the fishermen."]],
    [
      ...["https://ostrin-post.example/crane", "2031-03-30", "The Ostrin Post"],
      ["INDIRECT", "The crane was never ordered."],
    ],
  ]);
  expect(rejected.map(({ place, code, message }) => [place.line, place.record, code, message])).toEqual([
    [6, "C6", "BAD_DATE", expect.stringContaining("“Tuesday”")],
    [8, "B8", "MALFORMED", expect.stringMatching(/^Cell B8 has a formula without a result: /)],
  ]);
  expect(told).toEqual([
    "Only the sheet “Quotes” is read, not “Old quotes”: --sheet names another",
    "The column “Notes” is not read",
  ]);
});

describe("the value of a cell", () => {
  const strings =
    "<si><t>Shared.</t></si><si><r><t>Two </t></r><r><rPr/><t>runs.</t></r></si>" +
    "<si><t>課</t><rPh><t>カ</t></rPh><t>長.</t></si>";
  test.each([
    ['<c t="s"><v>0</v></c>', "Shared."],
    ['<c t="s"><v>1</v></c>', "Two runs."],
    ['<c t="s"><v>2</v></c>', "課長."],
    ['<c t="inlineStr"><is><r><t>In the </t></r><r><t>cell.</t></r></is></c>', "In the cell."],
    ['<c t="str"><f>A1&amp;B1</f><v>A result.</v></c>', "A result."],
    ["<c><f>6*7</f><v>42</v></c>", "42"],
    ["<c><v>0.10000000000000001</v></c>", "0.1"],
    ['<c t="b"><v>1</v></c>', "TRUE"],
    ['<c t="inlineStr"><is><t>One_x000D_\nor two &lt;3 _x005F_x000D_</t></is></c>', "One\nor two <3 _x000D_"],
  ])("a cell shows what its XML says: %s", async (cell, text) => {
    const { statements, rejected } = await readRows([[cell, "2031", "Ada Brandt"]], { strings });
    expect(rejected).toEqual([]);
    expect(statements.map((statement) => statement.text)).toEqual([text]);
  });

  test.each([
    [
      '<c t="e"><f>X</f><v>#N/A</v></c>',
      "MALFORMED",
      /^Cell A2 has the error #N\/A: correct its formula, or clear it\.$/,
    ],
    ["<c><f>TODAY()</f></c>", "MALFORMED", /^Cell A2 has a formula without a result: /],
    ['<c t="s"><v>7</v></c>', "MALFORMED", /^Cell A2 refers to a text that is not there/],
    ['<c t="str"><f>""</f><v></v></c>', "INCOMPLETE", /^The text is empty/],
  ])("a row without a value that it needs is refused: %s", async (cell, code, message) => {
    const { statements, rejected } = await readRows([[cell, "2031", "Ada Brandt"]]);
    expect(statements).toEqual([]);
    expect(rejected).toEqual([
      { code, message: expect.stringMatching(message), place: { file: "corpus/quotes.xlsx", line: 2, record: "A2" } },
    ]);
  });

  test("an error in a column that is not read does not matter", async () => {
    const { statements } = await read({
      sheets: { Quotes: sheetRows([...HEADER, "Sum"], ["One.", "2031", "", "", '<c t="e"><v>#REF!</v></c>']) },
    });
    expect(statements).toHaveLength(1);
  });
});

test("cells stand where their names say, and rows have the numbers that people see", async () => {
  const sheet =
    '<sheetData><row r="3"><c r="B3" t="inlineStr"><is><t>text</t></is></c><c r="AA3" t="inlineStr"><is><t>date</t></is></c></row>' +
    '<row r="7"><c r="B7" t="inlineStr"><is><t>One.</t></is></c><c r="AA7" t="inlineStr"><is><t>soon</t></is></c></row>' +
    '<row r="9"><c r="B9" t="inlineStr"><is><t>Two.</t></is></c><c r="AA9"><v>2031</v></c></row>' +
    '<row r="10"><c r="B10" s="1"/></row>' +
    '<row r="11"><c r="C11" t="inlineStr"><is><t>a note</t></is></c></row></sheetData>';
  const { statements, rejected, leftOut } = await read({ sheets: { Quotes: sheet } });
  expect(statements.map(({ place, text }) => [place.line, text])).toEqual([[9, "Two."]]);
  expect(rejected.map(({ place, message }) => [place.line, place.record, message])).toEqual([
    [7, "AA7", expect.stringContaining("“soon”")],
    [11, undefined, "Cell C11 (“a note”) has no column name: name the column in the first row, or clear the cell."],
  ]);
  expect(leftOut).toEqual([]);
});

describe("sheets", () => {
  const sheets = {
    "~Drafts": sheetRows(HEADER, ["Drafted.", "2031"]),
    Quotes: sheetRows(HEADER, ["Quoted.", "2031"]),
    "More quotes": sheetRows(HEADER, ["Another.", "2031"]),
  };
  test.each([
    [undefined, "Quoted."],
    ["More quotes", "Another."],
    ["more QUOTES", "Another."],
    ["Drafts", "Drafted."],
  ])("the sheet that is read if %s is asked for", async (sheet, text) => {
    const { statements, told } = await read({ sheets }, { sheet });
    expect(statements.map((statement) => statement.text)).toEqual([text]);
    expect(told).toEqual(
      sheet ? [] : ["Only the sheet “Quotes” is read, not “Drafts”, “More quotes”: --sheet names another"],
    );
  });

  test("a sheet that is not there is refused with the names of those that are", async () => {
    await expect(read({ sheets }, { sheet: "All" })).rejects.toThrow(
      "The workbook has no sheet “All”, only “Drafts”, “Quotes”, “More quotes”: check --sheet.",
    );
  });

  test("merged cells and hidden rows are told", async () => {
    const rows = sheetRows(HEADER, ["One.", "2031", "Ada Brandt"], ["Two.", "2031"]).replace(
      /<row>(?=[^/]*>Two)/,
      '<row hidden="1">',
    );
    const { statements, told } = await read(
      { sheets: { Quotes: `${rows}<mergeCells><mergeCell ref="C2:C3"/></mergeCells>` } },
      { fillDown: ["speaker"] },
    );
    expect(statements.map(({ speaker }) => speaker)).toEqual([{ name: "Ada Brandt" }, { name: "Ada Brandt" }]);
    expect(told).toEqual([
      "The cells C2:C3 are merged, and only the first cell of each has a value: --fill-down gives it to those below",
      "Hidden rows are read like the others",
    ]);
  });
});

describe("files that are no workbook are refused with a sentence", () => {
  const part = (size: number) => zipOf({ "xl/workbook.xml": Buffer.alloc(size, " ") });
  test.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
    ["a text", () => Buffer.from("text,date\nOne.,2031\n"), /^The file is no Excel workbook \(\.xlsx\): save it/],
    ["an old workbook", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), /is an old workbook \(\.xls\) or has a password/],
    ["another zip file", () => zipOf({ mimetype: "text/plain" }), /^The file is no Excel workbook/],
    ["no part of it", () => zipOf({ "xl/workbook.xml": "" }), /^The workbook is damaged inside/],
    ["no XML", () => zipOf({ "xl/workbook.xml": "<workbook><sheets>" }), /^The workbook is damaged inside/],
    ["other letters", () => zipOf({ "xl/workbook.xml": Buffer.from("<a>\xff</a>", "latin1") }), /damaged inside/],
    ["entities", () => zipOf({ "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY a "b">]><a>&a;</a>' }), /damaged inside/],
    ["no sheets", () => workbookOf({ sheets: {} }), /^The workbook has no sheet with rows/],
    ["a bomb", () => part(260_000_000), /^The file unpacks to far more than a table needs/],
  ])("a file that is no workbook is refused: %s", async (_, content, message) => {
    await expect(readAll(xlsx, inputText("quotes.xlsx", await content()))).rejects.toMatchObject({
      name: "UnreadableError",
      message: expect.stringMatching(message),
    });
  });

  test("a damaged or shortened workbook is refused, whichever of its bytes is wrong", async () => {
    const whole = await workbookOf({ sheets: { Quotes: sheetRows(HEADER, ["One.", "2031", "Ada Brandt"]) } });
    for (let at = 0; at < whole.length; at += 7) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 0x55;
      for (const bytes of [flipped, whole.subarray(0, at)]) {
        const outcome = await readAll(xlsx, inputText("quotes.xlsx", bytes)).catch((error: Error) => error);
        if (outcome instanceof Error) expect(outcome).toMatchObject({ name: "UnreadableError" });
        else expect(outcome.statements.map(({ text }) => text)).toEqual(["One."].slice(0, outcome.statements.length));
      }
    }
  });
});
