import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { newsQuotations } from "../../src/formats/newsQuotations.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { IMPORT } from "../helpers/factories.ts";
import { documentOf } from "./draftDocument.ts";
import { inputFile, inputText } from "./inputFile.ts";
import { readAll } from "./readings.ts";
import { misplaced, readCorpus } from "./standoffReading.ts";

const FIXTURE = join(
  packageRoot(),
  "tests/fixtures/news-quotations/90001 - Hafenpreise in Sandholm steigen (2031-05-14).pretty.json",
);

const part = (text: string, ...spans: [number, number][]) => ({
  text,
  spans: spans.map(([charBegin, charEnd]) => ({ charBegin, charEnd })),
});
const QUOTE = {
  id: 1,
  type: "Direct",
  medium: "Speech",
  quote: part("Ja", [1, 3]),
  cue: part(""),
  speaker: part("Ada", [5, 8]),
  addressee: part(""),
};
const ARTICLE = {
  documentName: "7 - Ja oder nein (2031-05-14)",
  originalText: "„Ja“ Ada",
  annotations: [QUOTE] as unknown[],
};

/** Reads an article given as JSON. */
const read = (article: object) => readAll(newsQuotations, inputText("7.json", JSON.stringify(article)));
const readQuote = (quote: object) => read({ ...ARTICLE, annotations: [{ ...QUOTE, ...quote }] });

