import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readDocument } from "../../src/document/document.ts";
import { akomaNtoso } from "../../src/formats/akomaNtoso.ts";
import type { ArticleDraft, Defaults, EventDraft, InputFile } from "../../src/formats/drafts.ts";
import type { Rejection } from "../../src/formats/rejections.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { documentOf } from "./draftDocument.ts";
import { inputFile, inputText } from "./inputFile.ts";
import { readAll } from "./readings.ts";

const FIXTURE = join(packageRoot(), "tests/fixtures/akoma-ntoso/2031-05-14-harbour-council.an.xml");
const CORPUS = join(packageRoot(), "../shared/data/transcripts");

const read = (file: InputFile, defaults: Defaults = {}) => readAll(akomaNtoso, file, defaults);

/** Returns a transcript with these speeches, published by a town. */
function transcript(speeches: string, { meta = "", name = "2031-05-14-Harbour.an.xml" } = {}): InputFile {
  const content = `<akomaNtoso><debate><meta><references><TLCPerson id="ada" showAs="Ada Brandt"/></references>${meta}</meta>
<debateBody><debateSection>${speeches}</debateSection></debateBody></debate></akomaNtoso>`;
  return inputText(name, content);
}
const personId = (name: string) => ({
  corpusId: { scheme: "akoma-ntoso brandt town council", value: name.replace("-", " ") },
});
const SPEECH = '<speech by="#ada"><p>The harbour stays.</p></speech>';

async function articleOf(file: InputFile, defaults: Defaults = { source: "Brandt" }): Promise<ArticleDraft> {
  const { articles, rejected } = await read(file, defaults);
  expect(rejected).toEqual([]);
  return articles[0] as ArticleDraft;
}

async function refusalOf(file: InputFile, defaults: Defaults = { source: "Brandt" }): Promise<Rejection> {
  const { articles, rejected } = await read(file, defaults);
  expect(articles).toEqual([]);
  expect(rejected).toHaveLength(1);
  return rejected[0] as Rejection;
}

/** Expects that every offset cuts out the right words and that the archive's validator accepts the whole. */
function expectHolds(article: ArticleDraft): void {
  const points = [...(article.body as string)];
  const wrong = article.statements.flatMap(({ appearance: { passage } }) =>
    [passage, ...(passage.spans ?? [])].filter(({ exact, start, end }) => points.slice(start, end).join("") !== exact),
  );
  expect(wrong).toEqual([]);
  expect(readDocument(documentOf(article)).articles[0]?.body).toBe(article.body);
}

