import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readDocument } from "../../src/document/document.ts";
import { csv } from "../../src/formats/csv.ts";
import type { Defaults, Reading } from "../../src/formats/drafts.ts";
import { UnreadableError } from "../../src/formats/rejections.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { documentOf } from "./draftDocument.ts";
import { inputFile, inputText } from "./inputFile.ts";
import { type Read, readAll, sortReadings } from "./readings.ts";

const FIXTURE = join(packageRoot(), "tests/fixtures/csv/harbour.csv");

function read(content: string | Buffer, defaults: Defaults = { source: "The Ostrin Post" }): Promise<Read> {
  return readAll(csv, inputText("table.csv", content), defaults);
}

/** Returns a table with the required columns. */
const table = (...rows: string[]) => `speaker,text,date\n${rows.join("\n")}\n`;

test("the column at names the event at which something was said", async () => {
  for (const column of ["at", "Event", "occasion"]) {
    const { statements } = await read(`speaker,text,date,${column}\nAda,One,2031,Port festival\nAda,Two,2031,\n`);
    expect(statements.map(({ occasion }) => occasion)).toEqual(["Port festival", undefined]);
  }
});

describe("the columns to and via", () => {
  test.each(["to", "Addressed to", "An", "adressé à", "aan", "till", "do kogo", "Кому"])(
    "the column %s has the speakers to whom something was said",
    async (column) => {
      const cells = ["Mira Halvorsen; Piet Oske", "the council | Mayor Ada Brandt", "unknown", ""];
      const rows = cells.map((cell, i) => `Ada,Words ${i},2031,${cell}`).join("\n");
      const { statements, rejected } = await read(`speaker,text,date,${column}\n${rows}\n`);
      expect(rejected).toEqual([]);
      expect(statements.map(({ addressees }) => addressees)).toMatchObject([
        [{ name: "Mira Halvorsen" }, { name: "Piet Oske" }],
        [{ mention: "the council" }, { cell: "Mayor Ada Brandt" }],
        [{ status: "UNKNOWN" }],
        undefined,
      ]);
    },
  );

  test("the column via has those by way of whom words come, beside the printed addressee", async () => {
    const { statements } = await read("speaker,text,date,via,said to\nAda,Words,2031,The Post; Piet Oske,reporters\n");
    expect(statements).toMatchObject([
      { via: [{ name: "The Post" }, { name: "Piet Oske" }], appearance: { addressee: "reporters" } },
    ]);
    expect(statements[0]).not.toHaveProperty("addressees");
  });

  test.each([
    ["to", "Piet Oske; piet oske", "The column “to” has “piet oske” twice: leave one."],
    ["via", "Piet; ADA", "The column “via” has the speaker, “ADA”: name others only."],
    [
      "to",
      Array.from({ length: 1_000 }, (_, i) => `Speaker ${i}`).join(";"),
      "The column “to” has 1000 speakers: name at most 50.",
    ],
  ])("a cell of the column %s is refused by name: %#", async (column, cell, message) => {
    const { rejected } = await read(`speaker,text,date,${column}\nAda,Words,2031,${cell}\n`);
    expect(rejected).toMatchObject([{ code: "MALFORMED", message }]);
  });
});

describe("the column stance", () => {
  const stanceTable = (...cells: string[]) =>
    `speaker,text,date,stance\n${cells.map((cell, i) => `Ada,Words ${i},2031,"${cell}"`).join("\n")}\n`;

  test("a stance is a position, a colon and a proposition; several are separated", async () => {
    const { statements, rejected } = await read(
      stanceTable(
        "for: A ceasefire in Idlib",
        "Against (they all shoot): A truce: now | neutral : fees-rise",
        "conditional (if the boats come (soon)): More boats; pro: Fees",
        "",
      ),
    );
    expect(rejected).toEqual([]);
    expect(statements.map(({ stances }) => stances)).toEqual([
      [{ position: "SUPPORTS", proposition: "A ceasefire in Idlib" }],
      [
        { position: "OPPOSES", note: "they all shoot", proposition: "A truce: now" },
        { position: "NEUTRAL", proposition: "fees-rise" },
      ],
      [
        { position: "CONDITIONAL", note: "if the boats come (soon)", proposition: "More boats" },
        { position: "SUPPORTS", proposition: "Fees" },
      ],
      [],
    ]);
    expect((await read(table("Ada,Words,2031"))).statements[0]).not.toHaveProperty("stances");
  });

  test.each([
    ["A ceasefire in Idlib", "The stance “A ceasefire in Idlib” is not understood"],
    ["maybe: A ceasefire", "The stance “maybe: A ceasefire” is not understood"],
    ["for:", "The stance “for:” is not understood"],
    ["conditional: A ceasefire", "The stance on “A ceasefire” is conditional: write on what it depends in brackets"],
    ["for: A ceasefire; against: a Ceasefire", "The stance on “a Ceasefire” is given twice"],
  ])("a row with the stance %j is rejected", async (cell, message) => {
    const { statements, rejected } = await read(stanceTable(cell));
    expect(statements).toEqual([]);
    expect(rejected).toMatchObject([{ code: "MALFORMED", message: expect.stringContaining(message) }]);
  });
});

