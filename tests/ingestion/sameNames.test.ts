import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { akomaNtoso } from "../../src/formats/akomaNtoso.ts";
import { brat } from "../../src/formats/brat.ts";
import { csv } from "../../src/formats/csv.ts";
import { jsonl } from "../../src/formats/jsonl.ts";
import { popolo } from "../../src/formats/popolo.ts";
import { undoImport } from "../../src/history/undoImport.ts";
import { rehearseImport } from "../../src/ingestion/pipeline.ts";
import { recordCorpusIds } from "../../src/record/corpusIds.ts";
import { clear, expectSound, openArchive } from "../helpers/archive.ts";
import { openFolder } from "../helpers/folder.ts";
import { contentOf, harbourLines, runImport } from "./corpus.ts";

const database = openArchive({ afresh: true });
const folder = openFolder();
const defaults = { source: "Council of Ostrin" };

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

/** Returns the words of all statements, with the slugs of their speakers. */
async function said(): Promise<string[]> {
  const rows = await database.prisma.statement.findMany({ include: { speaker: true }, orderBy: { text: "asc" } });
  return rows.map(({ text, speaker, speakerStatus }) => `${speaker?.slug ?? speakerStatus}: ${text}`);
}

const PIER = ["The pier will be mended before the first storm.", "Nobody has paid for the pier in nine years."];
const LAMPS = ["The lamps of the promenade go out at midnight.", "Then people will fall into the harbour at night."];

interface Sitting {
  words: string[];
  day?: string;
  work?: string;
  references?: string;
  language?: string;
}

/** Returns a transcript whose speeches are given in turn by two people. */
function sitting({ words, day = "2031-03-04", work = "", references, language = "" }: Sitting): string {
  const people = references ?? '<TLCPerson id="r" showAs="Runa Velle"/><TLCPerson id="t" showAs="Tilo Marsh"/>';
  const speeches = words.map(
    (each, i) => `<speech by="#${"rt"[i % 2]}"><from>Councillor</from><p>${each}</p></speech>`,
  );
  return `<akomaNtoso><debate><meta><identification><FRBRWork>${work && `<FRBRthis value="${work}"/>`}
    <FRBRdate date="${day}"/></FRBRWork>${language && `<FRBRExpression><FRBRlanguage language="${language}"/></FRBRExpression>`}
    </identification><references>${people}</references></meta>
    <debateBody><heading>Questions to the Mayor</heading>${speeches.join("")}</debateBody></debate></akomaNtoso>`;
}

describe("transcripts of one name", () => {
  const other = { words: LAMPS, day: "2031-03-11" };
  test.each<[string, Sitting, Sitting, number]>([
    ["of other works", { words: PIER, work: "/a/2031-03-04/main" }, { ...other, work: "/a/2031-03-11/main" }, 4],
    ["of two works on one day", { words: PIER, work: "/a/x" }, { words: LAMPS, work: "/a/y" }, 4],
    [
      "of two languages",
      { words: PIER, work: "/a/x", language: "eng" },
      { words: LAMPS, work: "/a/x", language: "deu" },
      4,
    ],
    ["of other days", { words: PIER }, other, 4],
    ["of other days, with one id for all", { words: PIER, work: "/a/main" }, { ...other, work: "/a/main" }, 4],
    ["of one day, with nothing in common", { words: PIER }, { words: LAMPS }, 2],
    [
      "of one work, corrected",
      { words: PIER, work: "/a/x" },
      { words: [PIER[0] as string, "I paid."], work: "/a/x" },
      2,
    ],
    ["corrected", { words: PIER }, { words: [PIER[0] as string, "Nobody has paid for this pier in nine years."] }, 2],
  ])("transcripts of one name keep their statements: %s", async (_, first, second, count) => {
    await runImport(database, akomaNtoso, [await write("1/main.xml", sitting(first))], { defaults });
    const { report, rejections } = await runImport(database, akomaNtoso, [await write("2/main.xml", sitting(second))], {
      defaults,
    });
    expect(await said()).toHaveLength(count);
    const isRefused = count === 2 && second.words === LAMPS;
    expect(rejections.map(({ code, records }) => [code, records])).toEqual(isRefused ? [["REFUSED", 2]] : []);
    if (isRefused || count === 4) expect(report.unprinted).toBe(0);
    await expectSound(database);
  });
});

