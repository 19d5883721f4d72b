import { describe, expect, test } from "@jest/globals";
import { akomaNtoso } from "../../src/formats/akomaNtoso.ts";
import { brat } from "../../src/formats/brat.ts";
import { csv } from "../../src/formats/csv.ts";
import type { Format } from "../../src/formats/drafts.ts";
import { xlsx } from "../../src/formats/xlsx.ts";
import { undoImport } from "../../src/history/undoImport.ts";
import { rehearseImport } from "../../src/ingestion/pipeline.ts";
import { sheetRows, workbookOf } from "../formats/workbook.ts";
import { expectSound, openArchive } from "../helpers/archive.ts";
import { openFolder } from "../helpers/folder.ts";
import { contentOf, runImport, writeInput } from "./corpus.ts";

// Files that correct other files: under another name, rewritten, or with another date.

const database = openArchive({ afresh: true });
const folder = openFolder();

interface Row {
  speaker?: string;
  text: string;
  date?: string;
  headline?: string;
  url?: string;
  source?: string;
}

const COLUMNS = ["speaker", "text", "date", "headline", "url", "source"] as const;

function cellsOf(rows: readonly Row[]): string[][] {
  const full = rows.map((row) => ({ speaker: "Runa Velle", date: "2031-03-04", source: "Ostrin Post", ...row }));
  return [[...COLUMNS], ...full.map((row: Row) => COLUMNS.map((column) => row[column] ?? ""))];
}

async function sheet(name: string, rows: readonly Row[]): Promise<string> {
  const lines = cellsOf(rows).map((cells) => cells.map((cell) => `"${cell}"`).join(","));
  return writeInput(folder, name, `${lines.join("\n")}\n`);
}

function workbook(rows: readonly Row[]): Promise<Buffer> {
  return workbookOf({ sheets: { Quotes: sheetRows(...cellsOf(rows)) } });
}

/** Returns every printing: the day, the article's headline and the words. */
async function printed(): Promise<string[]> {
  const rows = await database.prisma.appearance.findMany({ include: { article: true, statement: true } });
  return rows
    .map(({ article, statement, exact }) => {
      return `${article.publishedAt.toISOString().slice(0, 10)} ${statement.saidAt.toISOString().slice(5, 10)} ${article.headline}: ${exact}`;
    })
    .sort();
}

const url = "https://news.example.org/pier";
const PIER = "The pier will be mended before the first storm of the winter comes.";
const LAMPS = "The lamps of the promenade go out at midnight from now on.";
const BOATS = "Nobody may tie up a boat at the northern wall.";

/** Corrections of a sheet with two articles, as people make them. */
const corrections: [string, Row[], string[]][] = [
  [
    "a word",
    [
      { text: PIER.replace("winter", "year"), url },
      { text: LAMPS, headline: "Lamps" },
    ],
    [`2031-03-04 03-04 Lamps: ${LAMPS}`, `2031-03-04 03-04 Untitled: ${PIER.replace("winter", "year")}`],
  ],
  [
    "all words",
    [
      { text: BOATS, url },
      { text: "Quite another thing was said.", headline: "Lamps" },
    ],
    ["2031-03-04 03-04 Lamps: Quite another thing was said.", `2031-03-04 03-04 Untitled: ${BOATS}`],
  ],
  ["a row left out", [{ text: LAMPS, headline: "Lamps" }], [`2031-03-04 03-04 Lamps: ${LAMPS}`]],
  [
    "a date",
    [
      { text: PIER, url },
      { text: LAMPS, headline: "Lamps", date: "2031-04-05" },
    ],
    [`2031-03-04 03-04 Untitled: ${PIER}`, `2031-04-05 04-05 Lamps: ${LAMPS}`],
  ],
  [
    "a headline",
    [
      { text: PIER, url },
      { text: LAMPS, headline: "The lamps" },
    ],
    [`2031-03-04 03-04 The lamps: ${LAMPS}`, `2031-03-04 03-04 Untitled: ${PIER}`],
  ],
  [
    "an address",
    [
      { text: PIER, url: `${url}-2` },
      { text: LAMPS, headline: "Lamps" },
    ],
    [`2031-03-04 03-04 Lamps: ${LAMPS}`, `2031-03-04 03-04 Untitled: ${PIER}`],
  ],
  [
    "the speakers",
    [
      { text: PIER, url, speaker: "Tilo Marsh" },
      { text: LAMPS, headline: "Lamps", speaker: "Tilo Marsh" },
    ],
    [`2031-03-04 03-04 Lamps: ${LAMPS}`, `2031-03-04 03-04 Untitled: ${PIER}`],
  ],
];

