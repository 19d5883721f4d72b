import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { csv } from "../../src/formats/csv.ts";
import { gdeltGqg } from "../../src/formats/gdeltGqg.ts";
import { quotebank } from "../../src/formats/quotebank.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { clear, dump, expectSound, openArchive } from "../helpers/archive.ts";
import { openFolder } from "../helpers/folder.ts";
import { runImport, writeInput } from "./corpus.ts";

// Formats with one record a row or line, imported from the file into the archive.

const database = openArchive({ afresh: true });
const folder = openFolder();

const fixture = (path: string) => join(packageRoot(), "tests/fixtures", path);

test.each([
  [csv, "csv/harbour.csv", { records: 8, made: 5, articles: 3, statements: 5 }],
  [quotebank, "quotebank/quotes-2031.json.bz2", { records: 5, made: 3, articles: 3, statements: 3 }],
  [gdeltGqg, "gdelt-gqg/20310304.gqg.json", { records: 6, made: 3, articles: 2, statements: 3 }],
])(
  "the format $name fills the archive, every record accounted for, and again changes nothing",
  async (format, path, expected) => {
    const { report } = await runImport(database, format, [fixture(path)]);
    expect(report).toMatchObject({
      records: expected.records,
      taken: { made: expected.made },
      made: { articles: expected.articles },
    });
    expect(await database.prisma.statement.count()).toBe(expected.statements);
    await expectSound(database);
    const before = await dump(database);
    const again = await runImport(database, format, [fixture(path)]);
    expect(again.id).toBeNull();
    expect(again.report.taken).toMatchObject({ made: 0, changed: 0, unchanged: expected.made });
    expect(await dump(database)).toEqual(before);
  },
);

test("quotations of other days at one address change nothing when they are imported again", async () => {
  const line = (day: number) => ({
    quoteID: `2031-03-0${day}-000001`,
    quotation: `The harbour opens in ${day} days and not before that.`,
    speaker: "Mira Halvorsen",
    qids: ["Q999999001"],
    date: `2031-03-0${day} 00:00:00`,
    urls: ["https://ostrin-post.example/harbour"],
  });
  const path = await writeInput(
    folder,
    "quotes.json",
    [2, 4, 3].map((day) => `${JSON.stringify(line(day))}\n`).join(""),
  );
  await runImport(database, quotebank, [path]);
  const before = await dump(database);
  const { report } = await runImport(database, quotebank, [path]);
  expect(report.taken).toEqual({ made: 0, changed: 0, unchanged: 3 });
  expect(await dump(database)).toEqual(before);
});

test.each([
  "Dr. Mira Halvorsen",
  "Prof. Dr. Mira Halvorsen",
  "Mayor Mira Halvorsen",
  "ex-Mayor Mira Halvorsen",
  "Vice-President Mira Halvorsen",
  "Señora Mira Halvorsen",
  "Sig.ra Mira Halvorsen",
  "Frau Mira Halvorsen",
  "Mevrouw Mira Halvorsen",
  "Statsrådet Mira Halvorsen",
  "Posłanka Mira Halvorsen",
  "Sayın Mira Halvorsen",
  "Г-жа Mira Halvorsen",
  "Halvorsen, Mira",
  "Mira Halvorsen, MP",
  "Mira Halvorsen (Harbour Party)",
])("%s in a table alone is one person with Mira Halvorsen in another table, whichever comes first", async (cell) => {
  const table = (name: string, words: string) =>
    writeInput(folder, `${words}.csv`, `speaker,text,date,source\n"${name}",${words}.,2031-03-04,Ostrin Post\n`);
  const files = [await table(cell, "The pier stays"), await table("Mira Halvorsen", "The pier goes")];
  for (const order of [files, files.toReversed()]) {
    await clear(database);
    for (const path of order) await runImport(database, csv, [path]);
    expect(await database.prisma.speaker.count()).toBe(1);
    const { attributionText } = await database.prisma.appearance.findFirstOrThrow({
      where: { statement: { text: "The pier stays." } },
    });
    expect(attributionText).toBe(cell);
    const before = await dump(database);
    const { report } = await runImport(database, csv, files);
    expect(report.taken).toMatchObject({ made: 0, changed: 0 });
    expect(await dump(database)).toEqual(before);
  }
  await expectSound(database);
});

test("a table makes the events that it names, and rejects a statement at what is known not to be one", async () => {
  const path = await writeInput(
    folder,
    "at.csv",
    [
      "speaker,text,date,source,topics,at",
      "Mira Halvorsen,The boats were counted at the fair.,2031-03-04,Ostrin Post,Boats; Boat fair,Boat fair",
      "Mira Halvorsen,The boats were counted twice.,2031-03-05,Ostrin Post,Boats,",
      "",
    ].join("\n"),
  );
  await runImport(database, csv, [path]);
  const { topics } = await dumpedNouns();
  expect(topics).toMatchObject({ boats: "ISSUE", "boat-fair": "EVENT" });
  await expectSound(database);

  const other = await writeInput(
    folder,
    "other.csv",
    "speaker,text,date,source,at\nMira Halvorsen,The boats were counted.,2031-03-06,Ostrin Post,boats\n",
  );
  const { rejections } = await runImport(database, csv, [other]);
  expect(rejections).toMatchObject([
    {
      code: "REFUSED",
      message: expect.stringContaining("occasion is boats, a topic of kind ISSUE: an occasion is an EVENT"),
    },
  ]);
});

async function dumpedNouns() {
  const rows = await database.prisma.topic.findMany();
  return { topics: Object.fromEntries(rows.map(({ slug, kind }) => [slug, kind])) };
}
