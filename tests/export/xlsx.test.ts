import { once } from "node:events";
import { PassThrough } from "node:stream";
import { expect, test } from "@jest/globals";
import type { StatementRow } from "../../src/archive/statements/rows.ts";
import { writeXlsx } from "../../src/export/xlsx.ts";
import { record } from "../../src/record/record.ts";
import { inputText } from "../formats/inputFile.ts";
import { openArchive } from "../helpers/archive.ts";
import { eventually } from "../helpers/eventually.ts";
import { IMPORT } from "../helpers/factories.ts";
import { exportedBytes, saying } from "./exported.ts";

const database = openArchive({ afresh: true });

const given = { id: 1, saidAt: "2031-01-01T00:00:00.000Z", saidAtPrecision: "DAY" };

async function partOf(workbook: Buffer, name: string): Promise<string> {
  const parts = await inputText("out.xlsx", workbook).parts();
  let text = "";
  for await (const chunk of parts.get(name)?.() ?? []) text += String(chunk);
  return text;
}

test("every cell of a workbook is text, so that nothing runs", async () => {
  await record(database, saying("=1+1", "@SUM(A1)", "a <b> & c\ufffe"), IMPORT);
  const sheet = await partOf(await exportedBytes(database, "xlsx"), "xl/worksheets/sheet1.xml");
  expect(sheet).not.toMatch(/<f>|<v>|<c (?![^>]* s="1" t="inlineStr">)/);
  expect([...sheet.matchAll(/<c r="(B\d)"[^>]*><is><t[^>]*>([^<]*)</g)].map(([, ...cell]) => cell)).toEqual([
    ["B1", "text"],
    ["B2", "=1+1"],
    ["B3", "@SUM(A1)"],
    ["B4", "a &lt;b&gt; &amp; c_xFFFE_"],
  ]);
});

test("a workbook is read from the archive as fast as it is taken, and no further", async () => {
  let pages = 0;
  let isClosed = false;
  async function* endless(): AsyncGenerator<StatementRow[]> {
    try {
      for (;;) {
        pages += 1;
        yield Array.from(
          { length: 100 },
          () => ({ ...given, text: Math.random().toString().repeat(50) }) as StatementRow,
        );
      }
    } finally {
      isClosed = true;
    }
  }
  const pieces = writeXlsx(endless());
  for (let taken = 0; taken < 3; taken += 1) await pieces.next();
  const pause = new PassThrough();
  setTimeout(() => pause.emit("over"), 300);
  await once(pause, "over");
  expect(pages).toBeLessThan(100);
  await pieces.return(undefined);
  await eventually(() => isClosed);
});

test("a workbook breaks off with the error of the archive", async () => {
  // biome-ignore lint/correctness/useYield: it fails before the first page
  async function* failing(): AsyncGenerator<StatementRow[]> {
    throw new Error("The archive is gone.");
  }
  await expect(async () => {
    for await (const _ of writeXlsx(failing()));
  }).rejects.toThrow("The archive is gone.");
});