const before: Row[] = [
  { text: PIER, url },
  { text: LAMPS, headline: "Lamps" },
];

describe.each(corrections)("a sheet with a correction: %s", (what, rows, expected) => {
  const ways: [string, string, boolean][] = [
    ["under another name", "corrected.csv", false],
    ["under another name, after it was imported as another sheet", "corrected.csv", true],
  ];
  if (what === "all words") ways.push(["under its own name", "quotes.csv", false], ["as a workbook", "b.xlsx", false]);
  test.each(ways)("replaces the import, and undoing that brings the import back: %s", async (_, name, isImported) => {
    const first = await runImport(database, csv, [await sheet("quotes.csv", before)]);
    const old = await contentOf(database);
    const format: Format = name.endsWith(".xlsx") ? xlsx : csv;
    const path = format === csv ? await sheet(name, rows) : await writeInput(folder, name, await workbook(rows));
    if (isImported) await runImport(database, format, [path]);
    const between = await contentOf(database);
    const replaces = first.id as number;

    const rehearsed = await runImport(database, format, [path], { run: rehearseImport, replaces });
    expect(await contentOf(database)).toBe(between);
    const { id, report } = await runImport(database, format, [path], { replaces });
    expect(report).toEqual(rehearsed.report);
    expect(await printed()).toEqual(expected);
    await expectSound(database);

    const again = await runImport(database, format, [path], { replaces });
    expect(again.report).toMatchObject({ taken: { made: 0, changed: 0 }, unprinted: 0 });
    await undoImport(database, id as number);
    expect(await contentOf(database)).toBe(old);
    await expectSound(database);
  });
});

describe("without --replaces", () => {
  const notesOf = (report: { notes: Record<string, number> }) =>
    Object.keys(report.notes).filter((note) => !note.startsWith("The file is read as"));

  test("a sheet of the same name with a corrected date, headline or publisher corrects the article, and says so", async () => {
    const first = { text: PIER, headline: "The pier" };
    const path = await sheet("quotes.csv", [first, { text: LAMPS, headline: "Lamps" }]);
    await runImport(database, csv, [path]);
    const ids = await database.prisma.statement.findMany({ select: { id: true, uuid: true }, orderBy: { id: "asc" } });
    const old = await contentOf(database);
    for (const corrected of [
      { date: "2031-04-05" },
      { headline: "The lamps of Ostrin" },
      { source: "Ostrin Herald" },
      { date: "2031", headline: "Dark" },
    ]) {
      await sheet("quotes.csv", [first, { text: LAMPS, headline: "Lamps", ...corrected }]);
      const { id, report } = await runImport(database, csv, [path]);
      expect(report).toMatchObject({
        taken: { made: 0 },
        made: { articles: 0 },
        unprinted: 0,
        namesakes: { files: 0 },
      });
      expect(notesOf(report)).toEqual([
        expect.stringMatching(/^The date, headline or publisher of “.*” is corrected: /),
      ]);
      expect(await database.prisma.article.count()).toBe(2);
      expect(
        await database.prisma.statement.findMany({ select: { id: true, uuid: true }, orderBy: { id: "asc" } }),
      ).toEqual(ids);
      await expectSound(database);
      await undoImport(database, id as number);
      expect(await contentOf(database)).toBe(old);
    }
  });

  test("words that are said on every occasion are no corrected date", async () => {
    const motto = { text: "Ostrin is open.", headline: "" };
    const path = await sheet("quotes.csv", [motto]);
    await runImport(database, csv, [path]);
    await sheet("quotes.csv", [{ ...motto, date: "2031-03-11" }]);
    const { report } = await runImport(database, csv, [path]);
    expect(report).toMatchObject({ taken: { made: 1 }, namesakes: { files: 1 } });
    expect(notesOf(report)).toEqual([
      "The file has the name of one of import 1 and less than half of its words, so it was taken for another: if it is that file rewritten, import it again with --replaces 1",
    ]);
    expect(await database.prisma.appearance.count()).toBe(2);
  });

  test("a sheet of the same name for another week takes nothing out of the sheet before", async () => {
    const week = (day: string) => [
      { text: "We keep the harbour open, whatever it takes.", date: day, headline: "Harbour" },
      { text: `On ${day} three ships came in, and all of them left again at night.`, date: day, headline: "Ships" },
      { text: `Of ${day} I remember the ${day} fog, and ${day} rain.`, date: day, headline: "Weather" },
    ];
    const path = await sheet("week.csv", week("2031-03-04"));
    await runImport(database, csv, [path]);
    await sheet(
      "week.csv",
      week("2031-03-11").map((row) => ({
        ...row,
        text: row.text
          .replace("ships", "barges and a tug boat from Velmora")
          .replace("fog", "sun and the heat of the early spring"),
      })),
    );
    const { report } = await runImport(database, csv, [path]);
    expect(report).toMatchObject({ taken: { made: 3 }, unprinted: 0 });
    expect(await database.prisma.article.count()).toBe(6);
  });

  test("a sheet under another name that rewords every row is told which import has its articles", async () => {
    await runImport(database, csv, [await sheet("quotes.csv", [{ text: PIER, url }])]);
    const { report } = await runImport(database, csv, [
      await sheet("b.csv", [{ text: PIER.replace("will", "must"), url }]),
    ]);
    expect(notesOf(report)).toEqual([
      "1 of these articles is on record by import 1 and stays as recorded: if this file corrects that import’s, import it again with --replaces 1",
    ]);
  });

  test("articles that a new version no longer has stay, and the report says how to take them out", async () => {
    const path = await sheet("quotes.csv", [...before, { text: BOATS, headline: "Boats" }]);
    await runImport(database, csv, [path]);
    await sheet("quotes.csv", before);
    const { report } = await runImport(database, csv, [path]);
    expect(notesOf(report)).toEqual([
      "1 statement in 1 article of an earlier version, which this file does not have any more, stays on record: to take them out, import it again with --replaces 1",
    ]);
    expect(await printed()).toHaveLength(3);
    const { report: replaced } = await runImport(database, csv, [path], { replaces: 1 });
    expect(replaced).toMatchObject({
      unprinted: 1,
      notes: { "Taken out: 1 article of import 1 that these files do not have": 1 },
    });
    expect(await printed()).toHaveLength(2);
  });
});

