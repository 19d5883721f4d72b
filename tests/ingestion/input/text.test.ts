import { rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { UnreadableError } from "../../../src/formats/rejections.ts";
import { folder, lines, openOne } from "../inputFolder.ts";

describe("text", () => {
  test("a text is UTF-8 without its byte order mark, with lines that end in LF or CR LF", async () => {
    const file = await openOne("text/a.txt", "\ufeffone\r\nÄ \ud83d\ude00\n\n\rlast");
    expect(await file.text()).toBe("one\r\nÄ \ud83d\ude00\n\n\rlast");
    expect(await lines(file)).toEqual(["one", "Ä \ud83d\ude00", "", "\rlast"]);
    expect(await lines(await openOne("text/empty.txt", ""))).toEqual([]);
    expect(await lines(await openOne("text/end.txt", "\n"))).toEqual([""]);
  });

  test("a text has a space for each stray control character, and so have its lines; the first of a table shows how lines end", async () => {
    const stray = Array.from({ length: 32 }, (_, i) => String.fromCharCode(0x80 + i)).join("");
    const file = await openOne("text/stray.txt", `head\u0085\nIt${stray}stays.\n`);
    expect(await file.text()).toBe(`head \nIt${" ".repeat(32)}stays.\n`);
    expect(await lines(file)).toEqual(["head ", `It${" ".repeat(32)}stays.`]);
    expect(await lines(file, { mayEndInReturn: true })).toEqual(["head\u0085", `It${" ".repeat(32)}stays.`]);
  });

  test.each([
    ["UTF-16 with a mark", Buffer.from("\ufeffone\n", "utf16le"), /UTF-16.*iconv -f UTF-16LE -t UTF-8/],
    ["UTF-16, the other way round", Buffer.from("\ufeffone\n", "utf16le").swap16(), /iconv -f UTF-16BE/],
    ["UTF-16 without a mark", Buffer.from("one\n", "utf16le"), /iconv -f UTF-16LE/],
    ["Latin-1", Buffer.from("Zürich, Gemüse, Fräulein\n", "latin1"), /looks like Latin-1.*iconv -f WINDOWS-1252/],
    ["Windows-1252", Buffer.from("a \x93quotation\x94\n", "latin1"), /looks like Latin-1 \(Windows-1252\)/],
    ["Windows-1251", Buffer.from([0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0, 0x0a]), /such as Windows-1251/],
    ["damaged UTF-8", Buffer.concat([Buffer.from("Zürich "), Buffer.from([0xc3, 0x28])]), /invalid bytes/],
    [
      "a spreadsheet's own",
      Buffer.from("PK\x03\x04\x14\0"),
      /zip archive, like a spreadsheet: import \.xlsx as the format xlsx/,
    ],
    ["an old Office document's", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /old Office document/],
    ["gzip", gzipSync("one"), /name that ends in \.gz/],
    ["bzip2", Buffer.from("BZh91AY&SY\0"), /name that ends in \.bz2/],
  ])("a text in another encoding is unreadable, and the error says what helps: %s", async (name, bytes, message) => {
    const file = await openOne(`text/${name}.txt`, bytes);
    await expect(lines(file)).rejects.toThrow(UnreadableError);
    await expect(lines(file)).rejects.toThrow(message);
    await expect(file.text()).rejects.toThrow(message);
  });

  test("a text names the line that is not in UTF-8, after the lines before it", async () => {
    const file = await openOne(
      "text/late.txt",
      Buffer.concat([Buffer.from("Zürich\ntwo\n"), Buffer.from("Z\xfcrich\n", "latin1")]),
    );
    const read: (string | null)[] = [];
    const reading = (async () => {
      for await (const { text } of file.lines()) read.push(text);
    })();
    await expect(reading).rejects.toThrow(/^Line 3 is not in UTF-8/);
    expect(read).toEqual(["Zürich", "two"]);
  });

  test("a text whose file is gone meanwhile is unreadable", async () => {
    const file = await openOne("text/gone.txt", "one");
    rmSync(join(folder, "text/gone.txt"));
    await expect(file.text()).rejects.toThrow(UnreadableError);
    await expect(file.text()).rejects.toThrow(/it does not exist/);
  });
});
