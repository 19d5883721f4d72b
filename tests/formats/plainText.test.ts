import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { withoutHeader } from "../../src/formats/plainText/header.ts";
import { plainTextFormat } from "../../src/formats/plainText.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { inputFile, inputText } from "./inputFile.ts";
import { readAll } from "./readings.ts";

const FIXTURE = join(packageRoot(), "tests/fixtures/text");
const HEADER = "Headline: A day in Norrvik\nDate: 2031-03-04\nSource: Norrvik Weekly\nUrl: https://norrvik.example/day";
const BODY = "The ferry sailed, said Ada Brandt. “Nobody waited,” she added.";

const scratch = mkdtempSync(join(tmpdir(), "onrecord-text-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const read = (content: string | Buffer, name = "a.txt", defaults = {}) =>
  readAll(plainTextFormat, inputText(name, content), defaults);

describe("an article with a header", () => {
  test("a header says what the article is, and the rest is its body", async () => {
    const { articles, rejected } = await readAll(plainTextFormat, inputFile(join(FIXTURE, "bridge.txt"), FIXTURE));
    expect(rejected).toEqual([]);
    expect(articles).toEqual([
      {
        place: { file: join(FIXTURE, "bridge.txt") },
        url: "https://www.ostrin-post.example/2031/bridge",
        headline: "Harbour bridge to stay shut until May",
        publishedAt: "2031-03-04",
        language: "en",
        source: { name: "Ostrin Post", kind: "OUTLET" },
        byline: "Ida Moen",
        body: expect.stringMatching(/^The harbour bridge will stay .*to publish the report\.$/s),
        statements: [],
      },
    ]);
  });

  test("a header may begin after blank lines, in any case, with Windows' ends of lines and fields without a value", async () => {
    const { articles, rejected } = await read(
      `\r\n\r\nHEADLINE : A day in Norrvik\r\ndate:4 March 2031\r\nSource: Norrvik Weekly\r\nUrl:\r\nWire: Coast Agency\r\nLanguage: EN-gb\r\n\r\n\r\n${BODY}\r\n`,
    );
    expect(rejected).toEqual([]);
    expect(articles[0]).toMatchObject({
      ...{ headline: "A day in Norrvik", publishedAt: "2031-03-04", language: "en-GB", body: BODY },
      url: "urn:onrecord:text:a@2031-03-04",
      identity: "FILE_NAME",
      wire: { name: "Coast Agency", kind: "AGENCY" },
    });
  });

  test.each([
    [
      "a line that is no field",
      `${HEADER}\nAuthor: Ida Moen\n\n${BODY}`,
      "MALFORMED",
      5,
      "the fields are Headline, Date",
    ],
    ["a field twice", `${HEADER}\nDate: 2031-03-05\n\n${BODY}`, "MALFORMED", 5, "twice"],
    [
      "an address without a scheme",
      `Date: 2031-03-04\nUrl: norrvik\nSource: N\n\n${BODY}`,
      "MALFORMED",
      2,
      "not an address",
    ],
    ["a language that is no tag", `Date: 2031\nLanguage: in English\nSource: N\n\n${BODY}`, "MALFORMED", 2, "BCP 47"],
    [
      "a date nobody can read",
      `Source: N\n\n`.replace("\n\n", `\nDate: the day before Easter\n\n${BODY}`),
      "BAD_DATE",
      2,
      "cannot be read",
    ],
    ["a date that can be read in two ways", `Date: 03/04/2031\nSource: N\n\n${BODY}`, "AMBIGUOUS_DATE", 1, "two ways"],
    ["no date", `Source: N\n\n${BODY}`, "NO_DATE", undefined, "Date: 2016-09-12"],
    ["no publisher", `Date: 2031\n\n${BODY}`, "INCOMPLETE", undefined, "--source"],
    ["no text", `${HEADER}\n`, "INCOMPLETE", undefined, "blank"],
    [
      "a headline of a thousand words",
      `Date: 2031\nSource: N\nHeadline: ${"word ".repeat(1_000)}\n\n${BODY}`,
      "TOO_LARGE",
      undefined,
      "headline",
    ],
  ] as const)("a header with %s is rejected by its line", async (_, content, code, line, words) => {
    const { articles, rejected } = await read(content);
    expect(articles).toEqual([]);
    expect(rejected).toEqual([
      {
        place: { file: "corpus/a.txt", ...(line !== undefined && { line }) },
        code,
        message: expect.stringContaining(words),
      },
    ]);
  });

  test("--dates says what an ambiguous date means", async () => {
    const { articles } = await read(`Date: 03/04/2031\nSource: N\n\n${BODY}`, "a.txt", { dates: "day-first" });
    expect(articles[0]?.publishedAt).toBe("2031-04-03");
  });

  test("places stay where they are if a header is blanked", () => {
    const text = `Headline: 🌉 bridge\n\n${BODY}`;
    const blanked = withoutHeader(text);
    expect(blanked.length).toBe(text.length);
    expect([blanked.indexOf(BODY), blanked.trim()]).toEqual([text.indexOf(BODY), BODY]);
    expect(withoutHeader(BODY)).toBe(BODY);
  });
});

describe("an article without a header", () => {
  test("the row of the metadata says what the article is", async () => {
    const path = join(FIXTURE, "norrvik_2031-03-05_ferry.txt");
    const { articles } = await readAll(plainTextFormat, inputFile(path, FIXTURE));
    expect(articles[0]).toMatchObject({
      url: "urn:onrecord:text:norrvik_2031-03-05_ferry",
      headline: "Ferry to sail again on Thursday",
      publishedAt: "2031-03-05",
      source: { name: "Norrvik Weekly", kind: "OUTLET" },
      byline: "Jon Aas",
      body: expect.stringMatching(/^The ferry sails again\n/),
    });
    expect(articles[0]?.wire).toBeUndefined();
    expect(await plainTextFormat.companions?.(inputFile(path, FIXTURE))).toHaveLength(1);
  });

  test("the first line is the headline without metadata, the name has the date, and folders tell articles apart", async () => {
    mkdirSync(join(scratch, "north"));
    cpSync(join(FIXTURE, "norrvik_2031-03-05_ferry.txt"), join(scratch, "north/2031-03-05.txt"));
    const { articles } = await readAll(plainTextFormat, inputFile(join(scratch, "north/2031-03-05.txt"), scratch), {
      source: "Norrvik Weekly",
    });
    expect(articles[0]).toMatchObject({
      url: "urn:onrecord:text:north/2031-03-05",
      headline: "The ferry sails again",
      publishedAt: "2031-03-05",
    });
  });

  test("a line that only looks like a field is text if the file does not begin with it", async () => {
    const text = `Nobody asked.\nSource: a fisherman, who would not give his name.\n${BODY}`;
    const { articles } = await read(text, "2031-03-04.txt", { source: "Norrvik Weekly" });
    expect(articles[0]).toMatchObject({ headline: "Nobody asked.", body: text });
  });
});

describe("bad input", () => {
  const GIVEN = { source: "Norrvik Weekly" };
  test.each([
    ["an empty file", "", "INCOMPLETE"],
    ["a binary file", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), "UNREADABLE"],
    ["text with zero bytes", "one\0two", "UNREADABLE"],
    ["5 MB of text", "word ".repeat(1_000_000), "TOO_LARGE"],
    ["a web page", "<!DOCTYPE html><html><body><p>Hello</p></body></html>", "MALFORMED"],
  ])("%s is rejected", async (_, content, code) => {
    const file = inputText("2031-03-04.txt", content);
    const results = await readAll(plainTextFormat, file, GIVEN).catch((error: { code: string }) => ({
      articles: [],
      rejected: [error],
    }));
    expect([results.articles, results.rejected.map((one) => one.code)]).toEqual([[], [code]]);
  });

  test("damaged metadata reject the article", async () => {
    writeFileSync(join(scratch, "metadata.tsv"), Buffer.from([0xff, 0xff, 0xff]));
    writeFileSync(join(scratch, "a.txt"), BODY);
    await expect(readAll(plainTextFormat, inputFile(join(scratch, "a.txt"), scratch), GIVEN)).rejects.toThrow("UTF-8");
  });
});