describe("a transcript", () => {
  test("a transcript becomes an article with its metadata", async () => {
    const { articles } = await read(inputFile(FIXTURE));
    expect(articles[0]).toMatchObject({
      url: "urn:onrecord:akoma-ntoso:akn/xx/debate/2031-05-14/main!eng",
      headline: "The old harbour",
      publishedAt: "2031-05-20",
      language: "en",
      source: { name: "Brandt Town Council", kind: "INSTITUTION" },
    });
  });

  test("a transcript's sitting is the occasion of its speeches, with its day and, if the preface says so, its place", async () => {
    const { articles } = await read(inputFile(FIXTURE));
    const day = { startsOn: "2031-05-14", endsOn: "2031-05-14" };
    const sitting = { name: "The old harbour (Brandt Town Council, 2031-05-14)", ...day };
    const occasions = articles.flatMap(({ statements }) => statements.map(({ occasion }) => occasion));
    expect(occasions).toEqual(Array.from(occasions, () => sitting));
    const preface =
      "<preface><p>Held in <location>the\n old  Town Hall</location>, not <location>at sea</location></p></preface>";
    const file = inputText(
      "2031-05-14-Harbour.an.xml",
      `<akomaNtoso><debate>${preface}<debateBody>${SPEECH}<speech by="#x"><p>In <location>Oslo</location>.</p></speech></debateBody></debate></akomaNtoso>`,
    );
    const { statements } = await articleOf(file);
    expect(statements.map(({ occasion }) => occasion)).toEqual(
      [0, 1].map(() => ({
        name: "2031-05-14-Harbour (Brandt, 2031-05-14)",
        ...day,
        place: "the old Town Hall",
      })),
    );
  });

  test("a sitting whose name would be too long is left out", async () => {
    const { statements } = await articleOf(transcript(`<heading>${"Harbour ".repeat(40)}</heading>${SPEECH}`));
    expect(statements.map(({ occasion }) => occasion)).toEqual([undefined]);
  });

  test("a transcript has every speech as a statement or a rejection, and leaves its narrative out", async () => {
    const { articles, rejected, leftOut } = await read(inputFile(FIXTURE));
    const [article] = articles as [ArticleDraft];
    expectHolds(article);
    expect(article.statements.map(({ text, speaker, place }) => [place.record, speaker, text])).toEqual([
      [
        "speech 1",
        { name: "Ada Brandt", kind: "PERSON", ...personId("ada-brandt") },
        "The harbour fed us for three hundred years.\n\nIt will feed us for another hundred. 🚢",
      ],
      ["speech 2", { name: "林小港", kind: "PERSON", ...personId("林小港") }, "港口不能關閉。"],
      ["speech 3", { name: "Ada Brandt", kind: "PERSON", ...personId("ada-brandt") }, "Quite."],
      ["speech 4", { name: "林小港", kind: "PERSON", ...personId("林小港") }, "I agree.\n\nBut who pays?\nNot we."],
      ["speech 5", { mention: "old-tom" }, "May I vote?"],
      ["speech 6", { name: "Ada Brandt", kind: "PERSON", ...personId("ada-brandt") }, "Quite."],
      ["speech 8", { status: "UNNAMED" }, "Shame!"],
      ["speech 9", { status: "UNNAMED" }, "We are at the end."],
      ["speech 10", { status: "UNKNOWN" }, "Order & peace!"],
    ]);
    expect(rejected).toEqual([
      {
        place: expect.objectContaining({ line: 47, record: "speech 7" }),
        code: "INCOMPLETE",
        message: expect.any(String),
      },
    ]);
    expect(leftOut).toEqual([{ reason: "narrative", records: 2 }]);
  });

  test("a speech keeps the name as it is printed and drops remarks", async () => {
    const { statements } = await articleOf(
      transcript(`${SPEECH}<speech by="#ada"><from>The Mayor:</from><p>A</p><p>B</p></speech>`),
    );
    expect(statements[0]?.appearance.attributionText).toBe("Ada Brandt");
    expect(statements[1]?.appearance).toEqual({
      attributionText: "The Mayor:",
      passage: {
        ...{ exact: "A\n\nB", start: 32, end: 36 },
        spans: [
          { role: "SPEAKER", exact: "The Mayor:", start: 20, end: 30 },
          { role: "CONTENT", exact: "A\n\nB", start: 32, end: 36 },
        ],
      },
    });
    const remark = await articleOf(
      transcript('<speech by="#ada"><p>We <i>stay</i>. <remark>(Applause)</remark> And pay.</p></speech>'),
    );
    expect(remark.statements[0]?.text).toBe("We stay.\n\nAnd pay.");
    expect(remark.statements[0]?.appearance.passage.exact).toBe("We stay.\n\n(Applause)\n\nAnd pay.");
    expectHolds(remark);
  });

  test("a transcript is read in NFC with single spaces, with CDATA, nested speeches and prefixed names", async () => {
    const article = await articleOf(
      inputText(
        "2031-05-14.xml",
        `<an:akomaNtoso xmlns:an="x"><an:debate><an:debateBody><an:speech>Cafe\u0301  &#x1F6A2;\t<![CDATA[<b>]]>
          <an:speech>inner\x7f</an:speech> outer</an:speech></an:debateBody></an:debate></an:akomaNtoso>`,
      ),
    );
    expect(article.body).toBe("Café 🚢 <b>\n\ninner\n\nouter");
    expect(article.statements.map(({ text }) => text)).toEqual(["Café 🚢 <b>\n\nouter", "inner"]);
    expectHolds(article);
  });

  test.each([
    ["問", true],
    ["提問者 1", true],
    ["Audience Member", true],
    ["Male Participant", true],
    ["An unidentified voice", true],
    ["A. Voice", false],
    ["Mark", false],
    ["王主席", false],
  ])("a speaker called %s is nobody: %s", async (label, isUnnamed) => {
    const meta = `<references><TLCPerson id="x" showAs="${label}"/></references>`;
    const { statements } = await articleOf(transcript('<speech by="#x"><p>Why?</p></speech>', { meta }));
    expect(statements[0]?.speaker).toEqual(isUnnamed ? { status: "UNNAMED" } : { name: label, kind: "PERSON" });
  });
});

