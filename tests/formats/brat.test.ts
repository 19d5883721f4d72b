import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "@jest/globals";
import { readDocument } from "../../src/document/document.ts";
import { brat } from "../../src/formats/brat.ts";
import type { Defaults } from "../../src/formats/drafts.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { IMPORT } from "../helpers/factories.ts";
import { documentOf } from "./draftDocument.ts";
import { inputFile } from "./inputFile.ts";
import { readAll } from "./readings.ts";
import { misplaced, readCorpus } from "./standoffReading.ts";

const FIXTURE = join(packageRoot(), "tests/fixtures/brat");
const NAME = "sandholm-post_2031-05-14_harbour-fees-to-rise-in-june";
const MARKET = "sandholm-post_2031-05-15_market-open-on-sunday";
const annotations = (name: string) => inputFile(join(FIXTURE, "attributions", `${name}.ann`), FIXTURE);

const scratch = mkdtempSync(join(tmpdir(), "onrecord-brat-"));
afterAll(() => rmSync(scratch, { recursive: true }));
let folders = 0;

/** Writes these files into a separate folder and reads `2031-05-14.ann`. */
async function readFolder(
  files: Record<string, string | Buffer>,
  defaults: Defaults = { source: "Sandholm Post", language: "en" },
) {
  const folder = join(scratch, `${folders++}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return readAll(brat, inputFile(join(folder, "2031-05-14.ann"), folder), defaults);
}

const TEXT = "Harbour news\n\nWe stay, Ada Brandt said.\n";
const CUE = "T2\tCue 34 38\tsaid";
const SPEAKER = "T3\tSource 23 33\tAda Brandt";
const EVENT = "E1\tAttribution:T2 Content:T1 Cue:T2 Source:T3";

/** Reads TEXT with one attribution, given the line of its content, and more lines. */
async function readContent(content: string, ...more: string[]) {
  const lines = [content, CUE, SPEAKER, EVENT, ...more];
  return readFolder({ "2031-05-14.ann": lines.join("\n"), "2031-05-14.txt": TEXT });
}
const CONTENT = "T1\tContent 14 21\tWe stay";

describe("an annotated article", () => {
  test("an annotated article has what its row of the metadata says", async () => {
    const { articles } = await readAll(brat, annotations(`${NAME}_4e07`));
    expect(articles).toHaveLength(1);
    expect(articles[0]).toMatchObject({
      url: `urn:onrecord:brat:${NAME}`,
      headline: "Harbour Fees to Rise in June; Mayor: ‘We Had No Choice’",
      publishedAt: "2031-05-14",
      language: "en",
      byline: "Ida Berg",
      source: { name: "Sandholm Post", kind: "OUTLET" },
      wire: { name: "Coast Wire", kind: "AGENCY" },
      body: readFileSync(join(FIXTURE, `text/${NAME}.txt`), "utf8").normalize("NFC"),
    });
  });

  test("an annotated article has its attributions in reading order, with kinds by the quotation marks", async () => {
    const { articles } = await readAll(brat, annotations(`${NAME}_4e07`));
    const told = articles[0]?.statements.map(({ kind, text, speaker, appearance: { cue }, place: { record: id } }) => [
      id,
      kind,
      text,
      speaker,
      cue,
    ]);
    const grün = { mention: "Olaf Grün, who speaks for the fishermen," };
    expect(told).toEqual([
      ["E1", "DIRECT", "We Had No Choice", { mention: "Mayor" }, ":"],
      ["E2", "INDIRECT", "The fees for fishing boats will rise in June", { mention: "Mayor Ada Brandt" }, "said"],
      [
        "E3",
        "DIRECT",
        "The harbour fed us for three hundred years. It will feed us for another hundred.",
        { mention: "she" },
        "said",
      ],
      ["E4", "MIXED", "the rise “a bad joke”", grün, "called"],
      ["E5", "INDIRECT", "talks", grün, "asked for"],
      ["E6", "DIRECT", "Nobody asked us. My crew says 'we will not pay.'", { mention: "Mr. Grün" }, "told"],
      ["E7", "DIRECT", "we will not pay.", { mention: "My crew" }, "says"],
      ["E8", "INDIRECT", "A higher fee in the next year too", { status: "UNKNOWN" }, "is expected"],
    ]);
  });

  test("an annotated article has every part at its place in the NFC body", async () => {
    const { articles } = await readAll(brat, annotations(`${NAME}_4e07`));
    expect(articles.flatMap(misplaced)).toEqual([]);
    expect(articles[0]?.statements[2]?.appearance).toMatchObject({
      attributionText: "she",
      passage: {
        exact: "“The harbour fed us for three hundred years,” she said. “It will feed us for another hundred.”",
        start: 166,
        end: 260,
        spans: [
          { role: "CONTENT", exact: "“The harbour fed us for three hundred years,”" },
          { role: "CONTENT", exact: "“It will feed us for another hundred.”" },
          { role: "CUE", exact: "said" },
          { role: "SPEAKER", exact: "she" },
        ],
      },
    });
  });

  test("an annotated article accounts for every event, and for the other annotator's", async () => {
    const first = await readAll(brat, annotations(`${NAME}_4e07`));
    expect(first.rejected).toEqual([]);
    expect(first.leftOut).toEqual([
      { reason: "no content", records: 1 },
      { reason: "discarded", records: 1 },
    ]);
    const other = await readAll(brat, annotations(`${NAME}_5fec`));
    expect(other).toMatchObject({ articles: [], rejected: [], leftOut: [{ reason: "other annotator", records: 2 }] });
  });

  test("an annotated article without attributions is an article too", async () => {
    const { articles } = await readAll(brat, annotations(`${MARKET}_4e07`));
    expect(articles).toMatchObject([{ headline: "Market open on Sunday", publishedAt: "2031-05-15", statements: [] }]);
    expect(articles[0]).not.toHaveProperty("byline");
    expect(articles[0]).not.toHaveProperty("wire");
  });

  test("an annotated article is read again when its text, metadata or preferred annotations change", async () => {
    const names = async (name: string) => (await brat.companions?.(annotations(name)))?.map((file) => file.name);
    expect(await names(`${NAME}_4e07`)).toEqual([`text/${NAME}.txt`, "metadata.tsv"]);
    expect(await names(`${NAME}_5fec`)).toEqual([`text/${NAME}.txt`, "metadata.tsv", `attributions/${NAME}_4e07.ann`]);
  });

  test("an annotated article has PolNeAR's publishers and agencies by their names", async () => {
    const metadata = "filename\tpublisher\tpublication_date\twire\n2031-05-14\twash-post\t2016-09-12\tAP\n";
    const { articles } = await readFolder(
      { "2031-05-14.ann": "", "2031-05-14.txt": TEXT, "metadata.tsv": metadata },
      {},
    );
    expect(articles).toMatchObject([
      {
        publishedAt: "2016-09-12",
        language: "en",
        source: { name: "The Washington Post", names: ["wash-post"], kind: "OUTLET" },
        wire: { name: "Associated Press", names: ["AP"], kind: "AGENCY" },
      },
    ]);
  });

  test("an annotated article without metadata takes its first line, its file's date and the defaults", async () => {
    const folder = join(scratch, "plain");
    cpSync(join(FIXTURE, "attributions"), join(folder, "a b"), { recursive: true });
    cpSync(join(FIXTURE, "text"), join(folder, "text"), { recursive: true });
    const file = inputFile(join(folder, "a b", `${NAME}_4e07.ann`), folder);
    const { articles } = await readAll(brat, file, { source: "Coast Gazette", wire: "Coast Wire" });
    expect(articles).toMatchObject([
      {
        url: `urn:onrecord:brat:a%20b/${NAME}`,
        headline: "Harbour Fees to Rise in June; Mayor: ‘We Had No Choice’",
        publishedAt: "2031-05-14",
        language: "en",
        source: { name: "Coast Gazette", kind: "OUTLET" },
        wire: { name: "Coast Wire", kind: "AGENCY" },
      },
    ]);
  });

  test("an annotated article may be compressed and may have the line ends of Windows", async () => {
    const { articles, rejected } = await readFolder({
      "2031-05-14.ann": [CONTENT, CUE, SPEAKER, EVENT, ""].join("\r\n"),
      "2031-05-14.txt.gz": gzipSync(TEXT),
    });
    expect(rejected).toEqual([]);
    expect(articles[0]?.statements).toHaveLength(1);
  });
});

describe("an attribution", () => {
  test("an attribution joins its contents, and its lines may come in any order", async () => {
    const { articles } = await readFolder({
      "2031-05-14.txt": TEXT,
      "2031-05-14.ann": [
        "E1\tAttribution:T2 Content:T4 Cue:T2 Content2:T1 Source:T3 Topic:T9",
        "T1\tContent 14 16\tWe",
        CUE,
        SPEAKER,
        "T4\tContent 17 21\tstay",
      ].join("\n"),
    });
    expect(articles[0]?.statements).toMatchObject([
      {
        text: "We stay",
        appearance: { passage: { exact: "We stay", spans: [{ exact: "We" }, { exact: "stay" }, {}, {}] } },
      },
    ]);
  });

  test("an attribution may list its content's parts in the annotator's order", async () => {
    const { articles } = await readContent("T1\tContent 17 21;14 16\tstay We");
    expect(articles[0]?.statements).toMatchObject([{ text: "We stay" }]);
  });

  test("an attribution may have words that run over line breaks", async () => {
    const { articles, rejected } = await readContent("T1\tContent 8 16\tnews\n\nWe");
    expect(rejected).toEqual([]);
    expect(articles[0]?.statements).toMatchObject([
      { text: "news We", appearance: { passage: { exact: "news\n\nWe" } } },
    ]);
  });

  test("an attribution without a source has an unknown speaker, whatever its type", async () => {
    const { articles } = await readContent(
      CONTENT,
      "E2\tAttribution:T2 Content:T4",
      "T4\tContent 17 21\tstay",
      "E3\tAttribution-no-source:T2 Content:T5 Source:T3",
      "T5\tContent 14 16\tWe",
    );
    expect(articles[0]?.statements.map(({ text, speaker }) => [text, speaker])).toEqual([
      ["We stay", { mention: "Ada Brandt" }],
      ["We", { mention: "Ada Brandt" }],
      ["stay", { status: "UNKNOWN" }],
    ]);
  });

  test("an attribution repeated for one passage is kept for two speakers and rejected for one", async () => {
    const { articles, rejected } = await readContent(
      CONTENT,
      "E2\tAttribution:T2 Content:T1 Source:T4",
      "T4\tSource 0 7\tHarbour",
      "E3\tAttribution:T2 Source:T3 Content:T1",
    );
    expect(articles[0]?.statements).toHaveLength(2);
    expect(rejected).toMatchObject([
      { place: { line: 7, record: "E3" }, code: "DUPLICATE", message: expect.stringMatching(/^This repeats E1/) },
    ]);
  });
});

describe("bad input", () => {
  test.each([
    ["beyond the text", "T1\tContent 14 2100\tWe stay", "BAD_OFFSETS", /^T1 \(line 1\) lies beyond the text/],
    [
      "reversed",
      "T1\tContent 21 14\tWe stay",
      "BAD_OFFSETS",
      /^T1 \(line 1\) ends \(14\) at or before its beginning \(21\)/,
    ],
    ["empty", "T1\tContent 14 14\t", "BAD_OFFSETS", /^T1 \(line 1\) ends \(14\) at or before its beginning \(14\)/],
    ["overlapping", "T1\tContent 14 19;17 21\tWe st stay", "BAD_OFFSETS", /^T1 \(line 1\) has parts that overlap/],
    ["of other words", "T1\tContent 15 22\tWe stay", "BAD_OFFSETS", /says “We stay”, but the text has “e stay,”/],
    ["that are no numbers", "T1\tContent -1 x\tWe stay", "MALFORMED", /^Content T1 has no offsets \(line 1\)/],
    ["of another role", "T1\tCue 14 21\tWe stay", "MALFORMED", /^Content T1 has the type Cue/],
    ["that are not there", "T7\tContent 14 21\tWe stay", "MALFORMED", /^Content T1 does not exist/],
    ["with the id of others", `${CONTENT}\nT1\tContent 14 16\tWe`, "DUPLICATE", /^There are two spans T1/],
    ["without words", "T1\tContent 12 14\t\n", "INCOMPLETE", /^The content has no words/],
  ])("an attribution is rejected if its offsets %s", async (_, content, code, message) => {
    const { articles, rejected } = await readContent(content);
    expect(rejected).toMatchObject([{ place: { record: "E1" }, code, message: expect.stringMatching(message) }]);
    expect(articles).toMatchObject([{ statements: [] }]);
  });

  test("an attribution is rejected if its offsets cut a letter from its accent", async () => {
    const { rejected } = await readFolder({
      "2031-05-14.txt": "Cafe\u0301 news",
      "2031-05-14.ann": "T1\tContent 0 4\tCafe\nE1\tAttribution:T1 Content:T1",
    });
    expect(rejected).toMatchObject([
      { code: "BAD_OFFSETS", message: expect.stringContaining("separates a letter from its accent") },
    ]);
  });

  test("an attribution is rejected if its contents overlap", async () => {
    const { rejected } = await readFolder({
      "2031-05-14.txt": TEXT,
      "2031-05-14.ann": `${CONTENT}\nT4\tContent 17 21\tstay\nE1\tAttribution:T1 Content:T1 Content2:T4`,
    });
    expect(rejected).toMatchObject([{ code: "BAD_OFFSETS", message: expect.stringMatching(/^The contents overlap/) }]);
  });

  test("an event is rejected if it is malformed, repeated or of another kind", async () => {
    const { articles, rejected, leftOut } = await readContent(
      CONTENT,
      EVENT,
      "E2",
      "E3\tContent T1",
      "E4\tMeeting:T1",
      "E5\tAttribution:E1 Content:E1",
    );
    expect(rejected.map(({ place, code }) => [place.record, code])).toEqual([
      ["E1", "DUPLICATE"],
      ["E2", "MALFORMED"],
      ["E3", "MALFORMED"],
      ["E5", "MALFORMED"],
    ]);
    expect(leftOut).toEqual([{ reason: "not an attribution", records: 1 }]);
    expect(articles[0]?.statements).toHaveLength(1);
  });

  test("a line that is no annotation counts as no record, and the rest is read", async () => {
    const { articles, rejected } = await readContent(CONTENT, "some words", "more words");
    expect(rejected).toMatchObject([{ place: { line: 5 }, code: "MALFORMED", records: 0 }]);
    expect(articles[0]?.statements).toHaveLength(1);
  });

  test.each([
    ["annotations without their text", { "2031-05-14.txt": null }, {}, "INCOMPLETE", /2031-05-14\.txt/],
    ["a blank text", { "2031-05-14.txt": " \n" }, {}, "INCOMPLETE", /blank/],
    ["a text in Latin-1", { "2031-05-14.txt": Buffer.from("Grün", "latin1") }, {}, "UNREADABLE", /./],
    ["a text in UTF-16", { "2031-05-14.txt": Buffer.from("\ufeffGrün", "utf16le") }, {}, "UNREADABLE", /./],
    [
      "a truncated text",
      { "2031-05-14.txt": null, "2031-05-14.txt.gz": gzipSync(TEXT).subarray(0, 30) },
      {},
      "UNREADABLE",
      /./,
    ],
    ["metadata in Latin-1", { "metadata.tsv": Buffer.from("Grün", "latin1") }, {}, "UNREADABLE", /./],
    ["no publisher", {}, { source: undefined }, "INCOMPLETE", /--source/],
    ["an unknown day", { "metadata.tsv": dated("0001-01-01") }, {}, "NO_DATE", /not known/],
    ["the year 0000", { "metadata.tsv": dated("0000-05-14") }, {}, "BAD_DATE", /0000-05-14/],
    ["the year 9999", { "metadata.tsv": dated("9999-12-31") }, {}, "BAD_DATE", /9999-12-31/],
    ["31 February", { "metadata.tsv": dated("2016-02-31") }, {}, "BAD_DATE", /2016-02-31/],
    ["a day that may be another", { "metadata.tsv": dated("03/04/2016") }, {}, "AMBIGUOUS_DATE", /two ways/],
    ["a text of a million words", { "2031-05-14.txt": "We stay. ".repeat(250_000) }, {}, "TOO_LARGE", /2000000/],
    ["a headline without end", { "2031-05-14.txt": "We stay. ".repeat(200) }, {}, "TOO_LARGE", /1000/],
  ] as const)("an article with %s is rejected with all its records", async (_, files, defaults, code, message) => {
    const all = { "2031-05-14.ann": [CONTENT, CUE, SPEAKER, EVENT, "E2"].join("\n"), "2031-05-14.txt": TEXT, ...files };
    const given = Object.entries(all).filter((entry): entry is [string, string | Buffer] => entry[1] !== null);
    const { articles, rejected } = await readFolder(Object.fromEntries(given), {
      source: "Sandholm Post",
      ...defaults,
    });
    expect(articles).toEqual([]);
    expect(rejected).toMatchObject([{ code, message: expect.stringMatching(message), records: 2 }]);
  });

  test("contents, cues and speakers are read up to the archive's limits and rejected beyond", async () => {
    const body = `${"ab ".repeat(8_000)}\n`;
    const read = async (content: number, cue: number) => {
      const ann = `T1\tContent 0 ${content}\t${body.slice(0, content)}\nT2\tCue 0 ${cue}\t${body.slice(0, cue)}\nE1\tAttribution:T2 Content:T1 Cue:T2`;
      return readFolder({
        "2031-05-14.ann": ann,
        "2031-05-14.txt": `News\n${body}`.slice(5),
        "metadata.tsv": dated("2031-05-14"),
      });
    };
    const { articles } = await read(20_000, 1_000);
    expect(articles.map((article) => readDocument(documentOf(article)).articles[0]?.statements?.length)).toEqual([1]);
    expect((await read(20_001, 1_000)).rejected).toMatchObject([{ code: "TOO_LARGE" }]);
    expect((await read(20_000, 1_002)).rejected).toMatchObject([{ code: "TOO_LARGE" }]);
  });
});

/** Returns a table of metadata that dates the article to this day. */
function dated(day: string): string {
  return `filename\tpublication_date\ttitle\n2031-05-14\t${day}\tHarbour news\n`;
}

const CORPUS = join(packageRoot(), "../shared/data/polnear");
const describeWithCorpus = existsSync(CORPUS) ? describe : describe.skip;
if (!existsSync(CORPUS)) console.info("Left out: the PolNeAR corpus, which is not on this computer.");

describeWithCorpus("PolNeAR", () => {
  test("the 924 articles of PolNeAR are read whole: 24,821 attributions, none of them lost", async () => {
    const folders = ["train/attributions", "dev/attributions"].map((name) => join(CORPUS, name));
    const paths = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter(brat.isOwn)
        .map((name) => join(folder, name)),
    );
    expect(paths).toHaveLength(1013);
    const lines = paths.map((path) => readFileSync(path, "utf8").match(/^E/gm)?.length ?? 0);
    expect(lines.reduce((sum, each) => sum + each)).toBe(24_821);

    const { counts, rejected, wrong } = await readCorpus(brat, CORPUS, paths);
    expect(wrong).toEqual([]);
    expect(counts).toEqual({
      articles: 924,
      "articles without statements": 2,
      en: 924,
      statements: 22_022,
      DIRECT: 4_206,
      MIXED: 2_997,
      INDIRECT: 14_819,
      mention: 20_424,
      status: 1_598,
      "other annotator": 2_760,
      "no content": 37,
      MALFORMED: 2,
    });
    expect(22_022 + 2_760 + 37 + 2).toBe(24_821);
    expect(rejected.map(({ place: { record: id }, message }) => [id, message])).toEqual([
      ["E69", "Cue T266 has the type Discuss (line 334): correct one of the two."],
      ["E50", "Content T194 has the type Source (line 243): correct one of the two."],
    ]);
  });
});

describe("the archive", () => {
  const database = openArchive();

  test("an annotated article is recorded as it was read", async () => {
    const { articles } = await readAll(brat, annotations(`${NAME}_4e07`));
    for (const article of articles) await record(database, documentOf(article), IMPORT);
    const spans = await database.prisma.appearanceSpan.groupBy({
      by: ["role"],
      _count: true,
      orderBy: { role: "asc" },
    });
    expect(spans.map(({ role, _count }) => [role, _count])).toEqual([
      ["CONTENT", 11],
      ["CUE", 8],
      ["SPEAKER", 7],
    ]);
    expect(await database.prisma.statement.count()).toBe(8);
  });
});