test("annotations of one name are two articles if their days differ, and are refused if they have nothing in common", async () => {
  const files = async (at: string, day: string, words: string) => {
    const text = `News\n\n${words} said Runa Velle.\n`;
    await write(`${at}/doc1.txt`, text);
    await write(`${at}/metadata.tsv`, `filename\tpublication_date\tpublisher\ndoc1\t${day}\tOstrin Post\n`);
    return write(
      `${at}/doc1.ann`,
      `T1\tContent 6 ${6 + words.length}\t${words}\nT2\tCue 0 4\tNews\nE1\tAttribution:T2 Content:T1`,
    );
  };
  const [pier, lamps] = [PIER[0] as string, LAMPS[0] as string];
  await runImport(database, brat, [await files("1", "2031-03-04", pier)]);
  await runImport(database, brat, [await files("2", "2031-03-05", lamps)]);
  const { rejections } = await runImport(database, brat, [await files("3", "2031-03-04", LAMPS[1] as string)]);
  expect(rejections).toMatchObject([{ code: "REFUSED", message: expect.stringContaining("give it another name") }]);
  expect((await said()).map((line) => line.split(": ")[1])).toEqual([lamps, pier]);
});

const URL = "https://news.example.org/pier";
const sheet = (rows: readonly string[]) =>
  `speaker,text,date,url,source\n${rows.map((text) => `Runa Velle,"${text}",2031-03-04,${URL},Ostrin Post\n`).join("")}`;

describe("sheets of one name about one article", () => {
  test("a sheet of another folder adds its rows, and each has its own new versions from then on", async () => {
    await runImport(database, csv, [await write("1/quotes.csv", sheet(PIER))]);
    const second = await runImport(database, csv, [await write("2/quotes.csv", sheet(LAMPS))]);
    expect(second.report).toMatchObject({ unprinted: 0, namesakes: { files: 1 }, taken: { made: 2 } });
    expect(await said()).toHaveLength(4);
    const first = await runImport(database, csv, [await write("1/quotes.csv", sheet(PIER.slice(0, 1)))]);
    expect(first.report).toMatchObject({ unprinted: 1, namesakes: { files: 0 } });
    const again = await runImport(database, csv, [await write("2/quotes.csv", sheet(LAMPS))]);
    expect(again).toMatchObject({ id: null, report: { taken: { unchanged: 2 }, unprinted: 0 } });
    expect(await said()).toHaveLength(3);
    await expectSound(database);
  });

  test("a rehearsal says how many statements would no longer be printed, and takes none out", async () => {
    const path = await write("quotes.csv", sheet([...PIER, ...LAMPS]));
    await runImport(database, csv, [path]);
    await write("quotes.csv", sheet(PIER));
    const { report } = await runImport(database, csv, [path], { run: rehearseImport });
    expect(report.unprinted).toBe(2);
    expect(await said()).toHaveLength(4);
    const { id } = await runImport(database, csv, [path]);
    expect(await said()).toHaveLength(2);
    await undoImport(database, id as number);
    expect(await said()).toHaveLength(4);
  });

  test("JSON Lines of one name add to an article, too", async () => {
    const lines = (words: readonly string[]) =>
      harbourLines([{ url: URL, statements: words.map((exact) => ({ exact })) }]);
    await runImport(database, jsonl, [await write("1/standard-input", lines(PIER))]);
    await runImport(database, jsonl, [await write("2/standard-input", lines(LAMPS))]);
    expect(await said()).toHaveLength(4);
  });
});