test("the next version of a file that has replaced another corrects what that one recorded", async () => {
  const { id } = await runImport(database, csv, [await sheet("a.csv", before)]);
  const path = await sheet("b.csv", [...before, { text: BOATS, headline: "Boats" }]);
  await runImport(database, csv, [path], { replaces: id as number });
  await sheet("b.csv", [
    { text: PIER, url, date: "2031-03-03" },
    { text: LAMPS, headline: "Lamps" },
    { text: `${BOATS} None.`, headline: "Boats" },
  ]);
  const { report } = await runImport(database, csv, [path]);
  expect(report).toMatchObject({ taken: { made: 0, changed: 2, unchanged: 1 }, differing: 0 });
  expect(Object.keys(report.notes)).toEqual([]);
  expect(await printed()).toContain(`2031-03-03 03-03 Untitled: ${PIER}`);
  await expectSound(database);
});

test("nothing is taken out while a row is rejected, and what others have stays", async () => {
  const { id } = await runImport(database, csv, [
    await sheet("a.csv", [...before, { text: BOATS, headline: "Boats" }]),
  ]);
  await runImport(database, csv, [await sheet("other.csv", [{ text: LAMPS, headline: "Lamps" }])]);
  const replaces = id as number;
  const path = await sheet("b.csv", [
    { text: PIER, url },
    { text: "Words.", date: "2031-02-30" },
  ]);
  const { report } = await runImport(database, csv, [path], { replaces });
  expect(report.notes).toEqual({
    "What import 1 has beyond these files stays on record, because 1 record was rejected: correct them and import again with --replaces 1": 1,
  });
  expect(await printed()).toHaveLength(3);
  await sheet("b.csv", [{ text: PIER, url }]);
  expect((await runImport(database, csv, [path], { replaces })).report.unprinted).toBe(1);
  expect(await printed()).toEqual([`2031-03-04 03-04 Lamps: ${LAMPS}`, `2031-03-04 03-04 Untitled: ${PIER}`]);
  await expectSound(database);
});

