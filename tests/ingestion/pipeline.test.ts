import { describe, expect, test } from "@jest/globals";
import { jsonl } from "../../src/formats/jsonl.ts";
import { undoImport } from "../../src/history/undoImport.ts";
import { rehearseImport } from "../../src/ingestion/pipeline.ts";
import { listImports } from "../../src/record/importRuns.ts";
import { dump, expectSound, openArchive } from "../helpers/archive.ts";
import { openFolder } from "../helpers/folder.ts";
import { contentOf, HARBOUR_BODY, harbourLines, runImport, writeInput } from "./corpus.ts";

const [database, other] = [openArchive({ afresh: true }), openArchive({ afresh: true })];
const folder = openFolder();

const URL = "https://news.example.org/hearing";
const OPEN = "The old harbour must stay open";
const TRADE = "Trade will follow";

const write = (text: string, name = "harbour.jsonl") => writeInput(folder, name, text);
const hearing = (statements: { exact: string; text?: string; speaker?: string }[], body = HARBOUR_BODY) =>
  harbourLines([{ url: URL, body, statements }]);

/** Makes this many articles of three statements each, which fill several batches. */
const many = (articles: number) =>
  harbourLines(
    Array.from({ length: articles }, (_, i) => ({
      url: `https://news.example.org/${i}`,
      statements: [1, 2, 3].map((n) => ({ exact: `the matter of pier ${i}, item ${n}` })),
    })),
  );

test("an import takes every record, accounts for it, and is listed", async () => {
  const path = await write(hearing([{ exact: OPEN }, { exact: TRADE }]));
  const { id, report, rejections, stoppedAt } = await runImport(database, jsonl, [path]);
  expect({ rejections, stoppedAt }).toEqual({ rejections: [], stoppedAt: null });
  expect(report).toMatchObject({
    ...{ files: 1, records: 4, taken: { made: 4, changed: 0, unchanged: 0 } },
    made: { articles: 1, sources: 1, speakers: 1, topics: 0, propositions: 0 },
  });
  const [known, ...more] = await listImports(database);
  expect(more).toEqual([]);
  expect(known).toMatchObject({
    id,
    format: "jsonl",
    files: 1,
    articles: 1,
    statements: 2,
    speakers: 1,
    counts: report,
  });
  expect(known?.finishedAt).toBeInstanceOf(Date);
  await expectSound(database);
});

test("an import of the same files again touches not a single row", async () => {
  const path = await write(hearing([{ exact: OPEN }, { exact: TRADE }]));
  await runImport(database, jsonl, [path]);
  const before = await dump(database);
  const { id, report } = await runImport(database, jsonl, [path]);
  expect(id).toBeNull();
  expect(report.taken).toEqual({ made: 0, changed: 0, unchanged: 4 });
  expect(await dump(database)).toEqual(before);
});

test("an import of a changed article updates what changed and says what became of each passage", async () => {
  await runImport(database, jsonl, [
    await write(hearing([{ exact: OPEN }, { exact: TRADE }, { exact: "Nobody asked why" }])),
  ]);
  const statements = await database.prisma.statement.findMany({ orderBy: { id: "asc" } });
  const body = HARBOUR_BODY.replace("opened the hearing.", "opened the hearing on Friday.").replace(
    TRADE,
    "More trade will follow",
  );
  const { report } = await runImport(database, jsonl, [
    await write(hearing([{ exact: OPEN }, { exact: "More trade will follow" }], body)),
  ]);
  expect(report.passages).toEqual({ unchanged: 0, moved: 1, reworded: 1, gone: 1 });
  const after = await database.prisma.statement.findMany({ orderBy: { id: "asc" } });
  expect(after.map(({ id }) => id)).toEqual(statements.slice(0, 2).map(({ id }) => id));
  await expectSound(database);
});

describe("what the archive's rules forbid", () => {
  test("a record that breaks the archive's rules is rejected with its place, and the rest goes in", async () => {
    const text = hearing([{ exact: OPEN }, { exact: "words that stand nowhere" }, { exact: TRADE, speaker: "nobody" }]);
    const { report, rejections } = await runImport(database, jsonl, [await write(text)]);
    expect(report).toMatchObject({ records: 5, taken: { made: 3 }, rejected: { REFUSED: 2 } });
    expect(rejections).toMatchObject([
      { code: "REFUSED", place: { line: 3 }, message: expect.stringContaining("does not appear in the body") },
      { code: "REFUSED", place: { line: 3 }, message: expect.stringContaining("there is no speaker nobody") },
    ]);
    await expectSound(database);
  });

  test("a record that only the tables can refuse is found among many", async () => {
    const speakers = ["ada-brandt", "olaf-gruen", "ida-holm"].map((slug) =>
      JSON.stringify({
        speaker: { slug, name: slug, kind: "PERSON", wikidataId: slug === "ida-holm" ? "Q7" : undefined },
      }),
    );
    const same = JSON.stringify({ speaker: { slug: "second-q7", name: "Second", kind: "PERSON", wikidataId: "Q7" } });
    const { report, rejections } = await runImport(database, jsonl, [await write([...speakers, same].join("\n"))]);
    expect(report).toMatchObject({ taken: { made: 3 }, rejected: { REFUSED: 1 } });
    expect(rejections[0]).toMatchObject({ place: { line: 4 }, message: expect.stringContaining("wikidata_id") });
  });
});

