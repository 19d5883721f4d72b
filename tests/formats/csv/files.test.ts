import { describe, expect, test } from "@jest/globals";
import { csv } from "../../../src/formats/csv.ts";
import type { Defaults } from "../../../src/formats/drafts.ts";
import { inputText } from "../inputFile.ts";
import { readAll } from "../readings.ts";

const read = (content: string | Buffer, defaults: Defaults = {}) =>
  readAll(csv, inputText("table.csv", content), { source: "The Ostrin Post", ...defaults });

const texts = async (...given: Parameters<typeof read>) => (await read(...given)).statements.map(({ text }) => text);

describe("line ends", () => {
  const rows = ["speaker,text,date", 'Mira Halvorsen,"One, or two.",2031-03-04', "Tomas Reyl,Three.,2031-03-05"];

  test.each([
    ["CR", "\r"],
    ["LF", "\n"],
    ["CR LF", "\r\n"],
  ])("rows that end in %s are read, with and without a last line end", async (_, end) => {
    for (const last of ["", end]) {
      const { statements, rejected } = await read(rows.join(end) + last);
      expect(statements.map(({ text, place }) => [text, place.line])).toEqual([
        ["One, or two.", 2],
        ["Three.", 3],
      ]);
      expect(rejected).toEqual([]);
    }
  });

  test("a line end that two chunks share is one", async () => {
    for (let size = 990; size < 1_000; size++) {
      const content = `text,date\r\n${"x".repeat(size - 11)}\r\nOne.,2031\r\n`;
      expect(await read(content)).toMatchObject({ statements: [{ text: "One." }], rejected: [{ place: { line: 2 } }] });
    }
  });

  test("a CR within a cell of a file with LF stays a character of the text", async () => {
    expect(await texts("text,date\nOne\rtwo.,2031\n")).toEqual(["One\rtwo."]);
  });

  test.each(["\u2028", "\u0085", "\v"])("a file whose rows are one line is not taken for empty: %j", async (end) => {
    const { rejected } = await read(rows.join(end));
    expect(rejected).toMatchObject([{ code: "MALFORMED", message: expect.stringMatching(/line for each row/) }]);
  });

  test("a file of one row without a column that is known counts as one record", async () => {
    expect((await read("some words")).rejected).toMatchObject([{ code: "MALFORMED", records: 1 }]);
  });
});

describe("tables with tabs", () => {
  const table = (...rows: string[]) => `speaker\ttext\tdate\n${rows.join("\n")}\n`;
  const plain = "Ada Brandt\tRoads are cheap, he said.\t2031-03-05";

  test.each([
    ["a text in marks as a whole", ['Mira Halvorsen\t"Spring it is."\t2031', plain], "DIRECT", "Spring it is."],
    [
      "a mark that closes within a cell",
      ['Mira Halvorsen\t"Spring," she said.\t2031', plain],
      "MIXED",
      '"Spring," she said.',
    ],
    ["a mark in the middle", ['Mira Halvorsen\tIt is "spring".\t2031'], "MIXED", 'It is "spring".'],
    ["a mark that two apostrophes close", ["Mira Halvorsen\t\"Spring it is.''\t2031"], "DIRECT", "Spring it is."],
    ["a mark that is never closed", ['Mira Halvorsen\t"Spring it is.\t2031'], expect.any(String), expect.any(String)],
  ])("an unquoted table is told from %s, and no row is lost", async (_, rows, kind, text) => {
    const { statements, rejected } = await read(table(...rows, ...rows.map((row) => row.replace(/Mira|Ada/, "Ilse"))));
    expect(rejected).toEqual([]);
    expect(statements).toHaveLength(2 * rows.length);
    expect(statements[0]).toMatchObject({ kind, text });
  });

  test.each([
    ["doubled marks", 'Mira Halvorsen\t"""Spring,"" she said."\t2031', '"Spring," she said.'],
    ["a tab in a cell", 'Mira Halvorsen\t"Spring\tit is."\t2031', "Spring\tit is."],
    ["a line end in a cell", 'Mira Halvorsen\t"Spring\nit is."\t2031', "Spring\nit is."],
    ["marks around cells with a comma only", 'Mira Halvorsen\t"Spring, it is."\t2031', "Spring, it is."],
  ])("a quoted table is told from %s", async (_, row, text) => {
    expect(await texts(table(row))).toEqual([text]);
  });

  test("a table whose header is quoted is quoted", async () => {
    expect(await texts('"speaker"\t"text"\t"date"\n"Mira Halvorsen"\t"Spring it is."\t"2031"\n')).toEqual([
      "Spring it is.",
    ]);
  });
});

