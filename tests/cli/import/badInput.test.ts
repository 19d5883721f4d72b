import { cp, mkdir, open, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import type { Report } from "../../../src/ingestion/report.ts";
import { expectSound, openArchive } from "../../helpers/archive.ts";
import { CHECKOUT } from "../../helpers/child.ts";
import { startCommand } from "../../helpers/command.ts";
import { openFolder } from "../../helpers/folder.ts";
import { HARBOUR_BODY, harbourLines, writeInput } from "../../ingestion/corpus.ts";
import { MOST_MEMORY, withPeak } from "./memory.ts";

const database = openArchive({ afresh: true });
const folder = openFolder();

const FIXTURES = join(CHECKOUT, "tests/fixtures");

/** An article that nothing is wrong with, in which one statement stands. */
const sound = (name: string) =>
  harbourLines([
    { url: `https://news.example.org/${name}`, body: HARBOUR_BODY, statements: [{ exact: "Nobody asked why" }] },
  ]);

/** Imports a folder of files and answers each file's rejections, in whose order it does not matter. */
async function importFolder(format: string, files: Record<string, string | Buffer>, name = format) {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeInput(path, file, content);
  const rejects = join(folder, `${name}.rejects`);
  const words = ["import", format, path, "--json", "--rejects", rejects, "--source", "The Ostrin Post"];
  const ended = await withPeak(startCommand(words, { environment: { DATABASE_URL: database.url } }));
  // Nothing is told but the report: no stack, no warning.
  expect(ended.errors).toBe("");
  await expectSound(database);
  const rejected: Record<string, string[]> = {};
  for (const line of (await readFile(rejects, "utf8")).split("\n").filter(Boolean)) {
    const { file, line: number, code, message } = JSON.parse(line);
    expect(message).toMatch(/^[A-Z].*\w.*\.$/s);
    const key = file.slice(path.length + 1);
    rejected[key] = [...(rejected[key] ?? []), `${number ?? ""} ${code}`.trim()];
  }
  return { ...ended, rejected, report: (JSON.parse(ended.output) as { report: Report }).report };
}

/** Makes input with one line of this many bytes, with sound lines before and after it. */
async function writeLongLine(path: string, bytes: number): Promise<void> {
  const file = await open(path, "w");
  await file.write(sound("before-long"));
  const piece = Buffer.alloc(1_000_000, "x");
  for (let written = 0; written < bytes; written += piece.length) await file.write(piece);
  await file.write(`\n${sound("after-long")}`);
  await file.close();
}

test("an import survives damaged bytes, other encodings, long lines, deep nesting, doubles, dates and loops", async () => {
  const streams = await readFile(join(FIXTURES, "input/three-streams.txt.bz2"));
  const long = sound("cut").repeat(1_000);
  const [source, speaker, article = ""] = sound("dates").split("\n");
  const dated = (name: string, date: string) => article.replace("/dates", `/${name}`).replace("2031-05-14", date);
  await mkdir(join(folder, "jsonl"));
  await symlink(".", join(folder, "jsonl/loop"));
  await writeLongLine(join(folder, "jsonl/long-line.jsonl"), 200_000_000);
  const { rejected, report, exitCode, peak } = await importFolder("jsonl", {
    "cut.jsonl.gz": gzipSync(long).subarray(0, -500),
    "cut-too.jsonl.bz2": streams.subarray(0, -20),
    "dates.jsonl": [
      source,
      speaker,
      dated("zero", "0000-01-01"),
      dated("late", "9999-12-31"),
      dated("no", "2031-02-31"),
    ].join("\n"),
    "deep.jsonl": `{"article":{"url":${"[".repeat(10_000)}${"]".repeat(10_000)}}}\n${sound("deep")}`,
    "double.jsonl": `${sound("double")}${sound("double")}`,
    "invalid.jsonl": Buffer.concat([Buffer.from(sound("invalid")), Buffer.from([0x22, 0xff, 0xfe, 0x81, 0x0a])]),
    "latin1.jsonl": Buffer.from(sound("latin").replaceAll("Ada", "Märta"), "latin1"),
    "sound.jsonl": sound("sound"),
    "utf16.jsonl": Buffer.from(`\ufeff${sound("utf16")}`, "utf16le"),
  });
  expect(rejected).toEqual({
    "cut.jsonl.gz": ["UNREADABLE"],
    "cut-too.jsonl.bz2": ["UNREADABLE"],
    // 9999 is a year.
    "dates.jsonl": ["3 BAD_DATE", "5 BAD_DATE"],
    "deep.jsonl": ["1 MALFORMED"],
    "double.jsonl": ["6 DUPLICATE"],
    "invalid.jsonl": ["UNREADABLE"],
    "latin1.jsonl": ["UNREADABLE"],
    "long-line.jsonl": ["4 TOO_LARGE"],
    "utf16.jsonl": ["UNREADABLE"],
  });
  expect(exitCode).toBe(1);
  expect(report.made.articles).toBe(7);
  expect(peak).toBeLessThan(MOST_MEMORY);
});

test("an import survives tables with 3 or 300 columns and impossible dates", async () => {
  const row = "Mira Halvorsen,The harbour opens.,2031-03-04";
  const wide = Array.from({ length: 297 }, (_, i) => `column ${i}`).join(",");
  const dates = ["0000", "9999", "31 February 2031", "2031-02-31", "03/04/2031"];
  const { rejected, report, exitCode } = await importFolder("csv", {
    "dates.csv": ["speaker,text,date", ...dates.map((date, i) => `Mira Halvorsen,Words ${i}.,${date}`)].join("\n"),
    "none.csv": "one,two,three\n1,2,3\n",
    "ragged.csv": `speaker,text,date\n${row},more,and more\nMira Halvorsen\n`,
    "three.csv": `speaker,text,date\n${row}\n`,
    "wide.csv": `speaker,text,date,${wide}\n${row.replace("opens", "opens soon")}${",".repeat(297)}\n`,
  });
  expect(rejected).toEqual({
    "dates.csv": ["2 BAD_DATE", "3 BAD_DATE", "4 BAD_DATE", "5 BAD_DATE", "6 AMBIGUOUS_DATE"],
    "none.csv": ["1 MALFORMED"],
    "ragged.csv": ["2 MALFORMED", "3 INCOMPLETE"],
  });
  expect([exitCode, report.taken.made > 0]).toEqual([1, true]);
});

test("an import resolves no XML bomb and no external entity", async () => {
  const transcript = await readFile(join(FIXTURES, "akoma-ntoso/2031-05-14-harbour-council.an.xml"), "utf8");
  const withDoctype = (doctype: string) =>
    transcript
      .replace(/(<\?xml[^>]*\?>)?\s*/, (head) => `${head}<!DOCTYPE akomaNtoso [${doctype}]>`)
      .replace(/<p>/, "<p>&bomb;");
  const levels = Array.from({ length: 12 }, (_, i) => `<!ENTITY b${i + 1} "${`&b${i};`.repeat(10)}">`).join("");
  const { rejected, exitCode, peak } = await importFolder("akoma-ntoso", {
    "bomb.an.xml": withDoctype(`<!ENTITY b0 "boom">${levels}<!ENTITY bomb "&b12;">`),
    "outside.an.xml": withDoctype(`<!ENTITY bomb SYSTEM "file:///etc/passwd">`),
  });
  expect(Object.keys(rejected).sort()).toEqual(["bomb.an.xml", "outside.an.xml"]);
  expect(exitCode).toBe(2);
  expect(peak).toBeLessThan(MOST_MEMORY);
  const bodies = await database.prisma.article.findMany();
  expect(JSON.stringify(bodies)).not.toMatch(/root:|boom/);
});

test("an import rejects annotations without their text and ids that occur twice", async () => {
  const path = join(folder, "brat");
  await cp(join(FIXTURES, "brat"), path, { recursive: true });
  await rm(join(path, "text/sandholm-post_2031-05-15_market-open-on-sunday.txt"));
  const doubled = "attributions/sandholm-post_2031-05-14_harbour-fees-to-rise-in-june_4e07.ann";
  const annotations = await readFile(join(path, doubled), "utf8");
  const { rejected, exitCode } = await importFolder("brat", {
    [doubled]: `${annotations.trimEnd()}\n${annotations.match(/^E\d.*$/m)}\n`,
  });
  expect(rejected["attributions/sandholm-post_2031-05-15_market-open-on-sunday_4e07.ann"]).toEqual(["INCOMPLETE"]);
  expect(rejected[doubled]?.every((rejection) => / DUPLICATE$/.test(rejection))).toBe(true);
  expect(exitCode).toBe(1);
});
