import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readModel } from "../../src/extraction/model.ts";
import { htmlPage } from "../../src/formats/htmlPage.ts";
import { plainTextFormat } from "../../src/formats/plainText.ts";
import { popolo } from "../../src/formats/popolo.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { undoImport } from "../../src/history/undoImport.ts";
import { rehearseImport } from "../../src/ingestion/pipeline.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { dump, expectSound, openArchive } from "../helpers/archive.ts";
import { openFolder } from "../helpers/folder.ts";
import { runImport, writeInput } from "./corpus.ts";

const { sql } = Prisma;

const database = openArchive({ afresh: true });
const folder = openFolder();
const fixture = (name: string) => join(packageRoot(), "tests/fixtures", name);
const model = readModel(readFileSync(join(packageRoot(), "models/en.model")));
const withBodies = { extraction: { model, minScore: 0.45, keepBody: true } };
const withoutBodies = { extraction: { model, minScore: 0.45, keepBody: false } };

function writePeople(people: { name: string }[]) {
  const persons = people.map((person, i) => ({ id: `person-${i}`, ...person }));
  return writeInput(folder, "people.json", JSON.stringify({ persons, organizations: [], memberships: [] }));
}

const proposals = () =>
  database.query<{
    exact: string;
    start: number | null;
    prefix: string;
    status: string;
    name: string | null;
    spans: number;
  }>(sql`
SELECT exact, start_offset AS start, prefix, statement.status::text AS status, speaker_name AS name,
  (SELECT count(*)::int FROM appearance_span WHERE appearance_id = appearance.id) AS spans
FROM appearance
JOIN statement ON statement.id = statement_id
LEFT JOIN proposal ON proposal.appearance_id = appearance.id
ORDER BY appearance.article_id, appearance.position, appearance.id`);

/** Decides on all proposals, as an editor does. */
async function decide(status: "PUBLISHED" | "REJECTED") {
  const { id } = await database.prisma.origin.create({ data: { kind: "PERSON", name: "Editor" } });
  await database.prisma.statement.updateMany({ data: { status, statusReason: "Because.", originId: id } });
  await database.prisma.appearance.updateMany({ data: { originId: id } });
  await database.query(
    sql`INSERT INTO assertion (subject, subject_id, origin_id) SELECT 'APPEARANCE', id, ${id}::bigint FROM appearance`,
  );
  await database.prisma.proposal.updateMany({ data: { pending: false, reviewerId: id, reviewedAt: new Date() } });
}