describe("an import that was stopped", () => {
  /** Stops after this many batches. */
  function stopAfter(batches: number) {
    const controller = new AbortController();
    let done = 0;
    const onProgress = () => {
      done += 1;
      if (done === batches) controller.abort();
    };
    return { signal: controller.signal, onProgress };
  }

  test("an import that was stopped keeps whole batches, and the same call continues behind them", async () => {
    const [first, second] = [
      await write(many(900), "a.jsonl"),
      await write(many(10).replaceAll("/pier", "/other"), "b.jsonl"),
    ];
    const whole = await runImport(other, jsonl, [first, second]);
    const stopped = await runImport(database, jsonl, [first, second], stopAfter(2));
    expect(stopped.stoppedAt).toBe(first);
    const [running] = await listImports(database);
    expect(running).toMatchObject({ id: stopped.id, finishedAt: null });
    expect(stopped.report.records).toBeLessThan(whole.report.records);
    await expectSound(database);

    const rest = await runImport(database, jsonl, [first, second]);
    expect(rest).toMatchObject({ id: stopped.id, stoppedAt: null });
    expect(rest.report).toEqual(whole.report);
    expect(await contentOf(database)).toBe(await contentOf(other));
    expect(await listImports(database)).toHaveLength(1);
  });

  test("an import with other options is another import", async () => {
    const path = await write(many(900));
    const stopped = await runImport(database, jsonl, [path], stopAfter(1));
    const again = await runImport(database, jsonl, [path], { defaults: { language: "de" } });
    expect(again.id).not.toBe(stopped.id);
    expect(again.report.records).toBe(900 * 3 + 2);
  });
});

test("a dry run gives the same report and leaves nothing", async () => {
  const path = await write(
    many(700) +
      hearing([{ exact: "words that stand nowhere" }])
        .split("\n")
        .at(-2),
  );
  const before = await dump(database);
  const dry = await runImport(database, jsonl, [path], { run: rehearseImport });
  expect(await dump(database)).toEqual(before);
  const real = await runImport(database, jsonl, [path]);
  expect(dry.id).toBeNull();
  expect({ ...dry, id: null }).toEqual({ ...real, id: null });
});

test("an import is taken back as a whole", async () => {
  await runImport(database, jsonl, [await write(hearing([{ exact: OPEN }]), "first.jsonl")]);
  const before = await contentOf(database);
  const { id } = await runImport(database, jsonl, [
    await write(many(5) + hearing([{ exact: TRADE }]).split("\n")[2], "second.jsonl"),
  ]);
  expect(await contentOf(database)).not.toBe(before);
  expect(await undoImport(database, id as number)).toMatchObject({
    removed: { appearance: 16, article: 5, statement: 16 },
  });
  expect(await contentOf(database)).toBe(before);
  expect(await listImports(database)).toHaveLength(1);
  await expectSound(database);
});

test("a second article at one address in a file is rejected, and the first stays", async () => {
  const [source, speaker, article] = hearing([{ exact: OPEN }]).split("\n");
  const { report, rejections } = await runImport(database, jsonl, [
    await write([source, speaker, article, article].join("\n")),
  ]);
  expect(report).toMatchObject({ taken: { made: 3 }, rejected: { DUPLICATE: 1 } });
  expect(rejections[0]).toMatchObject({ code: "DUPLICATE", place: { line: 4 } });
});

test("a file that cannot be read is reported, and the others go in", async () => {
  const bad = await writeInput(folder, "bad.jsonl", Buffer.from([0xff, 0xfe, 0x41, 0x00]));
  const { report, rejections } = await runImport(database, jsonl, [bad, await write(hearing([{ exact: OPEN }]))]);
  expect(report).toMatchObject({ files: 2, taken: { made: 3 }, rejected: { UNREADABLE: 1 } });
  expect(rejections[0]).toMatchObject({ code: "UNREADABLE", place: { file: bad } });
});