describe("of an article", () => {
  test.each([
    ["2031-05-14 The harbour", "The harbour"],
    ["2031‑05‑14 The harbour", "The harbour"],
    ["20310514 The harbour", "The harbour"],
    ["5/14 The harbour", "The harbour"],
    ["The harbour（2031-05-14）", "The harbour"],
    ["2031-05-13 The harbour", "2031-05-13 The harbour"],
    ["514 The harbour", "514 The harbour"],
    ["2031-05-14", "2031-05-14"],
  ])("a transcript's headline is its heading without the date: %s", async (heading, headline) => {
    expect((await articleOf(transcript(`<heading>${heading}</heading>${SPEECH}`))).headline).toBe(headline);
  });

  test.each(["\u0080", "\u0085", "\u0092", "\u009f"])(
    "a transcript with the stray control character %j is taken, with a space for it, and every offset holds",
    async (stray) => {
      const article = await articleOf(transcript(`<speech by="#ada"><p>The${stray}harbour</p><p>stays.</p></speech>`));
      expect(article.body).toContain("The harbour");
      expectHolds(article);
    },
  );

  test("a transcript without a heading is called by its file's name, its address by the whole path", async () => {
    const { headline, url } = await articleOf(transcript(SPEECH, { name: "2031/2031-05-14-The harbour.akn.xml" }));
    expect(headline).toBe("2031-05-14-The harbour");
    expect(url).toBe("urn:onrecord:akoma-ntoso:2031/2031-05-14-The%20harbour");
  });

  test.each<[string, string, Defaults]>([
    ["en", "<p>What we are discussing here today is the future of the whole harbour.</p>", {}],
    ["fr", "<p>Nous parlons aujourd’hui de l’avenir du port et de tous ceux qui y travaillent.</p>", {}],
    ["zh-Hant", "<p>這是我們國家的港口，大家都來說說看。</p>", {}],
    ["zh-Hans", "<p>这是我们国家的港口，大家都来说说看。</p>", {}],
    ["ja", "<p>私たちは港を守ります。ここにずっとあります。</p>", {}],
    ["ko", "<p>우리는 항구를 지킬 것입니다. 여기에 있습니다.</p>", {}],
    ["und", "<p>港は開いて</p>", {}],
    ["und", "<p>123</p>", {}],
    ["de", "<p>What we are discussing here today.</p>", { language: "de" }],
  ])("a transcript's language is %s", async (language, words, defaults) => {
    const article = await articleOf(transcript(`<speech by="#ada">${words}</speech>`), {
      source: "Brandt",
      ...defaults,
    });
    expect(article.language).toBe(language);
  });

  test("a transcript's publisher and agency are those that the command names", async () => {
    expect(await articleOf(transcript(SPEECH), { source: "Brandt", wire: "Coast Wire" })).toMatchObject({
      source: { name: "Brandt", kind: "INSTITUTION" },
      wire: { name: "Coast Wire", kind: "AGENCY" },
    });
  });
});

describe("refused", () => {
  const work = (date: string) => ({
    meta: `<identification><FRBRWork><FRBRdate date="${date}"/></FRBRWork></identification>`,
  });
  test.each<[string, InputFile, Partial<Rejection>]>([
    ["a file without a date", transcript(SPEECH, { name: "Harbour.xml" }), { code: "NO_DATE", records: 1 }],
    ["31 February", transcript(SPEECH + SPEECH, { name: "2031-02-31.xml" }), { code: "BAD_DATE", records: 2 }],
    ["the year 0", transcript(SPEECH, work("0000-05-14")), { code: "BAD_DATE" }],
    ["the year 9999", transcript(SPEECH, { ...work("9999-12-31"), name: "Harbour.xml" }), { code: "NO_DATE" }],
    ["a file without speeches", transcript("<p>Nobody came.</p>"), { code: "INCOMPLETE", records: 1 }],
    ["another kind of XML", inputText("a.xml", "<html><p>Hello</p></html>"), { code: "MALFORMED" }],
    ["no XML at all", inputText("a.xml", "Hello"), { code: "MALFORMED" }],
    ["an empty file", inputText("a.xml", ""), { code: "MALFORMED" }],
    ["many speeches", transcript(SPEECH.repeat(20_001)), { code: "TOO_LARGE", records: 20_001 }],
    ["a long heading", transcript(`<heading>${"a".repeat(1001)}</heading>${SPEECH}`), { code: "TOO_LARGE" }],
    [
      "a long body",
      transcript(`${SPEECH}<speech><p>${"港".repeat(2_000_000)}</p></speech>`),
      { code: "TOO_LARGE", records: 2 },
    ],
  ])("a speech is rejected if it is unusable: %s", async (_, file, expected) => {
    expect(await refusalOf(file)).toMatchObject(expected);
  });

  test("a transcript is rejected if nobody knows its publisher", async () => {
    expect(await refusalOf(transcript(SPEECH), {})).toMatchObject({
      code: "INCOMPLETE",
      message: 'The file does not say who published it: add --source "Name".',
    });
  });

  test("a speech that is too long is rejected, and its neighbours are read", async () => {
    const { articles, rejected } = await read(
      transcript(`${SPEECH}<speech by="#ada"><p>${"a".repeat(20_001)}</p></speech>`),
      { source: "Brandt" },
    );
    expect(articles[0]?.statements).toHaveLength(1);
    expect(rejected).toMatchObject([{ code: "TOO_LARGE", place: { line: 2, record: "speech 2" } }]);
  });

  test("a transcript that is cut off is rejected at its line, and its speeches are read", async () => {
    const whole = await inputFile(FIXTURE).text();
    expect(await refusalOf(inputText("a.xml", whole.slice(0, whole.indexOf("(laughter)"))))).toMatchObject({
      code: "MALFORMED",
      place: { line: 40 },
      records: 4,
      message: "The file is not well-formed XML (unclosed tag: narrative): correct it there, or download it again.",
    });
  });
});

