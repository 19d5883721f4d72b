import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Defaults, InputFile, Reading } from "../../src/formats/drafts.ts";
import { jsonl } from "../../src/formats/jsonl.ts";
import { packageRoot } from "../../src/packageRoot.ts";

/** Returns a file of these lines; null stands for a line that is too long. */
function fileOf(lines: readonly (string | object | null)[]): InputFile {
  const texts = lines.map((line) => (line === null || typeof line === "string" ? line : JSON.stringify(line)));
  return {
    path: "archive.jsonl",
    name: "archive.jsonl",
    async *lines() {
      for (const [i, text] of texts.entries()) yield { number: i + 1, text };
    },
  } as Partial<InputFile> as InputFile;
}

async function readingsOf(lines: readonly (string | object | null)[], defaults: Defaults = {}): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of jsonl.read(fileOf(lines), defaults)) readings.push(reading);
  return readings;
}

const passage = { exact: "Nets" };
const statement = { kind: "INDIRECT", text: "Nets are dear.", speaker: "ada-brandt", appearance: { passage } };
const article = {
  url: "https://news.example.org/nets",
  headline: "Nets",
  publishedAt: "2021-05",
  language: "en",
  source: "sandholm-post",
  statements: [statement],
};
const place = (line: number, record?: string) => ({ file: "archive.jsonl", line, ...(record && { record }) });

describe("the fixture", () => {
  const lines = readFileSync(join(packageRoot(), "tests/fixtures/jsonl/harbour.jsonl"), "utf8");

  test("the fixture of jsonl is taken whole", async () => {
    const readings = await readingsOf(lines.split("\n"));
    expect(readings.map((reading) => Object.keys(reading)[0])).toEqual([
      "nouns",
      "nouns",
      "nouns",
      "nouns",
      "nouns",
      "article",
    ]);
  });

  test("the fixture of jsonl is the example of the documentation", () => {
    expect(readFileSync(join(packageRoot(), "docs/import/jsonl.md"), "utf8")).toContain(`\`\`\`json\n${lines}\`\`\``);
  });
});

describe("what is sound", () => {
  test("a line of jsonl may hold a noun in the archive's own terms", async () => {
    const source = { name: "Sandholm Post", kind: "OUTLET" };
    const topic = { slug: "nets", name: "Nets", kind: "ISSUE", names: [{ name: "Netze", language: "de" }] };
    const speaker = { name: "Ada Brandt", kind: "PERSON", roles: [{ label: "Mayor", startsOn: "2019" }] };
    expect(await readingsOf([{ source }, "", { topic }, { speaker }])).toEqual([
      { nouns: { place: place(1), document: { sources: [source] } } },
      { nouns: { place: place(3), document: { topics: [topic] } } },
      { nouns: { place: place(4), document: { speakers: [speaker] } } },
    ]);
  });

  test("a line of jsonl may hold an article, whose mentions and topics are kept as they are", async () => {
    const rich = { ...statement, topics: ["nets"], mentions: [], saidAt: "2018-09" };
    const unnamed = {
      kind: "INDIRECT",
      text: "No.",
      speakerStatus: "UNNAMED",
      appearance: { passage: { exact: "No" } },
    };
    const { speaker: _, ...said } = rich;
    const { speakerStatus: __, ...refused } = unnamed;
    const { statements: ___, ...rest } = article;
    expect(
      await readingsOf([{ article: { ...article, wire: "coast-wire", isPartial: true, statements: [rich, unnamed] } }]),
    ).toEqual([
      {
        article: {
          ...rest,
          isPartial: true,
          place: place(1),
          source: { slug: "sandholm-post" },
          wire: { slug: "coast-wire" },
          statements: [
            { ...said, place: place(1, "statement 1"), speaker: { slug: "ada-brandt" }, topics: [{ slug: "nets" }] },
            { ...refused, place: place(1, "statement 2"), speaker: { status: "UNNAMED" } },
          ],
        },
      },
    ]);
  });

  test("a statement of jsonl keeps how an extractor found it, and needs the status PROPOSED for it", async () => {
    const { speaker: _, ...unattributed } = statement;
    const proposal = { extractor: "theirs@1", confidence: 0.8, speakerName: "Ada Brandt" };
    const proposed = { ...unattributed, speakerStatus: "UNKNOWN", status: "PROPOSED", proposal };
    const published = { ...proposed, status: "PUBLISHED" };
    const readings = await readingsOf([{ article: { ...article, statements: [proposed, published] } }]);
    expect(readings).toMatchObject([
      { rejected: { place: place(1, "statement 2"), message: expect.stringContaining("must be PROPOSED") } },
      { article: { statements: [{ status: "PROPOSED", proposal, speaker: { status: "UNKNOWN" } }] } },
    ]);
  });

  test("an article of jsonl takes the defaults for whatever it leaves out", async () => {
    const { source: _, language: __, ...bare } = article;
    const defaults = { source: "The Post", language: "de", wire: "Coast Wire" };
    const [reading] = await readingsOf([{ article: bare }], defaults);
    expect(reading).toMatchObject({
      article: {
        source: { name: "The Post", kind: "OUTLET" },
        wire: { name: "Coast Wire", kind: "AGENCY" },
        language: "de",
      },
    });
    const [told] = await readingsOf([{ article }], { source: "The Post", language: "de" });
    expect(told).toMatchObject({ article: { source: { slug: "sandholm-post" }, language: "en" } });
  });

  test("the language of an article that does not say it is that of all its statements", async () => {
    const { language: _, ...bare } = article;
    const saying = (...languages: (string | undefined)[]) =>
      languages.map((language) => ({ ...statement, ...(language && { language }) }));
    const lines = [saying("uk", "uk"), saying("uk", "ru"), saying("uk", undefined)].map((statements, i) => ({
      article: { ...bare, url: `${article.url}/${i}`, statements },
    }));
    const readings = await readingsOf(lines, { language: "de" });
    expect(readings).toMatchObject(["uk", "de", "de"].map((language) => ({ article: { language } })));
  });
});