describe("people of one label", () => {
  const halvards = (one: string, other: string) =>
    sitting({ words: PIER, references: `<TLCPerson ${one} showAs="Halvard"/><TLCPerson ${other} showAs="Halvard"/>` });
  test.each([
    ["ids and addresses", 'eId="r" href="/person/1"', 'eId="t" href="/person/2"'],
    ["ids only", 'eId="r"', 'eId="t"'],
    ["web addresses", 'id="r" href="https://ostrin.example/p?1"', 'id="t" href="https://ostrin.example/p?2"'],
    ["an address for one of them", 'id="r" href="/person/1"', 'id="t"'],
    ["one address that stands for none", 'id="r" href="#"', 'id="t" href="#"'],
  ])("people whom %s tell apart are two, also when they are read again", async (_, one, other) => {
    const path = await write("bridge-2031-03-04.xml", halvards(one, other));
    const { report } = await runImport(database, akomaNtoso, [path], { defaults });
    expect(await said()).toEqual([`halvard-2: ${PIER[1]}`, `halvard: ${PIER[0]}`]);
    expect(report.namesakes).toEqual({ files: 0, people: 1 });
    await write("bridge-2031-03-04.xml", `${halvards(one, other)}\n`);
    expect((await runImport(database, akomaNtoso, [path], { defaults })).report.taken).toMatchObject({ unchanged: 2 });
    expect(await said()).toHaveLength(2);
  });

  const meeting = (person: string, words: string[], day: string) =>
    write(`${day}.xml`, sitting({ words, day, references: `<TLCPerson ${person}/>` }));

  test("people with other addresses in other files are two; one address with two labels is one person", async () => {
    const [first, second, third] = [
      await meeting('id="r" href="/p/1" showAs="Halvard"', PIER.slice(0, 1), "2031-03-04"),
      await meeting('id="r" href="/p/2" showAs="Halvard"', LAMPS.slice(0, 1), "2031-03-05"),
      await meeting('id="r" href="/p/1" showAs="Dr Halvard"', ["I thank the council for its patience."], "2031-03-06"),
    ];
    await runImport(database, akomaNtoso, [first, second, third], { defaults });
    expect((await said()).map((line) => line.split(":")[0])).toEqual(["halvard", "halvard-2", "halvard"]);
  });

  test.each([
    ['TLCRole id="r" showAs="President of the Council"', "Councillor"],
    ['TLCPerson id="r" showAs="The Deputy Speaker"', "Deputy Speaker"],
    ['TLCPerson id="r" showAs="Minister for Harbours and Lights"', "Minister"],
  ])("an office is not a person: %s", async (reference) => {
    const text = sitting({ words: PIER.slice(0, 1), references: `<${reference}/>` }).replace("Councillor", "The Chair");
    await runImport(database, akomaNtoso, [await write("2031-03-04.xml", text)], { defaults });
    expect(await said()).toEqual([`UNNAMED: ${PIER[0]}`]);
  });

  test("an archive that imports the export of another knows people by the same ids", async () => {
    const [first, second] = [
      await meeting('id="r" href="/p/1" showAs="Halvard"', PIER.slice(0, 1), "2031-03-04"),
      await meeting('id="r" href="/p/2" showAs="Halvard"', LAMPS.slice(0, 1), "2031-03-05"),
    ];
    await runImport(database, akomaNtoso, [first, second], { defaults });
    const exported = await contentOf(database);
    await clear(database);
    await runImport(database, jsonl, [await write("export.jsonl", exported)]);
    expect(await contentOf(database)).toBe(exported);
    const [third, fourth] = [
      await meeting('id="r" href="/p/2" showAs="Halvard"', ["Who has paid for this lamp?"], "2031-03-06"),
      await meeting('id="r" href="/p/3" showAs="Halvard"', ["Nobody has, so far as I know."], "2031-03-07"),
    ];
    await runImport(database, akomaNtoso, [third, fourth], { defaults });
    expect(await said()).toEqual([
      "halvard-3: Nobody has, so far as I know.",
      `halvard-2: ${LAMPS[0]}`,
      `halvard: ${PIER[0]}`,
      "halvard-2: Who has paid for this lamp?",
    ]);
    await expectSound(database);
  });

  test.each(["x".repeat(1_001), "я".repeat(600), "a\u0007b"])(
    "an id that cannot be kept is left out: %j",
    async (id) => {
      const origin = await database.prisma.origin.create({ data: { kind: "IMPORT", name: "popolo members.json" } });
      await database.prisma.speaker.create({ data: { slug: "halvard", name: "Halvard", kind: "PERSON" } });
      const given = ["7", id].map((value) => ({ scheme: "popolo", value, slug: "halvard" }));
      expect([...(await recordCorpusIds(database, origin.id, given))]).toEqual(["halvard"]);
      expect(await database.prisma.corpusId.count()).toBe(1);
    },
  );

  test("people of one name and seat in Popolo are two if their dates or parties differ, and the report tells", async () => {
    const seat = (start_date: string, party: string, id?: string) => ({
      persons: [
        { id, name: "Owen Halvard", memberships: [{ label: "Member", start_date, on_behalf_of: { name: party } }] },
      ],
    });
    const take = async (name: string, value: object) =>
      (await runImport(database, popolo, [await write(name, JSON.stringify(value))])).report;
    await take("1/members.json", seat("2021-05-01", "Harbour Party"));
    expect(await take("2/members.json", seat("2021-05-01", "Harbour Party"))).toMatchObject({ taken: { made: 0 } });
    expect((await take("3/members.json", seat("2026-05-01", "Harbour Party"))).namesakes.people).toBe(1);
    expect((await take("4/members.json", seat("2021-05-01", "Pier Party"))).namesakes.people).toBe(1);
    expect(await database.prisma.speaker.count()).toBe(3);
    await expectSound(database);
  });
});

test("a cell means the speaker whom the archive has, with a title; and nobody if another one stands behind the name", async () => {
  const sheet = (...cells: string[]) =>
    [
      "speaker,text,date,url",
      ...cells.map((cell, i) => `"${cell}",Words ${i}.,2031,https://a.example/${cell.length}-${i}`),
    ].join("\n");
  await runImport(database, csv, [await write("names.csv", sheet("Runa Velle", "Tilo Marsh"))], { defaults });
  const cells = ["Mayor Runa Velle", "Velle, Runa (Harbour Party)", "Dr Kurt Runa Velle", "Ada Brandt, Tilo Marsh"];
  await runImport(database, csv, [await write("cells.csv", sheet(...cells))], { defaults });
  expect((await said()).sort()).toEqual([
    "UNKNOWN: Words 3.",
    "kurt-runa-velle: Words 2.",
    "runa-velle: Words 0.",
    "runa-velle: Words 0.",
    "runa-velle: Words 1.",
    "tilo-marsh: Words 1.",
  ]);
});