test("speakers and publishers that nothing needs any more go with the replaced import, and those that others have stay", async () => {
  const rows = (speaker: string, source: string) => [{ text: PIER, headline: "Pier", speaker, source }];
  const { id } = await runImport(database, csv, [await sheet("a.csv", rows("Rnua Velle", "Ostirn Post"))]);
  await runImport(database, csv, [await sheet("b.csv", rows("Runa Velle", "Ostrin Post"))], { replaces: id as number });
  expect(await database.prisma.speaker.findMany({ select: { name: true } })).toEqual([{ name: "Runa Velle" }]);
  expect(await database.prisma.source.findMany({ select: { name: true } })).toEqual([{ name: "Ostrin Post" }]);
  await expectSound(database);
});

test("an import that does not exist, or has files of another kind, is not replaced", async () => {
  const path = await sheet("a.csv", before);
  const { id } = await runImport(database, csv, [path]);
  await expect(runImport(database, csv, [path], { replaces: 99 })).rejects.toThrow(
    "There is no import “99” to replace: find its id with `onrecord imports`.",
  );
  await expect(runImport(database, brat, [path], { replaces: id as number })).rejects.toThrow(
    "Import 1 has files of the format csv, which files of the format brat cannot replace",
  );
});

describe("a transcript without an id", () => {
  const words = [
    "The pier will be mended before the first storm, and the council will pay for it in full.",
    "Nobody has paid for the pier in nine years, and nobody will believe this council again.",
  ];
  const sitting = (day: string, said = words) =>
    `<akomaNtoso><debate><meta><identification><FRBRWork><FRBRdate date="${day}"/></FRBRWork></identification>
    <references><TLCPerson id="r" showAs="Runa Velle"/></references></meta><debateBody><heading>Questions</heading>
    ${said.map((each) => `<speech by="#r"><from>Mayor</from><p>${each}</p></speech>`).join("")}</debateBody></debate></akomaNtoso>`;
  const defaults = { source: "Council of Ostrin" };

  test.each([
    ["the same words", words],
    ["a word corrected, too", [words[0] as string, (words[1] as string).replace("nine", "ten")]],
  ])("a transcript whose date is corrected is one article: %s", async (_, said) => {
    const path = await writeInput(folder, "main.xml", sitting("2031-03-04"));
    await runImport(database, akomaNtoso, [path], { defaults });
    const old = await contentOf(database);
    await writeInput(folder, "main.xml", sitting("2031-03-05", said));
    const { id, report } = await runImport(database, akomaNtoso, [path], { defaults });
    expect(report).toMatchObject({ taken: { made: 0, changed: 2 }, made: { articles: 0 }, unprinted: 0 });
    expect((await printed()).map((line) => line.slice(0, 17))).toEqual(["2031-03-05 03-05 ", "2031-03-05 03-05 "]);
    await expectSound(database);
    await undoImport(database, id as number);
    expect(await contentOf(database)).toBe(old);
  });

  test.each([
    [
      "the next sitting",
      [
        "The lamps of the promenade go out at midnight, because nobody has paid for them either.",
        "Then people will fall into the harbour at night, and the council will be to blame for it.",
      ],
    ],
    ["a short sitting with the usual words", ["The sitting is opened.", "The sitting is closed."]],
  ])("a transcript of the next day is another one: %s", async (_, said) => {
    const first = said.length === 2 && said[0]?.startsWith("The sitting") ? said : words;
    const path = await writeInput(folder, "main.xml", sitting("2031-03-04", first));
    await runImport(database, akomaNtoso, [path], { defaults });
    await writeInput(folder, "main.xml", sitting("2031-03-05", said));
    await runImport(database, akomaNtoso, [path], { defaults });
    expect(await database.prisma.article.count()).toBe(2);
    expect(await printed()).toHaveLength(4);
  });

  test("a transcript that was rewritten and has another date replaces the import by the person's word", async () => {
    const { id } = await runImport(
      database,
      akomaNtoso,
      [await writeInput(folder, "main.xml", sitting("2031-03-04"))],
      { defaults },
    );
    const path = await writeInput(folder, "sitting.xml", sitting("2031-03-05", ["The pier will be mended.", "When?"]));
    await runImport(database, akomaNtoso, [path], { defaults, replaces: id as number });
    expect(await database.prisma.article.count()).toBe(1);
    expect(await printed()).toHaveLength(2);
    await expectSound(database);
  });
});