describe("an import of plain articles", () => {
  test("each statement is proposed with its passage, the place of its parts and the name that is meant", async () => {
    const { report, rejections } = await runImport(database, plainTextFormat, [fixture("text/bridge.txt")], withBodies);
    expect(rejections).toEqual([]);
    expect(report).toMatchObject({ files: 1, records: 4, taken: { made: 4 }, made: { articles: 1, speakers: 0 } });
    const found = await proposals();
    expect(found.map(({ exact, status, name }) => [exact, status, name])).toEqual([
      ["The harbour bridge will stay shut until May", "PROPOSED", "Mira Halvorsen"],
      [expect.stringContaining("We will not gamble"), "PROPOSED", "Mira Halvorsen"],
      [expect.stringContaining("a farce"), "PROPOSED", "Tomas Reyl"],
      [expect.stringContaining("to publish the report"), "PROPOSED", "Tomas Reyl"],
    ]);
    expect(found.every(({ start, spans }) => start !== null && spans >= 3)).toBe(true);
    expect(await database.prisma.speaker.count()).toBe(0);
    // With the bodies, the archive checks that every offset cuts out its words, also behind an emoji.
    await expectSound(database);
  });

  test("passages without --keep-body have their surroundings, and only articles without an address keep their bodies", async () => {
    await runImport(database, plainTextFormat, [fixture("text")], withoutBodies);
    const articles = await database.prisma.article.findMany({ orderBy: { url: "asc" } });
    expect(articles.map(({ url, body }) => [url, body !== null])).toEqual([
      ["https://www.ostrin-post.example/2031/bridge", false],
      ["urn:onrecord:text:norrvik_2031-03-05_ferry", true],
    ]);
    const bare = (await proposals()).filter(({ start }) => start === null);
    expect(bare.map(({ exact, spans }) => [exact, spans])).toContainEqual([
      expect.stringContaining("to publish the report"),
      0,
    ]);
    expect(bare.at(-1)?.prefix).toMatch(/asked (?:the council )?$/);
    await expectSound(database);
  });

  test("a second import changes no row, and another model's proposals replace those that nobody has reviewed", async () => {
    await runImport(database, plainTextFormat, [fixture("text")], withBodies);
    const before = await dump(database);
    const { id, report } = await runImport(database, plainTextFormat, [fixture("text")], withBodies);
    expect([id, report.taken.made, report.taken.changed]).toEqual([null, 0, 0]);
    expect(await dump(database)).toEqual(before);
    await runImport(database, plainTextFormat, [fixture("text")], {
      extraction: { model: null, minScore: 0.45, keepBody: true },
    });
    const extractors = await database.query<{ extractor: string }>(sql`SELECT DISTINCT extractor FROM proposal`);
    expect(extractors).toEqual([{ extractor: "rules@1" }]);
    await expectSound(database);
  });

  test.each(["PUBLISHED", "REJECTED"] as const)(
    "a decision of an editor (%s) stays, and is not proposed again",
    async (status) => {
      await runImport(database, plainTextFormat, [fixture("text/bridge.txt")], withBodies);
      await decide(status);
      const before = (await proposals()).map((one) => [one.exact, one.status]);
      await runImport(database, plainTextFormat, [fixture("text/bridge.txt")], withBodies);
      await runImport(database, plainTextFormat, [fixture("text/bridge.txt")], {
        extraction: { model: null, minScore: 0.45, keepBody: true },
      });
      expect(
        (await proposals())
          .filter((one) => before.some(([exact]) => exact === one.exact))
          .map((one) => [one.exact, one.status]),
      ).toEqual(before);
    },
  );

  test("a corrected text takes out what it no longer says", async () => {
    const path = join(folder, "bridge.txt");
    cpSync(fixture("text/bridge.txt"), path);
    await runImport(database, plainTextFormat, [path], withBodies);
    writeFileSync(path, readFileSync(path, "utf8").replace(/\nOpposition.*\n/s, "\n"));
    const { report } = await runImport(database, plainTextFormat, [path], withBodies);
    expect(report).toMatchObject({ unprinted: 2, taken: { made: 0 } });
    expect(await proposals()).toHaveLength(2);
    await expectSound(database);
    rmSync(path);
  });

  test("an import is rehearsed and undone like any other", async () => {
    const empty = await dump(database);
    const rehearsed = await runImport(database, plainTextFormat, [fixture("text")], {
      ...withBodies,
      run: rehearseImport,
    });
    expect([rehearsed.id, rehearsed.report.taken.made > 5]).toEqual([null, true]);
    expect(await dump(database)).toEqual(empty);
    const { id } = await runImport(database, plainTextFormat, [fixture("text")], withBodies);
    await undoImport(database, id as number);
    expect([await proposals(), await database.prisma.article.count()]).toEqual([[], 0]);
    await expectSound(database);
  });

  test("a speaker of the archive is the proposal's if they bear the name, and others stay names", async () => {
    await runImport(database, popolo, [await writePeople([{ name: "Mira Halvorsen" }])]);
    await runImport(database, plainTextFormat, [fixture("text/bridge.txt")], withBodies);
    const named = await database.query<{ name: string; speaker: string | null; reason: string | null }>(sql`
SELECT DISTINCT speaker_name AS name, speaker.name AS speaker, reasons[cardinality(reasons)]::text AS reason
FROM proposal
JOIN appearance ON appearance.id = appearance_id
JOIN statement ON statement.id = statement_id
LEFT JOIN speaker ON speaker.id = speaker_id
WHERE evidence IS NULL
ORDER BY 1`);
    expect(named).toEqual([
      { name: "Mira Halvorsen", speaker: "Mira Halvorsen", reason: null },
      { name: "Tomas Reyl", speaker: null, reason: "NEW_SPEAKER" },
    ]);
  });
});

test("an article without a header that shares only its name with one on record is refused", async () => {
  const path = join(folder, "2031-03-04.txt");
  const options = { ...withoutBodies, defaults: { source: "Norrvik Weekly" } };
  writeFileSync(path, "The ferry sails again on Thursday after a long winter, said Ada Brandt, who runs the harbour.");
  await runImport(database, plainTextFormat, [path], options);
  writeFileSync(
    path,
    "The school of Sandholm gets a new roof before the summer, the mayor Tomas Reyl told the council.",
  );
  const { rejections } = await runImport(database, plainTextFormat, [path], options);
  expect(rejections).toMatchObject([{ code: "REFUSED", message: expect.stringContaining("has the name of another") }]);
});

test("a saved page gives the same statements as its text", async () => {
  const { rejections } = await runImport(database, htmlPage, [fixture("html")], withBodies);
  expect(rejections).toEqual([]);
  expect((await proposals()).map(({ exact }) => exact)).toContainEqual(
    expect.stringContaining("to publish the report"),
  );
  expect(await database.prisma.article.findFirst()).toMatchObject({
    url: "https://www.ostrin-post.example/pages/bridge",
  });
  await expectSound(database);
});