describe("what is not is rejected, with its line and what to mend, and the rest goes on", () => {
  const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
  test.each<[string, string | object | null, string, RegExp]>([
    ["no JSON", "{source: 1}", "MALFORMED", /one JSON object like/],
    ["half a line", '{"source": {"name"', "MALFORMED", /one JSON object/],
    ["a list", "[]", "MALFORMED", /one JSON object/],
    ["null", "null", "MALFORMED", /one JSON object/],
    ["nothing known", { statement }, "MALFORMED", /one JSON object/],
    ["two things at once", { source: {}, topic: {} }, "MALFORMED", /one JSON object/],
    ["a prototype", '{"__proto__": {}}', "MALFORMED", /one JSON object/],
    ["a method of all objects", '{"constructor": {}}', "MALFORMED", /one JSON object/],
    ["nested ten thousand deep", deep, "MALFORMED", /one JSON object/],
    ["nested ten thousand deep within", `{"article": ${deep}}`, "MALFORMED", /expected object/],
    ["null for an article", { article: null }, "MALFORMED", /expected object/],
    ["a line of more than 16 MB", null, "TOO_LARGE", /16 MB/],
    ["a noun without a name", { source: { kind: "OUTLET" } }, "INCOMPLETE", /`name`/],
    ["a kind that is none", { speaker: { name: "Ada Brandt", kind: "SHIP" } }, "MALFORMED", /`kind`/],
    ["a group of one", { speaker: { name: "We", kind: "GROUP", members: ["me"] } }, "MALFORMED", /`members`/],
    [
      "a field that is unknown",
      { topic: { name: "Nets", kind: "ISSUE", id: 1 } },
      "MALFORMED",
      /Unrecognized key: "id"/,
    ],
    ["an article without a date", { article: { ...article, publishedAt: undefined } }, "NO_DATE", /`publishedAt`/],
    ["31 February", { article: { ...article, publishedAt: "2018-02-31" } }, "BAD_DATE", /`publishedAt`: is not a date/],
    ["the year 0", { article: { ...article, publishedAt: "0000" } }, "BAD_DATE", /is not a date/],
    ["a headline too long", { article: { ...article, headline: "x".repeat(1001) } }, "TOO_LARGE", /longer than 1000/],
    ["statements that are no list", { article: { ...article, statements: {} } }, "MALFORMED", /`statements`/],
    ["an address that is none", { article: { ...article, url: "javascript:alert(1)" } }, "MALFORMED", /`url`/],
    ["a lone surrogate", `{"topic": {"name": "\\ud800", "kind": "ISSUE"}}`, "MALFORMED", /lone surrogates/],
  ])("a line with %s is rejected with what to mend, and the rest is read", async (_what, line, code, message) => {
    const topic = { name: "Nets", kind: "ISSUE" };
    expect(await readingsOf([line, { topic }])).toEqual([
      { rejected: expect.objectContaining({ place: place(1), code, message: expect.stringMatching(message) }) },
      { nouns: expect.anything() },
    ]);
  });

  test.each<[string, object, string, RegExp]>([
    ["no words", { ...statement, text: undefined }, "INCOMPLETE", /`text`/],
    [
      "nobody and nothing about it",
      { ...statement, speaker: undefined },
      "MALFORMED",
      /`speaker`: or speakerStatus is needed/,
    ],
    ["9999 as 31 June", { ...statement, saidAt: "9999-06-31" }, "BAD_DATE", /`saidAt`/],
    [
      "offsets reversed",
      { ...statement, appearance: { passage: { ...passage, start: 9, end: 4 } } },
      "BAD_OFFSETS",
      /`appearance.passage.start`/,
    ],
    [
      "words that are not the verbatim ones",
      { ...statement, kind: "DIRECT", appearance: { text: "Other.", passage } },
      "MALFORMED",
      /verbatim/,
    ],
    ["a paraphrase too long", { ...statement, text: "x".repeat(20_001) }, "TOO_LARGE", /longer than 20000/],
    ["null", null as unknown as object, "MALFORMED", /expected object/],
  ])("a statement with %s is rejected by itself", async (_what, broken, code, message) => {
    const sound = { ...statement, appearance: { passage: { exact: "dear" } } };
    const readings = await readingsOf([{ article: { ...article, statements: [statement, broken, sound] } }]);
    expect(readings).toEqual([
      { rejected: { place: place(1, "statement 2"), code, message: expect.stringMatching(message), records: 1 } },
      { article: expect.objectContaining({ url: article.url }) },
    ]);
    const [, reading] = readings as [Reading, { article: { statements: { place: object }[] } }];
    expect(reading.article.statements.map((each) => each.place)).toEqual([
      place(1, "statement 1"),
      place(1, "statement 3"),
    ]);
  });

  test("an article that is rejected or repeated counts for all its statements", async () => {
    const two = { ...article, statements: [statement, { ...statement, text: "" }] };
    expect(
      await readingsOf([
        { article: { ...two, headline: "" } },
        { article },
        { article: two },
        { article: { ...article, statements: [] } },
      ]),
    ).toEqual([
      { rejected: expect.objectContaining({ place: place(1), records: 2 }) },
      { article: expect.anything() },
      { rejected: expect.objectContaining({ place: place(3), code: "DUPLICATE", records: 2 }) },
      { rejected: expect.objectContaining({ place: place(4), code: "DUPLICATE", records: 1 }) },
    ]);
  });
});