describe("ragged rows", () => {
  const header = "speaker,text,date,headline,url,source,topics";
  const row = ["Mira Halvorsen", "Spring it is.", "2031-03-04", "A", "https://a.example/1", "Weekly", "harbour"];

  test("a row without one of its cells is never taken with shifted cells", async () => {
    for (let at = 0; at < row.length - 1; at++) {
      const { rejected, statements } = await read(`${header}\n${row.toSpliced(at, 1).join(",")}\n`);
      expect({ at, statements }).toEqual({ at, statements: [] });
      expect(rejected).toMatchObject([{ place: { line: 2 } }]);
    }
  });

  test("a row may end before columns that a spreadsheet leaves out, if its last cell can stand nowhere else", async () => {
    const sheet = (last: string) => `source,text,date,url,topics,wire\nWeekly,Spring it is.,2031,${last}\n`;
    expect((await read(sheet("https://a.example/1"))).rejected).toEqual([]);
    expect((await read(sheet("https://a.example/1,harbour"))).rejected).toMatchObject([{ code: "MALFORMED" }]);
  });

  test.each([
    [
      "beyond the header",
      "speaker,text,date",
      "Mira Halvorsen,Spring,2031,it is.",
      /4 cells and the header 3: cell 4 \(“it is.”\)/,
    ],
    [
      "under an empty name",
      "speaker,text,,date",
      "Mira Halvorsen,Spring,it is.,2031",
      /Cell 3 \(“it is.”\) has no column name/,
    ],
    ["under a name of spaces", "speaker,text, ,date", "Mira Halvorsen,Spring,it is.,2031", /Cell 3/],
  ])("a row with a cell %s is refused with the cell", async (_, names, cells, message) => {
    const { rejected, statements } = await read(`${names}\n${cells}\n`);
    expect(rejected).toMatchObject([
      { code: "MALFORMED", place: { line: 2 }, message: expect.stringMatching(message) },
    ]);
    expect(statements).toEqual([]);
  });

  test("a column of row numbers needs no name", async () => {
    expect(await texts(",text,date\n0,One.,2031\n1,Two.,2032\n")).toEqual(["One.", "Two."]);
  });
});

