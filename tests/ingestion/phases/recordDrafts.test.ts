import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Format, Reading } from "../../../src/formats/drafts.ts";
import { clear, openArchive } from "../../helpers/archive.ts";
import { countSql } from "../../helpers/sqlCount.ts";
import { contentOf, inputFolder, runImport, writeInput } from "../corpus.ts";

const [database, other] = [openArchive({ afresh: true, sound: true }), openArchive({ afresh: true })];
let [path, remove] = ["", async () => {}];
beforeAll(async () => {
  const input = await inputFolder();
  remove = input.remove;
  path = await writeInput(input.folder, "harbour.test", "read by the formats below");
});
afterAll(() => remove());

const ARTICLES = 32;

/** A format that reads the same readings from any file. */
function formatOf(readings: readonly Reading[]): Format {
  const name = "test";
  return {
    name,
    description: name,
    records: "records",
    isOwn: () => true,
    read: async function* () {
      yield* readings;
    },
  };
}

/** An article that quotes two speakers by name: one of its own and one whom all articles quote. */
function articleBy(i: number): Reading {
  const statement = (name: string) => ({
    place: { file: path, line: i + 1, record: name },
    kind: "INDIRECT" as const,
    text: `${name} speaks of pier ${i}`,
    speaker: { name },
    topics: ["Harbour dues"],
    appearance: { passage: { exact: `pier ${i}, says ${name}` } },
  });
  return {
    article: {
      place: { file: path, line: i + 1 },
      url: `https://post.example.org/${i}`,
      headline: "The harbour hearing",
      publishedAt: "2031-05-14",
      language: "en",
      source: { name: "Brandt Post", kind: "OUTLET" },
      statements: [statement("Ada Brandt"), statement(`Pilot ${i} Gruen`)],
    },
  };
}

const speakerLine = (slug: string, line: number): Reading => ({
  nouns: {
    place: { file: path, line },
    document: { speakers: [{ slug, name: slug, kind: "PERSON", wikidataId: "Q7" }] },
  },
});

const person = (name: string, line: number): Reading => ({
  speaker: { place: { file: path, line }, speaker: { name, kind: "PERSON", wikidataId: "Q8" } },
});

const articles = Array.from({ length: ARTICLES }, (_, i) => articleBy(i));
/** Only the tables can see that two speakers have one Wikidata id, and they cannot say which record is at fault. */
const withBadRecord = [
  ...[speakerLine("ida-holm", 101), person("Jan Weil", 102)],
  ...articles,
  ...[person("J. Weil", 103), speakerLine("second-holm", 104)],
];
const withoutBadRecord = withBadRecord.slice(0, -1);

const LOOK_UPS = ["sources.matching", "speakers.matching", "topics.matching"];

/** Returns how often importing the readings looks nouns up by name. */
async function lookUpsOf(readings: readonly Reading[]): Promise<number> {
  await database.prisma.$queryRaw`SELECT 1`;
  const count = countSql(database);
  await runImport(database, formatOf(readings), [path]);
  return LOOK_UPS.reduce((sum, name) => sum + count(name), 0);
}

test("a batch with a refused record is looked up in the database as often as one without", async () => {
  const sound = await lookUpsOf(withoutBadRecord);
  await clear(database);
  const refused = await lookUpsOf(withBadRecord);
  expect(sound).toBeGreaterThan(0);
  expect(refused).toBe(sound);
});

test("nouns that several parts of a refused batch name are made once", async () => {
  const whole = await runImport(other, formatOf(withoutBadRecord), [path]);
  const { report, rejections } = await runImport(database, formatOf(withBadRecord), [path]);
  expect(rejections).toMatchObject([{ code: "REFUSED", place: { line: 104 } }]);
  expect(report).toEqual({ ...whole.report, records: whole.report.records + 1, rejected: { REFUSED: 1 } });
  expect(report.made).toEqual({ articles: ARTICLES, sources: 1, speakers: ARTICLES + 3, topics: 1, propositions: 0 });
  expect(await contentOf(database)).toBe(await contentOf(other));
  const speaker = await database.prisma.speaker.findUnique({ where: { slug: "ada-brandt" } });
  expect(speaker).toMatchObject({ name: "Ada Brandt", reviewed: false });
  const jan = await database.prisma.speaker.findUnique({ where: { slug: "jan-weil" }, include: { names: true } });
  expect(jan?.names.map(({ name }) => name).sort()).toEqual(["J. Weil", "Jan Weil"]);
});