describe("the fixture", () => {
  test("the fixture of CSV is read as docs/import/csv.md says, every row accounted for", async () => {
    const { articles, statements, rejected, leftOut } = await readAll(csv, inputFile(FIXTURE));
    expect(articles).toHaveLength(3);
    expect(articles[0]).toMatchObject({
      url: "https://ostrin-post.example/harbour",
      headline: "Harbour to reopen",
      publishedAt: "2031-03-04",
      language: "en",
      source: { name: "The Ostrin Post", kind: "OUTLET" },
      wire: { name: "Norrvik Press", kind: "AGENCY" },
    });
    expect(statements.map(({ kind, text, speaker }) => ({ kind, text, speaker }))).toEqual([
      { kind: "DIRECT", text: "We will open the harbour in spring.", speaker: { name: "Mira Halvorsen" } },
      { kind: "MIXED", text: 'The repairs cost "twice what we were told", he said.', speaker: { name: "Tomas Reyl" } },
      { kind: "INDIRECT", text: "The harbour master wants a second crane.", speaker: { status: "UNKNOWN" } },
      { kind: "INDIRECT", text: "Nobody has asked the fishermen.", speaker: { mention: "a senior official" } },
      { kind: "INDIRECT", text: "The mayor keeps her word.", speaker: { name: "Ilse Brandt" } },
    ]);
    expect(statements[0]?.topics).toEqual(["Ostrin", "harbours"]);
    expect(articles[1]).toMatchObject({
      url: expect.stringMatching(/^urn:onrecord:csv:[0-9a-f]{32}$/),
      headline: "The harbour: what is known,\nand what is not",
      publishedAt: "2031-03",
    });
    expect(articles[2]?.statements.map(({ place }) => place)).toEqual([{ file: FIXTURE, line: 10 }]);
    expect(rejected.map(({ place, code }) => [place.line, code])).toEqual([
      [7, "BAD_DATE"],
      [8, "AMBIGUOUS_DATE"],
    ]);
    // The file has ten lines: one is part of a cell, one is the header.
    expect(statements.length + rejected.length + leftOut.length).toBe(
      readFileSync(FIXTURE, "utf8").trimEnd().split("\n").length - 2,
    );
  });

  test("the fixture of CSV is the example of docs/import/csv.md", () => {
    const page = readFileSync(join(packageRoot(), "docs/import/csv.md"), "utf8");
    expect(page).toContain(readFileSync(FIXTURE, "utf8"));
  });

  test("the fixture of CSV makes articles that the archive takes", async () => {
    const { articles } = await readAll(csv, inputFile(FIXTURE));
    for (const article of articles) expect(() => readDocument(documentOf(article))).not.toThrow();
  });
});

