import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { check } from "../../src/archive/check.ts";
import { csv } from "../../src/ingestion/formats/csv.ts";
import { gdeltGqg } from "../../src/ingestion/formats/gdeltGqg.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { cloneDatabase, type TestDatabase } from "../helpers/database.ts";
import { clear, dump } from "../helpers/documents.ts";
import { runImport } from "./corpus.ts";

// Formats of a record a row or line, from the file to the archive.

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterEach(() => clear(database));
afterAll(() => database.drop());

const fixture = (path: string) => join(packageRoot(), "tests/fixtures", path);

test.each([
  { format: csv, path: "csv/harbour.csv", records: 8, statements: 5, articles: 3 },
  { format: gdeltGqg, path: "gdelt-gqg/20310304.gqg.json", records: 6, statements: 3, articles: 2 },
])(
  "$format.name goes into the archive, every record accounted for, and a second time nothing changes",
  async ({ format, path, records, statements, articles }) => {
    const { report } = await runImport(database, format, [fixture(path)]);
    expect(report).toMatchObject({ records, taken: { made: statements }, made: { articles } });
    expect(await database.prisma.statement.count()).toBe(statements);
    for await (const finding of check(database)) expect(finding).toBeUndefined();
    const before = await dump(database);
    const again = await runImport(database, format, [fixture(path)]);
    expect(again.id).toBeNull();
    expect(again.report.taken).toMatchObject({ made: 0, changed: 0, unchanged: statements });
    expect(await dump(database)).toEqual(before);
  },
);
