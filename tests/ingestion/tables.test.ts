import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { csv } from "../../src/formats/csv.ts";
import { gdeltGqg } from "../../src/formats/gdeltGqg.ts";
import { quotebank } from "../../src/formats/quotebank.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { check } from "../../src/record/check.ts";
import { cloneDatabase, type TestDatabase } from "../helpers/database.ts";
import { clear, dump } from "../helpers/documents.ts";
import { inputFolder, runImport, writeInput } from "./corpus.ts";

// Formats of a record a row or line, from the file to the archive.

let database: TestDatabase;
let [folder, remove] = ["", async () => {}];
beforeAll(async () => {
  database = await cloneDatabase();
  ({ folder, remove } = await inputFolder());
});
afterEach(() => clear(database));
afterAll(() => Promise.all([database.drop(), remove()]));

const fixture = (path: string) => join(packageRoot(), "tests/fixtures", path);

test.each([
  [csv, "csv/harbour.csv", { records: 8, made: 5, articles: 3, statements: 5 }],
  [quotebank, "quotebank/quotes-2031.json.bz2", { records: 5, made: 3, articles: 3, statements: 3 }],
  [gdeltGqg, "gdelt-gqg/20310304.gqg.json", { records: 6, made: 3, articles: 2, statements: 3 }],
])(
  "$name goes into the archive, every record accounted for, and a second time nothing changes",
  async (format, path, expected) => {
    const { report } = await runImport(database, format, [fixture(path)]);
    expect(report).toMatchObject({
      records: expected.records,
      taken: { made: expected.made },
      made: { articles: expected.articles },
    });
    expect(await database.prisma.statement.count()).toBe(expected.statements);
    for await (const finding of check(database)) expect(finding).toBeUndefined();
    const before = await dump(database);
    const again = await runImport(database, format, [fixture(path)]);
    expect(again.id).toBeNull();
    expect(again.report.taken).toMatchObject({ made: 0, changed: 0, unchanged: expected.made });
    expect(await dump(database)).toEqual(before);
  },
);

test("quotations of other days at one address change nothing a second time either", async () => {
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