describe("the header", () => {
  test.each([
    ["in any order, case and spelling", " DATE ;said_by; Téxt:\n2031-03-04;Mira Halvorsen;Spring it is."],
    ["between tabs", "Speaker\tQuotation\tPublished at\nMira Halvorsen\tSpring it is.\t2031-03-04"],
    ["between bars", "who|statement|day\nMira Halvorsen|Spring it is.|2031-03-04"],
    ["with a byte order mark and CR LF", "\ufeffspeaker,text,date\r\nMira Halvorsen,Spring it is.,2031-03-04\r\n"],
    [
      "behind the line that spreadsheets write for themselves",
      "sep=;\r\nspeaker;text;date\r\nMira Halvorsen;Spring it is.;2031-03-04",
    ],
    [
      "quoted, with columns that nobody knows",
      '"id","text","speaker","date","colour"\n1,"Spring it is.","Mira Halvorsen",2031-03-04,blue',
    ],
    [
      "a column's own name before any other",
      "title,quote,text,speaker,date\nA,No.,Spring it is.,Mira Halvorsen,2031-03-04",
    ],
  ])("a header is understood %s", async (_, content) => {
    const { articles, statements } = await read(content);
    expect(articles).toMatchObject([{ publishedAt: "2031-03-04" }]);
    expect(statements).toMatchObject([{ text: "Spring it is.", speaker: { name: "Mira Halvorsen" } }]);
  });

  test("a header with 300 columns is understood", async () => {
    const others = Array.from({ length: 297 }, (_, i) => `c${i}`);
    const { statements } = await read(
      `${others},speaker,text,date\n${others.fill("")},Mira Halvorsen,Spring it is.,2031-03-04`,
    );
    expect(statements).toHaveLength(1);
  });

  test.each([
    ["without the text and the date", "a,b,c\n1,2,3\n4,5,6", /no column “text” and “date”/],
    ["of numbers only, as a table without one", "1,2,2031-03-04\n4,5,6\n7,8,9", /no column “text” and “date”/],
    [
      "with two columns for one thing",
      "quote,statement,date\n1,2,3\n4,5,6",
      /Two columns mean “text”: “quote” and “statement”/,
    ],
    ["with a quotation mark too many", 'text,"date,speaker\n1,2,3\n4,5,6', /opened and never closed/],
  ])("a header with %s rejects every row of the file", async (_, content, message) => {
    const { rejected, statements } = await read(content);
    expect(statements).toEqual([]);
    expect(rejected).toEqual([
      {
        place: { file: "corpus/table.csv", line: 1 },
        code: "MALFORMED",
        message: expect.stringMatching(message),
        records: 2,
      },
    ]);
  });

  test("a header alone, or an empty file, has no records", async () => {
    expect(await read("speaker,text,date\n")).toMatchObject({ articles: [], rejected: [], leftOut: [] });
    expect(await read("")).toMatchObject({ articles: [], rejected: [], leftOut: [] });
  });
});

describe("rows", () => {
  test.each([
    ["without words", "Mira Halvorsen,,2031-03-04", "INCOMPLETE", /text is empty/],
    ["of quotation marks only", 'Mira Halvorsen,"""""",2031-03-04', "INCOMPLETE", /text is empty/],
    ["without a date", "Mira Halvorsen,Spring it is.,", "NO_DATE", /date is empty/],
    ["that end too early", "Mira Halvorsen,Spring it is.", "NO_DATE", /date is empty/],
    ["with a date in two ways", "Mira Halvorsen,Spring it is.,03/04/2018", "AMBIGUOUS_DATE", /two ways/],
    ["with a day that is none", "Mira Halvorsen,Spring it is.,31 February 2018", "BAD_DATE", /does not exist/],
    ["with a cell too many", "Mira Halvorsen,Spring, it is.,2031-03-04", "MALFORMED", /4 cells and the header 3/],
    ["with a mark inside of a cell", 'Mira Halvorsen,"Spring" it is.,2031-03-04', "MALFORMED", /inside a cell/],
    [
      "with more words than a statement has",
      `Mira Halvorsen,${"long ".repeat(4_001)},2031-03-04`,
      "TOO_LARGE",
      /20000 characters/,
    ],
    ["with a name that is a text", `${"long ".repeat(61)},Spring it is.,2031-03-04`, "TOO_LARGE", /300 characters/],
  ])("a row with %s is rejected with its line", async (_, row, code, message) => {
    const good = "Ilse Brandt,The mayor keeps her word.,2031-03-04";
    const { rejected, statements } = await read(table(good, row, good.replace("her", "a")));
    expect(rejected).toEqual([
      { place: { file: "corpus/table.csv", line: 3 }, code, message: expect.stringMatching(message) },
    ]);
    expect(statements).toHaveLength(2);
  });

  test.each([
    ["kind", "maybe", /kind “maybe” is unknown/],
    ["kind", "mixed", /the text has no quotation marks/],
    ["url", "ostrin-post.example", /not a web address/],
    ["url", "javascript:alert(1)", /not a web address/],
  ])("a row whose %s is %s is rejected", async (column, value, message) => {
    const { rejected } = await read(`text,date,${column}\nSpring it is.,2031-03-04,${value}\n`);
    expect(rejected).toMatchObject([{ code: "MALFORMED", message: expect.stringMatching(message) }]);
  });

  test("a row without a source says which column and which option help", async () => {
    const content = table("Ilse Brandt,One.,2031-03-04", "Ilse Brandt,Two.,2031-03-04");
    const { rejected } = await read(content, {});
    expect(rejected.map(({ place, code }) => [place.line, code])).toEqual([
      [2, "INCOMPLETE"],
      [3, "INCOMPLETE"],
    ]);
    expect(rejected[0]?.message).toMatch(/“source”.*--source/);
  });

  test("a row that occurs twice in an article is rejected once", async () => {
    const row = "Ilse Brandt,The mayor keeps her word.,2031-03-04";
    const { rejected, statements } = await read(table(row, row, row.replace("Ilse Brandt", "Tomas Reyl")));
    expect(rejected).toMatchObject([{ place: { line: 3 }, code: "DUPLICATE" }]);
    expect(statements).toHaveLength(2);
  });

  test("a row of empty cells is left out and counted", async () => {
    expect(await read(table(",,", "  , ,", "", "Ilse Brandt,One.,2031"))).toMatchObject({
      leftOut: Array(3).fill({ reason: "empty rows", records: 1 }),
      rejected: [],
      statements: [{}],
    });
  });

  test("a row behind a quotation mark that is never closed is read all the same", async () => {
    const { rejected, statements } = await read(
      table(
        'Ilse Brandt,"The mayor keeps her word.,2031-03-04',
        'Tomas Reyl,"Two, three.",2031-03-04',
        "Tomas Reyl,Four.,2031-03-04",
      ),
    );
    expect(rejected).toMatchObject([
      { place: { line: 2 }, code: "MALFORMED", message: expect.stringMatching(/never closed/) },
    ]);
    expect(statements.map(({ text }) => text)).toEqual(["Two, three.", "Four."]);
  });

  test("a row between two unclosed quotation marks is read too", async () => {
    const bad = 'Ilse Brandt,"Never closed.,2031-03-04';
    const good = Array.from({ length: 1_500 }, (_, i) => `Tomas Reyl,"Number ${i}.",2031-03-04`);
    const { rejected, statements } = await read(
      table(bad, ...good, bad, ...good.map((row) => row.replace("Number", "No"))),
    );
    expect(rejected.map(({ place }) => place.line)).toEqual([2, 1_503]);
    expect(statements).toHaveLength(3_000);
  });

  test("a row of several lines knows the line that it begins on", async () => {
    const { statements } = await read(
      table('Ilse Brandt,"One,\r\n\r\ntwo.",2031-03-04', "Ilse Brandt,Three.,2031-03-04"),
    );
    expect(statements.map(({ text, place }) => [text, place.line])).toEqual([
      ["One,\n\ntwo.", 2],
      ["Three.", 5],
    ]);
  });

  test("a row of more than 16 MB is rejected, and the rest is read", async () => {
    const { rejected, statements } = await read(table("x".repeat(17_000_000), "Ilse Brandt,One.,2031-03-04"));
    expect(rejected).toMatchObject([{ place: { line: 2 }, code: "TOO_LARGE" }]);
    expect(statements).toHaveLength(1);
  });
});