describe("made to do harm", () => {
  const bomb = `<!DOCTYPE a [<!ENTITY a "ha">${"bcdefghij".replace(/./g, (name, i: number) => `<!ENTITY ${name} "${`&${"abcdefghij"[i]};`.repeat(10)}">`)}]>`;
  test.each<[string, string, RegExp]>([
    ["an XML bomb", `${bomb}<akomaNtoso>&j;</akomaNtoso>`, /DOCTYPE/],
    [
      "an external entity",
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso>&x;</akomaNtoso>',
      /DOCTYPE/,
    ],
    ["an external DTD", '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><akomaNtoso/>', /DOCTYPE/],
    ["an entity that nobody declares", "<akomaNtoso>&nbsp;</akomaNtoso>", /undefined entity/],
    ["an entity that only JavaScript knows", "<akomaNtoso>&constructor;</akomaNtoso>", /undefined entity/],
    ["a character that is none", "<akomaNtoso>&#xD800;</akomaNtoso>", /malformed character entity/],
  ])("a transcript with %s is rejected", async (_, content, message) => {
    expect(await refusalOf(inputText("2031-05-14.xml", content))).toMatchObject({
      code: "MALFORMED",
      message: expect.stringMatching(message),
    });
  });

  test("a transcript nested 10,000 deep is rejected", async () => {
    const deep = `<akomaNtoso>${"<p>".repeat(10_000)}${"</p>".repeat(10_000)}</akomaNtoso>`;
    expect(await refusalOf(inputText("2031-05-14.xml", deep))).toMatchObject({ code: "TOO_LARGE" });
  });

  test.each<[string, string | Buffer, RegExp]>([
    ["UTF-16", Buffer.from("\ufeff<akomaNtoso/>", "utf16le"), /UTF-16/],
    ["UTF-16 without its mark", Buffer.from("<akomaNtoso/>", "utf16le"), /UTF-16/],
    ["Latin-1", Buffer.from("<akomaNtoso>Café</akomaNtoso>", "latin1"), /Latin-1/],
    ["bytes that are cut within a letter", Buffer.from("<akomaNtoso>港").subarray(0, -1), /middle of a character/],
    ["another encoding by its own word", '<?xml version="1.0" encoding="Big5"?><akomaNtoso/>', /Big5/],
  ])("a transcript in %s is unreadable", async (_, content, message) => {
    const reading = read(inputText("2031-05-14.xml", content), { source: "Brandt" });
    await expect(reading).rejects.toMatchObject({ name: "UnreadableError", message: expect.stringMatching(message) });
  });

  test("a transcript of more than 32 MB is not read to its end", async () => {
    let given = 0;
    const endless: InputFile = {
      ...inputText("a.xml", ""),
      async *bytes() {
        yield Buffer.from("<akomaNtoso>");
        for (; ; given++) yield Buffer.alloc(1024 * 1024, " ");
      },
    };
    await expect(read(endless)).rejects.toMatchObject({ name: "UnreadableError", code: "TOO_LARGE" });
    expect(given).toBeLessThan(40);
  });
});