describe("an article of Wikinews", () => {
  test("an article of Wikinews has the headline and date of its name and is in German", async () => {
    const { articles, rejected, leftOut } = await readAll(newsQuotations, inputFile(FIXTURE));
    expect([rejected, leftOut]).toEqual([[], []]);
    expect(articles).toMatchObject([
      {
        url: "urn:onrecord:news-quotations:90001%20-%20Hafenpreise%20in%20Sandholm%20steigen%20(2031-05-14)",
        headline: "Hafenpreise in Sandholm steigen",
        publishedAt: "2031-05-14",
        language: "de",
        source: { name: "Wikinews", kind: "OUTLET", url: "https://de.wikinews.org/" },
        body: (JSON.parse(readFileSync(FIXTURE, "utf8")) as { originalText: string }).originalText,
      },
    ]);
  });

  test("an article of Wikinews has its five kinds as ours, and its own names for them", async () => {
    const { articles } = await readAll(newsQuotations, inputFile(FIXTURE));
    const told = articles[0]?.statements.map(({ kind, text, speaker, appearance: { originalKind, media } }) => [
      originalKind,
      kind,
      text,
      speaker,
      media,
    ]);
    const grün = { mention: "Olaf Grün, der Sprecher der Fischer," };
    expect(told).toEqual([
      [
        "Direct",
        "DIRECT",
        "Der Hafen hat uns dreihundert Jahre lang ernährt und er wird es weiter tun.",
        { mention: "Bürgermeisterin Ada Brandt" },
        ["SPEECH", "WRITING"],
      ],
      ["Indirect", "MIXED", "die Erhöhung einen „schlechten Scherz“", grün, ["SPEECH"]],
      ["IndirectFreeIndirect", "INDIRECT", "Niemand habe die Fischer gefragt.", grün, ["SPEECH"]],
      [
        "Reported",
        "INDIRECT",
        "Die Reederei Nordlicht begrüßt den Beschluss.",
        { mention: "Die Reederei Nordlicht" },
        ["SPEECH", "THOUGHT"],
      ],
      ["FreeIndirect", "INDIRECT", "Im Herbst soll die Gebühr noch einmal steigen.", { status: "UNKNOWN" }, []],
      ["Indirect", "INDIRECT", "erklärte Grün, er werde nicht zahlen", { mention: "der Hafenmeisterei" }, ["WRITING"]],
      ["Indirect", "INDIRECT", "er werde nicht zahlen", { mention: "Grün" }, ["SPEECH"]],
    ]);
  });

  test("an article of Wikinews has every part at its place, the addressee too", async () => {
    const { articles } = await readAll(newsQuotations, inputFile(FIXTURE));
    expect(articles.flatMap(misplaced)).toEqual([]);
    const [{ appearance } = { appearance: undefined }] = articles[0]?.statements ?? [];
    expect(appearance).toMatchObject({
      addressee: "dem „Sandholmer Boten“",
      cue: "sagte",
      attributionText: "Bürgermeisterin Ada Brandt",
    });
    expect(appearance?.passage.spans?.map(({ role, exact }) => [role, exact])).toEqual([
      ["CONTENT", "„Der Hafen hat uns dreihundert Jahre lang ernährt“"],
      ["CONTENT", "„und er wird es weiter tun.“"],
      ["CUE", "sagte"],
      ["SPEAKER", "Bürgermeisterin Ada Brandt"],
      ["ADDRESSEE", "dem „Sandholmer Boten“"],
    ]);
  });

  test("a quotation within another's comes by way of its speaker, and an addressee is a mention to be resolved", async () => {
    const { articles } = await readAll(newsQuotations, inputFile(FIXTURE));
    const [first, ...others] = articles[0]?.statements ?? [];
    expect(first).toMatchObject({ addressees: [{ mention: "dem „Sandholmer Boten“" }] });
    expect(others.map(({ via }) => via)).toEqual([
      ...others.slice(1).map(() => undefined),
      [{ mention: "der Hafenmeisterei" }],
    ]);
  });

  test("quotations within quotations come by way of all around them, the outermost first", async () => {
    const quoteOf = (id: number, range: [number, number], who: [string, number] | null) => ({
      ...QUOTE,
      id,
      type: "Indirect",
      quote: part(originalText.slice(...range), range),
      speaker: who ? part(who[0], [who[1], who[1] + who[0].length]) : part(""),
    });
    const originalText = "Ada sagt, Bo meine, Cem rufe, es regne. Ada sagt, „es schneie“.";
    const annotations = [
      quoteOf(1, [30, 38], ["Cem", 20]),
      quoteOf(2, [20, 38], ["Bo", 10]),
      quoteOf(3, [10, 38], ["Ada", 0]),
      // Quoted words within a paraphrase of the same speaker, and twice the same words.
      quoteOf(4, [40, 62], ["Ada", 40]),
      quoteOf(5, [50, 62], ["Ada", 40]),
      quoteOf(6, [50, 62], null),
    ];
    const { articles, rejected } = await read({ ...ARTICLE, originalText, annotations });
    expect(rejected).toEqual([]);
    const told = articles[0]?.statements.map(({ text, via }) => [text, via?.map((one) => Object.values(one)[0])]);
    expect(told).toEqual([
      ["Bo meine, Cem rufe, es regne", undefined],
      ["Cem rufe, es regne", ["Ada"]],
      ["es regne", ["Ada", "Bo"]],
      ["Ada sagt, „es schneie“", undefined],
      ["„es schneie“", undefined],
      ["„es schneie“", ["Ada"]],
    ]);
  });

  test("an article of Wikinews takes the defaults for what it does not say", async () => {
    const defaults = { source: "Sandholmer Bote", language: "de-CH", wire: "Küstenagentur" };
    const { articles } = await readAll(newsQuotations, inputFile(FIXTURE), defaults);
    expect(articles).toMatchObject([
      {
        language: "de-CH",
        source: { name: "Sandholmer Bote", kind: "OUTLET" },
        wire: { name: "Küstenagentur", kind: "AGENCY" },
      },
    ]);
  });

  test("an article of Wikinews counts code points also if its text is not in NFC", async () => {
    const originalText = "🚢 Cafe\u0301: „Ja“ Ada";
    const quote = { quote: part("„Ja“", [9, 13]), speaker: part("Ada", [14, 17]) };
    const { articles, rejected } = await read({ ...ARTICLE, originalText, annotations: [{ ...QUOTE, ...quote }] });
    expect(rejected).toEqual([]);
    expect(articles.flatMap(misplaced)).toEqual([]);
    expect(articles[0]?.statements).toMatchObject([{ text: "Ja", appearance: { passage: { start: 8, end: 12 } } }]);
  });

  test("an article of Wikinews may have half a letter in its name and its text", async () => {
    const { articles } = await read({
      ...ARTICLE,
      documentName: "J\ud800a (2031-05-14)",
      originalText: "„Ja“\udc00Ada",
    });
    expect(articles).toMatchObject([
      { url: "urn:onrecord:news-quotations:J%20a%20(2031-05-14)", headline: "J a", body: "„Ja“ Ada" },
    ]);
  });

  test("an article of Wikinews loses the outer marks of a direct quotation that is never closed", async () => {
    const originalText = "„Ja, sagte Ada, und nein“";
    const quote = { quote: part("„Ja und nein“", [0, 3], [16, 25]), speaker: part("Ada", [11, 14]) };
    const { articles } = await read({ ...ARTICLE, originalText, annotations: [{ ...QUOTE, ...quote }] });
    expect(articles[0]?.statements).toMatchObject([{ kind: "DIRECT", text: "Ja und nein" }]);
  });
});