describe("the kind", () => {
  test.each([
    ["“Spring it is.”", "", "DIRECT", "Spring it is."],
    ["„Im Frühjahr“.", "", "DIRECT", "Im Frühjahr"],
    ["«Весной».", "", "DIRECT", "Весной"],
    ["«Мы не „заплатим“ дважды».", "", "DIRECT", "Мы не „заплатим“ дважды"],
    ["« Nous ne “paierons” pas »", "", "DIRECT", "Nous ne “paierons” pas"],
    ["「私は『払わない』と言った」", "", "DIRECT", "私は『払わない』と言った"],
    ["<<Nous payons>>", "", "DIRECT", "Nous payons"],
    ["Spring, ＂it is＂.", "", "MIXED", "Spring, ＂it is＂."],
    ["“Spring,” she said, “it is.”", "", "MIXED", "“Spring,” she said, “it is.”"],
    ["It won't be summer.", "", "INDIRECT", "It won't be summer."],
    ["Spring it is.", "Direct", "DIRECT", "Spring it is."],
    ["“Spring it is.”", "direct", "DIRECT", "Spring it is."],
    ["“Spring it is.”", "INDIRECT", "INDIRECT", "“Spring it is.”"],
    ["Spring, “it is”.", "mixed", "MIXED", "Spring, “it is”."],
  ])("a text of %s, with %j in the column, is %s: %s", async (text, said, kind, shown) => {
    const { statements, articles } = await read(`text;date;kind\n${text};2031-03-04;${said}`);
    expect(statements).toMatchObject([{ kind, text: shown, appearance: { passage: { exact: shown } } }]);
    for (const article of articles) expect(() => readDocument(documentOf(article))).not.toThrow();
  });
});

