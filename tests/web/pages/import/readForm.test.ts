import { expect, test } from "@jest/globals";
import { formatOf, readSentFile, readSettings } from "../../../../web/pages/import/readForm.ts";

const sent = (fields: Record<string, string>, file?: { name: string; content: string }) =>
  readSentFile({
    fields: new URLSearchParams(fields),
    files: new Map(file ? [["file", { name: file.name, bytes: Buffer.from(file.content) }]] : []),
  });
const base64 = Buffer.from("a;b").toString("base64");

test.each([
  ["quotes.csv", "CSV"],
  ["Quotes.XLSX", "XLSX"],
  ["macro.xlsm", "XLSX"],
  ["archive.jsonl", "JSONL"],
  ["table.txt", "CSV"],
])("a file named %s is read as %s", (name, format) => {
  expect(formatOf(name)).toBe(format);
});

test.each([
  [
    "a file",
    sent({}, { name: "C:\\quotes.csv", content: "a;b" }),
    { name: "quotes.csv", format: "CSV", content: { base64 } },
  ],
  ["pasted rows", sent({ rows: "a;b" }), { name: "pasted.csv", format: "CSV", content: { text: "a;b" } }],
  [
    "a content that was kept",
    sent({ base64, name: "q.xlsx" }),
    { name: "q.xlsx", format: "XLSX", content: { base64 } },
  ],
  [
    "a format that was chosen",
    sent({ rows: "{}", format: "JSONL" }),
    { name: "pasted.csv", format: "JSONL", content: { text: "{}" } },
  ],
  ["an empty file and no rows", sent({ rows: " \n" }, { name: "", content: "" }), null],
])("%s is taken from the form", (_, read, expected) => {
  expect(read).toEqual(expected);
});

test("the settings of the form are those of the import", () => {
  const fields = {
    source: " The Post ",
    dates: "DAY_FIRST",
    columns: "text = Her words\r\n\r\nnonsense\nspeaker=Who=she",
    why: "",
  };
  expect(readSettings(new URLSearchParams(fields))).toEqual({
    ...{ source: "The Post", wire: null, language: null, sheet: null, reason: null, dates: "DAY_FIRST" },
    fillDown: null,
    columns: [
      { column: "text", name: "Her words" },
      // The API says which columns there are.
      { column: "nonsense", name: "" },
      { column: "speaker", name: "Who=she" },
    ],
  });
});