describe("encodings", () => {
  const content = "speaker,text,date\nZoé Müller,“Der Frühling kommt – für alle.”,2031-03-04\n";
  const utf16 = Buffer.from(content, "utf16le");
  const western = Buffer.from(
    content.replaceAll("“", "\x93").replaceAll("”", "\x94").replaceAll("–", "\x96"),
    "latin1",
  );

  test.each<[string, Buffer, string]>([
    ["UTF-16 with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), "utf-16le"],
    ["UTF-16 without one", utf16, "utf-16le"],
    ["UTF-16 in the other order", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]).swap16(), "utf-16be"],
    ["Windows-1252", western, "windows-1252"],
  ])("a table in %s is decoded, and the report says so", async (_, bytes, encoding) => {
    const { statements, told } = await read(bytes);
    expect(statements).toMatchObject([
      { text: "Der Frühling kommt – für alle.", kind: "DIRECT", speaker: { name: "Zoé Müller" } },
    ]);
    expect(told).toEqual([`The file is read as ${encoding}`]);
  });

  test.each<[string, string, string, string]>([
    ["Cyrillic", "\xc2\xe5\xf1\xed\xe0.", "windows-1251", "Весна."],
    ["Polish", "Wa\xb3\xeasa.", "windows-1250", "Wałęsa."],
    ["Turkish", "Say\xfdn ba\xf0 ge\xe7ti.", "windows-1254", "Sayın bağ geçti."],
    ["Czech", "P\xf8\xedli\x9a brzy, \xf8ekl v\xeccn\xec.", "windows-1250", "Příliš brzy, řekl věcně."],
    ["Croatian", "Kova\xe8evi\xe6 je rekao.", "windows-1250", "Kovačević je rekao."],
    ["Hungarian", "\xc9l\xf5 k\xf6lt\xf5, \xedr\xf3.", "windows-1250", "Élő költő, író."],
    ["of an old Mac", "Die Br\x9fcke f\x8allt.", "macintosh", "Die Brücke fällt."],
    ["of an old Mac, in French", "Un \x8et\x8e tr\x8fs long.", "macintosh", "Un été très long."],
  ])(
    "a table in an encoding that is not sure is not guessed, and read as the person says: %s",
    async (_, words, encoding, text) => {
      const bytes = Buffer.from(`text,date\n"${words}",2031\n`, "latin1");
      await expect(read(bytes)).rejects.toThrow(/Line 2 is not in UTF-8/);
      expect(await texts(bytes, { encoding })).toEqual([text]);
    },
  );

  test.each([
    "Sæll, ég heiti Guðrún og þetta er síðan mín í ýmsum línum.",
    "Det blåser på fjorden – bøndene tør ikke å dra ut.",
    "O pão é bom, e as opiniões são poucas.",
    "Ta ütles: õhtul sõidab öösel üks laev.",
    "Él llegó ayer; ¿quién lo vio? Nadie, señor.",
    "L’été où l’œuvre fut achevée – « déjà vu », dit-il.",
    "È così: più perché però lì.",
    "Rock‘n‘Roll kostet 5 € … die „Größe“ zählt.",
  ])("a table in Windows-1252 is recognised by its letters: %s", async (words) => {
    const signs: Record<string, string> = {
      "€": "\x80",
      "„": "\x84",
      "…": "\x85",
      "‘": "\x91",
      "’": "\x92",
      "“": "\x93",
      "”": "\x94",
      "–": "\x96",
      œ: "\x9c",
    };
    const western = words.replace(/[€…‘’“”–œ„]/gu, (sign) => signs[sign] as string);
    expect(await texts(Buffer.from(`text,date\n"${western}",2031\n`, "latin1"))).toEqual([words]);
  });
});

describe("HTML entities", () => {
  test.each([
    ["AT&amp;T won&#39;t pay", "AT&T won't pay"],
    ["&quot;We stay&quot;, she said&#8230;", '"We stay", she said…'],
    ["it&#x2019;s &lt;5%&gt;&nbsp;now", "it’s <5%>\u00a0now"],
    ["&amp;amp; once only", "&amp; once only"],
    ["R&D; a&b; &#1; &#xD800; &unknown;", "R&D; a&b; &#1; &#xD800; &unknown;"],
  ])("%s in a table of another program is read as %s", async (written, text) => {
    expect(await texts(`text,date\n"${written.replaceAll('"', '""')}",2031\n`)).toEqual([text]);
  });

  test("the report says so once, and tables without entities and of our own say nothing", async () => {
    const header = "text,date,headline\n";
    expect((await read(`${header}A &amp; B.,2031,\nC.,2031,D &gt; E\n`)).told).toEqual([
      expect.stringMatching(/^HTML entities/),
    ]);
    expect((await read(`${header}A & B; C.,2031,\n`)).told).toEqual([]);
    const own = await read("text,date,speakerStatus\nA &amp; B.,2031,UNKNOWN\n");
    expect([own.told, own.statements.map(({ text }) => text)]).toEqual([[], ["A &amp; B."]]);
  });
});

