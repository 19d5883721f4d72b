import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { readDocument } from "../../src/document/document.ts";
import { gdeltGqg } from "../../src/formats/gdeltGqg.ts";
import { decompress } from "../../src/ingestion/input/decompress.ts";
import { readLines } from "../../src/ingestion/input/text.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { documentOf } from "./draftDocument.ts";
import { inputFile, inputText } from "./inputFile.ts";
import { readAll } from "./readings.ts";

const FIXTURE = join(packageRoot(), "tests/fixtures/gdelt-gqg/20310304.gqg.json");

const page = {
  date: "2031-03-04T10:15:00Z",
  url: "https://www.ostrin-post.example/harbour",
  title: "Harbour to reopen",
  lang: "ENGLISH",
  quotes: [{ pre: "she said: ", quote: "We will open the harbour in spring", post: "." }],
};

const read = (...lines: (string | object)[]) => {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  return readAll(gdeltGqg, inputText("20310304.gqg.json", text));
};

describe("the fixture", () => {
  test("the fixture of GDELT is read as docs/import/gdelt-gqg.md says, every quotation accounted for", async () => {
    const { articles, statements, rejected } = await readAll(gdeltGqg, inputFile(FIXTURE));
    expect(articles).toMatchObject([
      {
        url: "https://www.ostrin-post.example/harbour",
        headline: "Harbour to reopen",
        publishedAt: "2031-03-04T10:15:00Z",
        language: "en",
        source: { name: "ostrin-post.example", kind: "OUTLET" },
        isPartial: true,
      },
      { headline: "Hafen öffnet im Frühjahr", language: "de", source: { name: "hafenblatt.example" } },
    ]);
    expect(statements).toMatchObject([
      {
        kind: "DIRECT",
        text: "We will open the harbour in spring",
        speaker: { status: "UNKNOWN" },
        appearance: {
          passage: {
            exact: "We will open the harbour in spring",
            prefix: "Mira Halvorsen, said on Tuesday: ".slice(-32),
            suffix: ", while Tomas Reyl of the harbour".slice(0, 32),
          },
        },
        place: { file: FIXTURE, line: 1, record: "quotation 1" },
      },
      {
        text: "twice what we were told",
        appearance: { passage: { prefix: "The repairs, he said, cost ", suffix: "." } },
      },
      { text: "Wir öffnen den Hafen im Frühjahr" },
    ]);
    expect(rejected.map(({ place, code, records }) => [place.line, place.record, code, records])).toEqual([
      [1, "quotation 3", "DUPLICATE", undefined],
      [4, undefined, "NO_DATE", 2],
    ]);
    const all = readFileSync(FIXTURE, "utf8").match(/"quote":/g) ?? [];
    expect(statements.length + rejected.reduce((sum, { records = 1 }) => sum + records, 0)).toBe(all.length);
    for (const article of articles) expect(() => readDocument(documentOf(article))).not.toThrow();
  });

  test("the fixture of GDELT is the same with gzip, as GDELT publishes it", async () => {
    async function* packed() {
      yield gzipSync(readFileSync(FIXTURE));
    }
    const file = inputText("20310304.gqg.json", "");
    const gzipped = { ...file, path: FIXTURE, lines: () => readLines(decompress(packed(), "gz")) };
    expect(await readAll(gdeltGqg, gzipped)).toEqual(await readAll(gdeltGqg, inputFile(FIXTURE)));
  });
});

describe("pages", () => {
  const nested = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;

  test.each([
    ["that are no JSON", "{", "MALFORMED", /not JSON/, undefined],
    ["nested 10,000 deep", nested, "MALFORMED", /expected object/, undefined],
    ["with a wrong type", { ...page, quotes: {} }, "MALFORMED", /\(quotes: .*expected array/, undefined],
    ["with a wrong type inside", { ...page, quotes: [{ quote: 1 }] }, "MALFORMED", /\(quotes\[0\]\.quote/, undefined],
    ["without an address", { ...page, url: "harbour" }, "MALFORMED", /not a web address/, 1],
    ["without a date", { ...page, date: "" }, "NO_DATE", /no date/, 1],
    ["of a day that is none", { ...page, date: "2031-02-31T10:15:00Z" }, "BAD_DATE", /cannot be read/, 1],
    ["with a title that is a text", { ...page, title: "long ".repeat(201) }, "TOO_LARGE", /1000/, 1],
  ])("a page with %s is rejected with its number, and the rest is read", async (_, line, code, message, records) => {
    const { rejected, statements } = await read(page, line, { ...page, url: "https://b.example/" });
    expect(rejected).toEqual([
      { place: { file: "corpus/20310304.gqg.json", line: 2 }, code, message: expect.stringMatching(message), records },
    ]);
    expect(statements).toHaveLength(2);
  });

  test.each([
    ["that is empty", " ", "INCOMPLETE"],
    ["that is longer than a statement", "long ".repeat(4_001), "TOO_LARGE"],
    ["that stands there already", page.quotes[0]?.quote, "DUPLICATE"],
  ])("a page loses a quotation %s and keeps the others", async (_, quote, code) => {
    const { rejected, statements } = await read({ ...page, quotes: [...page.quotes, { quote }, { quote: "No." }] });
    expect(rejected).toMatchObject([{ place: { line: 1, record: "quotation 2" }, code }]);
    expect(statements.map(({ text }) => text)).toEqual(["We will open the harbour in spring", "No."]);
  });

  test("a page without a title is untitled", async () => {
    const { articles } = await read({ ...page, title: null, date: "2031-03-04" });
    expect(articles).toMatchObject([{ headline: "Untitled" }]);
  });

  test("a page keeps 32 characters of context and cuts none of them in two", async () => {
    const harbour = "⚓".repeat(20) + "🚢".repeat(40);
    const { statements } = await read({ ...page, quotes: [{ pre: harbour, quote: "Now.", post: "🚢".repeat(40) }] });
    expect(statements[0]?.appearance.passage).toEqual({
      exact: "Now.",
      prefix: "🚢".repeat(32),
      suffix: "🚢".repeat(32),
    });
  });

  test.each([
    ["ENGLISH", "en"],
    ["Spanish", "es"],
    ["ChineseT", "zh-Hant"],
    ["Norwegian Bokmål", "nb"],
    ["eng", "en"],
    ["pt-br", "pt-BR"],
    ["Klingon", "und"],
    [null, "und"],
  ])("a page in the language %j is in %s", async (lang, language) => {
    expect((await read({ ...page, lang })).articles).toMatchObject([{ language }]);
  });
});