describe("the dates of a transcript", () => {
  const dates = (
    preface: string,
    work: string,
    more = "",
  ) => `<akomaNtoso><debate><meta><identification><FRBRWork>${work}</FRBRWork></identification>
    ${more}</meta><preface><p>${preface}</p></preface><debateBody>${SPEECH}</debateBody></debate></akomaNtoso>`;
  const PRINTED = '<docDate date="2031-09-20">20 September 2031</docDate>';
  const day = (date: string, name = "sitting") => `<FRBRdate date="${date}" name="${name}"/>`;

  test.each<[string, string, string]>([
    ["3000-01-01 is none beside a docDate", PRINTED, day("3000-01-01")],
    ["9999-12-31 is none beside a docDate", PRINTED, day("9999-12-31")],
    ["a docDate counts before a FRBRdate", PRINTED, day("2032-02-02")],
    ["a docDate in words", "<docDate>Saturday, 20 September 2031</docDate>", day("0001-01-01")],
    ["a docDate that is a placeholder does not count", '<docDate date="0001-01-01"/>', day("2031-09-20")],
    ["the docDate that is the work's date", `<docDate date="2031-10-01"/>${PRINTED}`, day("2031-09-20")],
    ["1900-01-01 is none beside another", "", day("1900-01-01") + day("2031-09-20")],
    ["1970-01-01 is none beside another", PRINTED, day("1970-01-01")],
    ["the day in the address", "", `<FRBRuri value="/vm/2031-09-20"/>${day("3000-01-01")}`],
    [
      "the day in the address before that of the mark-up",
      "",
      `<FRBRuri value="/vm/2031-09-20"/>${day("2032-01-01", "generation")}`,
    ],
    ["a FRBRdate alone", "", day("2031-09-20", "generation")],
  ])("a transcript was said on one day: %s", async (_, preface, work) => {
    const { publishedAt, statements } = await articleOf(inputText("sitting.xml", dates(preface, work)));
    expect([publishedAt, statements[0]?.saidAt]).toEqual(["2031-09-20", "2031-09-20"]);
  });

  test.each([
    ['<publication date="2031-09-25" name="Hansard" showAs="Hansard"/>', "2031-09-25"],
    ['<publication date="2031-09-01" name="Hansard" showAs="Hansard"/>', "2031-09-20"],
    ['<publication date="3000-01-01" name="Hansard" showAs="Hansard"/>', "2031-09-20"],
  ])("a transcript tells when it was published, too: %s", async (publication, published) => {
    const { publishedAt, statements } = await articleOf(inputText("a.xml", dates(PRINTED, "", publication)));
    expect([publishedAt, statements[0]?.saidAt]).toEqual([published, "2031-09-20"]);
  });
});

const describeWithCorpus = existsSync(CORPUS) ? describe : describe.skip;
if (!existsSync(CORPUS)) console.info("Left out: the corpus of transcripts, which is not on this computer.");

describeWithCorpus("the transcripts of Taiwan's digital ministry", () => {
  const names = existsSync(CORPUS) ? readdirSync(CORPUS).filter(akomaNtoso.isOwn) : [];

  test("the 361 transcripts of Taiwan's digital ministry are read whole: 77,329 speeches, none of them lost", async () => {
    const total = new Map<string, number>();
    const sittings = new Set<string>();
    const count = (what: string, by = 1) => void total.set(what, (total.get(what) ?? 0) + by);
    for (const name of names) {
      const { articles, rejected, leftOut } = await read(inputFile(join(CORPUS, name)), { source: "PDIS" });
      const [article] = articles as [ArticleDraft];
      expectHolds(article);
      expect(name.startsWith(article.publishedAt)).toBe(true);
      expect(article.headline).not.toContain(article.publishedAt);
      count("articles", articles.length);
      count(article.language);
      for (const { speaker } of article.statements) count(Object.keys(speaker)[0] as string);
      count("rejected", rejected.length);
      for (const { occasion, saidAt } of article.statements) {
        const { name: sitting, startsOn } = occasion as EventDraft;
        sittings.add(sitting);
        count("said on the day of their sitting", startsOn === saidAt ? 1 : 0);
      }
      for (const { reason, records } of leftOut) count(reason, records);
    }
    expect(sittings.size).toBe(361);
    expect(Object.fromEntries(total)).toEqual({
      "said on the day of their sitting": 77_329,
      ...{ articles: 361, "zh-Hant": 263, en: 97, fr: 1 },
      // The sum is 77,329.
      ...{ name: 76_458, status: 869, mention: 2, rejected: 0 },
      narrative: 1_501,
    });
  });
});