describe("columns", () => {
  test.each([
    ["German", "Sprecher;Zitat;Datum;Überschrift;Quelle"],
    ["French", "locuteur;citation;date;titre;journal"],
    ["Spanish", "hablante;cita;fecha;título;fuente"],
    ["Italian", "parlante;citazione;data;titolo;fonte"],
    ["Portuguese", "falante;citação;data;título;fonte"],
    ["Dutch", "spreker;citaat;datum;titel;bron"],
    ["Swedish", "talare;citat;datum;rubrik;källa"],
    ["Polish", "mówca;cytat;data;tytuł;źródło"],
    ["Russian", "спикер;цитата;дата;заголовок;источник"],
    ["English", "speaker;quote;created_at;heading;outlet"],
  ])("a header in %s is understood", async (_, header) => {
    const { articles } = await read(`${header}\nMira Halvorsen;Spring it is.;2031-03-04;A;Weekly\n`);
    expect(articles).toMatchObject([
      {
        ...{ headline: "A", publishedAt: "2031-03-04", source: { name: "Weekly" } },
        statements: [{ text: "Spring it is.", speaker: { name: "Mira Halvorsen" } }],
      },
    ]);
  });

  test("a person's word for a column counts before its other names", async () => {
    const content = "Words of hers;quote;date\nOne.;Two.;2031\n";
    expect(await texts(content, { columns: { text: "words of HERS" } })).toEqual(["One."]);
    const { rejected } = await read(content, { columns: { speaker: "Sayer" } });
    expect(rejected).toMatchObject([{ message: expect.stringMatching(/no column “Sayer”: check --column/) }]);
  });

  test("a column that is filled down has the value above in empty cells", async () => {
    const { statements } = await read(
      "speaker,text,date\nMira Halvorsen,One.,2031\n,Two.,2031\nAda Brandt,Three.,2031\n,Four.,2031",
      {
        fillDown: ["speaker"],
      },
    );
    expect(statements.map(({ speaker }) => "name" in speaker && speaker.name)).toEqual([
      ...["Mira Halvorsen", "Mira Halvorsen", "Ada Brandt", "Ada Brandt"],
    ]);
  });

  test("columns that are not read are told", async () => {
    expect((await read("colour,text,date,Size\nblue,One.,2031,3\n")).told).toEqual([
      "The column “colour” is not read",
      "The column “Size” is not read",
    ]);
  });

  test("a role without a name is kept as the attribution, and is nobody", async () => {
    const { statements } = await read("speaker,text,date,role\n,Yes.,2031,mayor of Ostrin\n");
    expect(statements).toMatchObject([
      { speaker: { status: "UNKNOWN" }, appearance: { attributionText: "mayor of Ostrin" } },
    ]);
  });

  test("a row has columns for the role, the addressee and the language", async () => {
    const { statements, articles, rejected } = await read(
      "speaker,text,date,role,addressee,language\nMira Halvorsen,Oui.,2031,mayor of Ostrin,the council,French\nAda Brandt,X.,2031,,,so so\n",
    );
    expect(statements[0]).toMatchObject({
      language: "fr",
      speaker: { name: "Mira Halvorsen" },
      appearance: { attributionText: "Mira Halvorsen, mayor of Ostrin", addressee: "the council" },
    });
    expect(articles[0]).toMatchObject({ language: "fr" });
    expect(rejected).toMatchObject([{ message: expect.stringMatching(/language “so so” is unknown/) }]);
  });

  test("two dates of a row are kept apart: one is the statement's and one the article's", async () => {
    const header = (names: string) => `text,${names},url\nOne.,2031-05-01,2031-05-03,https://a.example/1\n`;
    for (const names of ["said on,published on", "Date,Published", "said_at,publication date"])
      expect((await read(header(names))).articles).toMatchObject([
        { publishedAt: "2031-05-03", statements: [{ saidAt: "2031-05-01" }] },
      ]);
    const [only] = (await read("text,published on\nOne.,2031-05-03\n")).articles;
    expect(only).toMatchObject({ publishedAt: "2031-05-03" });
    expect(only?.statements[0]).not.toHaveProperty("saidAt");
  });

  test("the order of days and months is the person's word", async () => {
    const content = "text,date\nOne.,03/04/2031\n";
    expect((await read(content, { dates: "day-first" })).articles).toMatchObject([{ publishedAt: "2031-04-03" }]);
    expect((await read(content, { dates: "month-first" })).articles).toMatchObject([{ publishedAt: "2031-03-04" }]);
    expect((await read(content)).rejected).toMatchObject([
      { code: "AMBIGUOUS_DATE", message: expect.stringMatching(/--dates day-first/) },
    ]);
  });
});