describe("the speaker", () => {
  test.each([
    ["Mira Halvorsen", { name: "Mira Halvorsen" }],
    ["The White House", { name: "The White House" }],
    ["The mayor", { mention: "The mayor" }],
    ["Ilse von der Reyl", { name: "Ilse von der Reyl" }],
    ["唐小明", { name: "唐小明" }],
    ["officials", { mention: "officials" }],
    ["A senior EU official", { mention: "A senior EU official" }],
    ["he", { mention: "he" }],
    ["Anonymous", { status: "UNNAMED" }],
    ["unknown", { status: "UNKNOWN" }],
    ["-", { status: "UNKNOWN" }],
    ["", { status: "UNKNOWN" }],
  ])("a cell for the speaker is read as it is meant: %j", async (cell, speaker) => {
    const { statements } = await read(table(`${cell},Spring it is.,2031-03-04`));
    expect(statements).toMatchObject([{ speaker }]);
  });
});

describe("articles", () => {
  const header = "text,date,url,headline,source,wire";

  test("an article gathers its rows from anywhere in the file and takes the last date", async () => {
    const { articles } = await read(
      [
        header,
        "One.,2031-03-04,https://a.example/1,,,",
        "Two.,2031-03-04,https://a.example/2,,,",
        "Three.,2031-03-06,https://a.example/1,Late,Norrvik Weekly,",
      ].join("\n"),
    );
    expect(articles).toMatchObject([
      {
        url: "https://a.example/1",
        headline: "Late",
        publishedAt: "2031-03-06",
        source: { name: "Norrvik Weekly" },
        statements: [{ text: "One.", saidAt: "2031-03-04" }, { text: "Three." }],
      },
      { url: "https://a.example/2", headline: "Untitled" },
    ]);
    expect(articles[0]?.statements[1]).not.toHaveProperty("saidAt");
    expect(articles[0]).not.toHaveProperty("isPartial");
  });

  test("an article without an address is known by headline, source and date", async () => {
    const row = "One.,2031-03-04,,Harbour,Norrvik Weekly,";
    const { articles } = await read(
      [header, row, row.replace("One", "Two"), row.replace("One", "Three").replace("-04", "-05")].join("\n"),
    );
    expect(articles.map(({ statements }) => statements.length)).toEqual([2, 1]);
    const again = await read([header, row].join("\n"));
    expect(again.articles[0]?.url).toBe(articles[0]?.url);
  });

  test("an article takes the command's defaults for whatever it leaves out", async () => {
    const { articles } = await read(
      [header, "Un.,2031,https://a.example/1,,,", "Deux.,2031,https://a.example/2,,B,Norrvik Press"].join("\n"),
      {
        source: "A",
        wire: "Norrvik Wire",
        language: "fr",
      },
    );
    expect(articles).toMatchObject([
      { language: "fr", source: { name: "A" }, wire: { name: "Norrvik Wire" } },
      { language: "fr", source: { name: "B" }, wire: { name: "Norrvik Press" } },
    ]);
  });

  test("an article is not supplied by its own publisher, and few words have no language", async () => {
    const { articles } = await read([header, "One.,2031,https://a.example/1,,Norrvik Press,NORRVIK PRESS"].join("\n"));
    expect(articles[0]).not.toHaveProperty("wire");
    expect(articles[0]?.language).toBe("und");
  });
});

describe("a long table", () => {
  test("a long table is passed on in parts, every row once, and never held as a whole", async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, i) => `Number ${i}.,2031-03-04,https://a.example/${i % 40_000 === 0 ? 0 : i}`,
    );
    const { articles, statements } = await read(`text,date,url\n${rows.join("\n")}`);
    expect(statements).toHaveLength(60_000);
    expect(new Set(statements.map(({ text }) => text)).size).toBe(60_000);
    expect(articles.every(({ isPartial }) => isPartial)).toBe(true);
    expect(
      articles.filter(({ url }) => url === "https://a.example/0").map(({ statements: { length } }) => length),
    ).toEqual([2]);
    expect(articles).toHaveLength(59_999);
  });
});

describe("a damaged file", () => {
  test("a damaged table yields what stands before the damage and says what is wrong", async () => {
    const content = Buffer.concat([
      Buffer.from(table("Ilse Brandt,One.,2031-03-04")),
      Buffer.from("Tomas Reyl,Frühling".slice(0, 14)),
      Buffer.from("\xfc\x81\x8d hling.,2031\n", "latin1"),
    ]);
    const readings: Reading[] = [];
    const reading = (async () => {
      for await (const each of csv.read(inputText("table.csv", content), { source: "A" })) readings.push(each);
    })();
    await expect(reading).rejects.toThrow(UnreadableError);
    await expect(reading).rejects.toThrow(/Line 3 is not in UTF-8/);
    expect(sortReadings(readings).articles).toMatchObject([{ isPartial: true, statements: [{ text: "One." }] }]);
  });
});