describe("bad input", () => {
  test.each([
    ["offsets beyond the text", { quote: part("Ja", [1, 300]) }, "BAD_OFFSETS", /^The quote lies beyond the text/],
    [
      "offsets reversed",
      { speaker: part("Ada", [8, 5]) },
      "BAD_OFFSETS",
      /^The speaker ends \(5\) at or before its beginning \(8\)/,
    ],
    [
      "offsets that overlap",
      { quote: part("Ja a", [1, 3], [2, 3]) },
      "BAD_OFFSETS",
      /^The quote has parts that overlap/,
    ],
    [
      "offsets of other words",
      { cue: part("sagte", [5, 8]) },
      "BAD_OFFSETS",
      /^The cue says “sagte”, but the text has “Ada”/,
    ],
    ["offsets below nothing", { quote: part("Ja", [-1, 3]) }, "MALFORMED", /quote\.spans\[0\]\.charBegin/],
    ["no spans", { quote: part("") }, "INCOMPLETE", /^The quote has no spans/],
    ["no words", { quote: part("", [4, 5]), type: "Indirect" }, "INCOMPLETE", /^The content has no words/],
    ["a kind that nobody knows", { type: "Shouted" }, "MALFORMED", /^The record is not a quotation \(type/],
    ["a medium that nobody knows", { medium: "Song" }, "MALFORMED", /^The record is not a quotation \(medium/],
  ])("a quotation with %s is rejected", async (_, quote, code, message) => {
    const { articles, rejected } = await readQuote(quote);
    expect(articles).toMatchObject([{ statements: [] }]);
    expect(rejected).toMatchObject([{ code, message: expect.stringMatching(message) }]);
  });

  test("a quotation is rejected if its id or passage occurs twice or its annotation is malformed", async () => {
    const { articles, rejected } = await read({ ...ARTICLE, annotations: [QUOTE, QUOTE, { ...QUOTE, id: 2 }, null] });
    expect(articles[0]?.statements).toHaveLength(1);
    expect(rejected.map(({ place, code }) => [place.record, code])).toEqual([
      ["quotation 1", "DUPLICATE"],
      ["quotation 2", "DUPLICATE"],
      ["quotation no. 4", "MALFORMED"],
    ]);
  });

  const undated = (day: string) => ({ documentName: `Ja (${day})` });
  test.each([
    ["a date that stands for none", undated("0001-01-01"), "NO_DATE"],
    ["no date", { documentName: "Ja" }, "NO_DATE"],
    ["the year 0000", undated("0000-05-14"), "BAD_DATE"],
    ["the year 9999", undated("9999-12-31"), "NO_DATE"],
    ["31 February", undated("2031-02-31"), "BAD_DATE"],
    ["a blank text", { originalText: " \n" }, "INCOMPLETE"],
    ["a text beyond the limits", { originalText: "Ja ".repeat(700_000) }, "TOO_LARGE"],
    ["a headline beyond the limits", { documentName: `${"Ja ".repeat(400)}(2031-05-14)` }, "TOO_LARGE"],
  ])("an article with %s is rejected with all its records", async (_, change, code) => {
    const { articles, rejected } = await read({ ...ARTICLE, ...change, annotations: [QUOTE, QUOTE] });
    expect(articles).toEqual([]);
    expect(rejected).toMatchObject([{ code, records: 2 }]);
  });

  test.each([
    ["no JSON", '{"documentName": "7'],
    ["other JSON", '{"documentName": 7}'],
    ["an array", "[]"],
    ["a number", "7"],
    ["JSON nested 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000)],
    ["an article with annotations nested 10,000 deep", `{"annotations": ${"[".repeat(10_000)}${"]".repeat(10_000)}}`],
  ])("a file with %s is rejected", async (_, json) => {
    const { articles, rejected } = await readAll(newsQuotations, inputText("7.json", json));
    expect(articles).toEqual([]);
    expect(rejected).toMatchObject([{ place: { file: "corpus/7.json" }, code: "MALFORMED" }]);
  });
});

const CORPUS = join(packageRoot(), "../shared/data/wikinews-de");
const describeWithCorpus = existsSync(CORPUS) ? describe : describe.skip;
if (!existsSync(CORPUS)) console.info("Left out: the German Wikinews quotations, which are not on this computer.");

describeWithCorpus("the German Wikinews quotations", () => {
  test("the 350 articles of the German Wikinews are read whole: 1,489 quotations, none of them lost", async () => {
    const paths = readdirSync(CORPUS)
      .filter(newsQuotations.isOwn)
      .map((name) => join(CORPUS, name));
    expect(paths).toHaveLength(350);
    const { counts, rejected, wrong } = await readCorpus(newsQuotations, CORPUS, paths);
    expect(wrong).toEqual([]);
    expect(counts).toEqual({
      articles: 349,
      "articles without statements": 75,
      de: 349,
      statements: 1_489,
      DIRECT: 364,
      MIXED: 172,
      INDIRECT: 953,
      mention: 1_385,
      status: 104,
      // The corpus marks 177 as nested: 159 stand within another, 37 of these within one by another speaker.
      addressees: 114,
      via: 37,
      NO_DATE: 0,
    });
    // Its name gives the date 0001-01-01, its text has no date, and nothing in it is annotated.
    expect(rejected).toMatchObject([{ code: "NO_DATE", records: 0 }]);
  });
});

describe("the archive", () => {
  const database = openArchive();

  test("an article of Wikinews is recorded as it was read", async () => {
    const { articles } = await readAll(newsQuotations, inputFile(FIXTURE));
    for (const article of articles) await record(database, documentOf(article), IMPORT);
    const appearances = await database.prisma.appearance.findMany({
      orderBy: { position: "asc" },
      include: { spans: true },
    });
    expect(appearances.map(({ originalKind, media, addressee }) => [originalKind, media, addressee])).toEqual([
      ["Direct", ["SPEECH", "WRITING"], "dem „Sandholmer Boten“"],
      ["Indirect", ["SPEECH"], null],
      ["IndirectFreeIndirect", ["SPEECH"], null],
      ["Reported", ["SPEECH", "THOUGHT"], null],
      ["FreeIndirect", [], null],
      ["Indirect", ["WRITING"], null],
      ["Indirect", ["SPEECH"], null],
    ]);
    expect(appearances[0]?.spans.map(({ role }) => role).sort()).toEqual([
      "ADDRESSEE",
      "CONTENT",
      "CONTENT",
      "CUE",
      "SPEAKER",
    ]);
  });
});
