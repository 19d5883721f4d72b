import { expect, test } from "@jest/globals";
import { csv } from "../../src/formats/csv.ts";
import { jsonl } from "../../src/formats/jsonl.ts";
import { exported } from "../export/exported.ts";
import { expectSound, openArchive } from "../helpers/archive.ts";
import { openFolder } from "../helpers/folder.ts";
import { runImport, writeInput } from "./corpus.ts";

const [database, other] = [openArchive({ afresh: true, sound: true }), openArchive({ afresh: true })];
const folder = openFolder();

const URN = "urn:uuid:5a6d8c10-3b7e-8f21-9c44-d0e1f2a3b4c5";
const write = (lines: readonly string[], name = "talk.csv") => writeInput(folder, name, `${lines.join("\n")}\n`);
const HEADER = "id,speaker,text,date,headline,source,in reply to";
const row = (id: string, speaker: string, text: string, to = "", headline = "The talk") =>
  `${id},${speaker},${text},2031-03-04,${headline},The Ostrin Post,${to}`;
const ASKED = row("1", "Mira Halvorsen", "Will it open?");
const ANSWERED = row("2", "Tomas Reyl", "In spring.", "1");

const replies = async (of = database) => {
  const rows = await of.prisma.statementLink.findMany({
    include: { statement: true, target: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ statement, kind, target }) => `${statement.text} ${kind} ${target.text}`);
};

test("a table links rows by their ids, also to rows of other articles and further below", async () => {
  const last = row("3", "Tomas Reyl", "Soon.", "4; 1");
  const below = row("4", "Mira Halvorsen", "When?", "2", "Another day");
  const { report, rejections } = await runImport(database, csv, [await write([HEADER, last, ASKED, ANSWERED, below])]);
  expect(rejections).toEqual([]);
  expect(report).toMatchObject({ records: 4, taken: { made: 4, changed: 0, unchanged: 0 } });
  expect((await replies()).sort()).toEqual([
    "In spring. RESPONDS_TO Will it open?",
    "Soon. RESPONDS_TO When?",
    "Soon. RESPONDS_TO Will it open?",
    "When? RESPONDS_TO In spring.",
  ]);
});

test("a table that is exported has the same replies when it is imported elsewhere", async () => {
  await runImport(database, csv, [await write([HEADER, ASKED, ANSWERED])]);
  const path = await writeInput(folder, "again.csv", await exported(database, "csv"));
  const { rejections } = await runImport(other, csv, [path]);
  expect(rejections).toEqual([]);
  expect(await replies(other)).toEqual(await replies());
});

test("a cell that names no other row or statement is reported, and its row imported without it", async () => {
  const path = await write([
    HEADER,
    ASKED,
    row("2", "Tomas Reyl", "In spring.", "9"),
    row("3", "Tomas Reyl", "To myself.", "3"),
    row("4", "Tomas Reyl", "Twice.", "5"),
    row("5", "Ilse Brandt", "One.", ""),
    row("5", "Ilse Brandt", "Two.", URN),
  ]);
  const { report, rejections } = await runImport(database, csv, [path]);
  expect(report.taken.made).toBe(6);
  expect(rejections.map(({ place: { line }, code, message }) => [line, code, message])).toEqual([
    [3, "MALFORMED", expect.stringMatching(/^No row has the id “9”/)],
    [4, "MALFORMED", expect.stringMatching(/^The row is in reply to itself/)],
    [5, "MALFORMED", expect.stringMatching(/^Several rows have the id “5”/)],
    [7, "REFUSED", expect.stringMatching(/target is not on record: there is no statement urn/)],
  ]);
  expect(await replies()).toEqual([]);
});

test("a reply in a circle is refused, and the others of the table are linked", async () => {
  const path = await write([
    HEADER,
    row("1", "Mira Halvorsen", "Will it open?", "2"),
    ANSWERED,
    row("3", "A", "Hm.", "1"),
  ]);
  const { rejections } = await runImport(database, csv, [path]);
  expect(rejections).toMatchObject([{ code: "REFUSED", message: expect.stringContaining("cannot form a circle") }]);
  expect(await replies()).toHaveLength(2);
});

test("a corrected table takes back the replies that it no longer has", async () => {
  await runImport(database, csv, [await write([HEADER, ASKED, ANSWERED])]);
  await runImport(database, csv, [await write([HEADER, ASKED, ANSWERED])]);
  expect(await replies()).toHaveLength(1);
  await runImport(database, csv, [await write([HEADER, ASKED, row("2", "Tomas Reyl", "In spring.")])]);
  expect(await replies()).toEqual([]);
});

test("a line of jsonl links two statements, and a bad one is rejected by itself", async () => {
  const statement = (text: string, urn: string) => ({
    urn,
    kind: "INDIRECT",
    text,
    speakerStatus: "UNNAMED",
    appearance: { passage: { exact: text } },
  });
  const OTHER = URN.replace("5a", "11");
  const article = {
    url: "https://news.example.org/talk",
    headline: "The talk",
    publishedAt: "2031-03-04",
    language: "en",
    source: "sandholm-post",
    statements: [statement("Will it open?", URN), statement("In spring.", OTHER)],
  };
  const link = { statement: OTHER, kind: "RESPONDS_TO", target: URN };
  const lines = [
    { source: { slug: "sandholm-post", name: "Sandholm Post", kind: "OUTLET" } },
    { article },
    { link },
    { link },
    { link: { ...link, target: OTHER } },
    { link: { ...link, kind: "LIKES" } },
    { link: { ...link, target: "5" } },
    { link: { ...link, target: undefined } },
    { link: { ...link, target: { article: article.url, exact: "Nothing." } } },
    { link: { statement: URN, kind: "RESPONDS_TO", target: OTHER } },
    { link: null },
  ].map((line) => JSON.stringify(line));
  const { report, rejections } = await runImport(database, jsonl, [await write(lines, "talk.jsonl")]);
  expect(report).toMatchObject({ records: 12, taken: { made: 4, unchanged: 1 } });
  expect(rejections.map(({ place: { line }, code }) => [line, code])).toEqual([
    [5, "MALFORMED"],
    [6, "MALFORMED"],
    [7, "MALFORMED"],
    [8, "INCOMPLETE"],
    [9, "REFUSED"],
    [10, "REFUSED"],
    [11, "MALFORMED"],
  ]);
  expect(await replies()).toEqual(["In spring. RESPONDS_TO Will it open?"]);
  await expectSound(database);
});
