import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readDocument } from "../../src/document/document.ts";
import { quotebank } from "../../src/formats/quotebank.ts";
import { UnreadableError } from "../../src/formats/rejections.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { documentOf } from "./draftDocument.ts";
import { inputFile, inputText } from "./inputFile.ts";
import { readAll } from "./readings.ts";

const FIXTURE = join(packageRoot(), "tests/fixtures/quotebank/quotes-2031.json.bz2");

const record = {
  quoteID: "2031-03-04-000001",
  quotation: "We will open the harbour in spring.",
  speaker: "Mira Halvorsen",
  qids: ["Q999999001"],
  date: "2031-03-04 00:00:00",
  numOccurrences: 1,
  probas: [["Mira Halvorsen", "0.9"]],
  urls: ["https://www.ostrin-post.example/harbour"],
};

const read = (...lines: (string | object)[]) => {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  return readAll(quotebank, inputText("quotes-2031.json", text));
};

describe("the fixture", () => {
  test("the fixture of Quotebank is read as docs/import/quotebank.md says, every line accounted for", async () => {
    const { articles, statements, rejected } = await readAll(quotebank, inputFile(FIXTURE));
    expect(
      articles.map(({ url, source, headline, publishedAt, isPartial, language }) => [
        url,
        source,
        headline,
        publishedAt,
        isPartial,
        language,
      ]),
    ).toEqual(
      [
        ["https://www.ostrin-post.example/harbour", "ostrin-post.example", "2031-03-04"],
        ["http://norrvik-weekly.example/2031/harbour.html", "norrvik-weekly.example", "2031-03-04"],
        ["https://www.ostrin-post.example/harbour", "ostrin-post.example", "2031-03-04"],
        ["https://ostrin-post.example/fishermen", "ostrin-post.example", "2031-03-05"],
      ].map(([url, name, day]) => [url, { name, kind: "OUTLET" }, "Untitled", day, true, "en"]),
    );
    expect(statements.map(({ kind, text, speaker }) => ({ kind, text, speaker }))).toEqual([
      ...Array(2).fill({
        kind: "DIRECT",
        text: "We will open the harbour in spring, and nobody will pay for it twice.",
        speaker: { name: "Mira Halvorsen", wikidataId: "Q999999001" },
      }),
      { kind: "DIRECT", text: "The repairs cost twice what we were told.", speaker: { mention: "Tomas Reyl" } },
      { kind: "DIRECT", text: "Nobody has asked the fishermen.", speaker: { status: "UNKNOWN" } },
    ]);
    expect(rejected.map(({ place, code }) => [place.line, place.record, code])).toEqual([
      [4, "2031-03-05-000001", "DUPLICATE"],
      [5, "2031-03-06-000001", "INCOMPLETE"],
    ]);
    // A quotation printed at several addresses is one record.
    expect(new Set(statements.map(({ place }) => place.line)).size + rejected.length).toBe(5);
    for (const article of articles) expect(() => readDocument(documentOf(article))).not.toThrow();
  });
});

describe("lines", () => {
  const nested = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;

  test.each([
    ["that are no JSON", '{"quoteID": ', "MALFORMED", /not JSON/],
    ["that are no objects", "[1, 2]", "MALFORMED", /expected object/],
    ["that are null", "null", "MALFORMED", /expected object/],
    ["nested 10,000 deep", nested, "MALFORMED", /expected object/],
    [
      "whose words are nested 10,000 deep",
      JSON.stringify(record).replace(/"We will.*?"/, nested),
      "MALFORMED",
      /quotation: .*expected string/,
    ],
    ["with a wrong type", { ...record, urls: "https://a.example/" }, "MALFORMED", /\(urls: .*expected array/],
    ["with a wrong type inside", { ...record, qids: ["Q1", 2] }, "MALFORMED", /\(qids\[1\]: .*expected string/],
    ["with a Wikidata id that is none", { ...record, qids: ["P31"] }, "MALFORMED", /not a Wikidata id/],
    ["without an id", { ...record, quoteID: undefined }, "MALFORMED", /\(quoteID/],
    ["without words", { ...record, quotation: " " }, "INCOMPLETE", /empty/],
    ["without a date", { ...record, date: null }, "NO_DATE", /no date/],
    ["of a day that is none", { ...record, date: "2031-02-31 00:00:00" }, "BAD_DATE", /does not exist/],
    ["without an address", { ...record, urls: [] }, "INCOMPLETE", /no url that is a web address/],
    [
      "with addresses that are none",
      { ...record, urls: ["ostrin-post", "javascript:alert(1)"] },
      "INCOMPLETE",
      /no url that is a web address/,
    ],
    ["with more words than a statement has", { ...record, quotation: "long ".repeat(4_001) }, "TOO_LARGE", /20000/],
    ["with a name that is a text", { ...record, speaker: "long ".repeat(61) }, "TOO_LARGE", /300/],
    ["of more than 16 MB", `{"quotation": "${"x".repeat(17_000_000)}"}`, "TOO_LARGE", /16 MB/],
  ])("a line %s is rejected with its number, and the rest is read", async (_, line, code, message) => {
    const { rejected, statements } = await read({ ...record, quoteID: "a" }, "", line, { ...record, quoteID: "b" });
    expect(rejected).toEqual([
      {
        place: expect.objectContaining({ file: "corpus/quotes-2031.json", line: 3 }),
        code,
        message: expect.stringMatching(message),
      },
    ]);
    expect(statements).toHaveLength(2);
  });

  test("a line may have fields that nobody reads, and an address twice", async () => {
    const twice = JSON.stringify({ ...record, urls: [...record.urls, ...record.urls] });
    const { statements } = await read(twice.replace("{", `{"phase": "E", "deep": ${nested}, `));
    expect(statements).toHaveLength(1);
  });

  test.each([
    ["None", [], { status: "UNKNOWN" }],
    [null, [], { status: "UNKNOWN" }],
    ["Tomas Reyl", [], { mention: "Tomas Reyl" }],
    ["Tomas Reyl", ["Q999999002"], { name: "Tomas Reyl", wikidataId: "Q999999002" }],
    ["Tomas Reyl", ["Q999999002", "Q999999003"], { mention: "Tomas Reyl" }],
  ])("a quotation by %j with the ids %j has the speaker meant", async (speaker, qids, draft) => {
    expect((await read({ ...record, speaker, qids })).statements).toMatchObject([{ speaker: draft }]);
  });

  test("a quotation's id is remembered among the last 100,000", async () => {
    const short = (id: number) =>
      JSON.stringify({ quoteID: `${id}`, quotation: "Yes.", date: "2031", urls: ["https://a.example/"] });
    const lines = Array.from({ length: 100_002 }, (_, id) => short(id));
    const { rejected, statements } = await read(...lines, short(50_000), short(0));
    expect(rejected).toMatchObject([{ place: { line: 100_003, record: "50000" }, code: "DUPLICATE" }]);
    expect(statements).toHaveLength(100_003);
  });
});

test("a file of Quotebank in another encoding is unreadable", async () => {
  const reading = readAll(quotebank, inputText("a.json", Buffer.from(JSON.stringify(record), "utf16le")));
  await expect(reading).rejects.toThrow(UnreadableError);
});
