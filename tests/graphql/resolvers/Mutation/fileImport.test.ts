import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Prisma } from "../../../../src/generated/prisma/client.ts";
import { packageRoot } from "../../../../src/packageRoot.ts";
import { openApi } from "../../../helpers/api.ts";
import { codesOf } from "../../../helpers/mutationCodes.ts";

const { sql } = Prisma;

const fixture = (path: string) => readFileSync(join(packageRoot(), "tests/fixtures", path));
const harbour = { name: "harbour.csv", format: "CSV", text: fixture("csv/harbour.csv").toString("utf8") };

const api = openApi({}, { afresh: true, sound: true });

const REPORT = `recordCount madeCount changedCount unchangedCount leftOutCount rejectedCount unprintedCount
  newArticleCount newSpeakers newSources newTopics notes rejections { line record code recordCount }`;

async function send(input: object) {
  const query = `mutation ($input: FileImportInput!) {
    fileImport(input: $input) {
      import { id format files fileCount importedBy reason finishedAt recordCount madeCount }
      report { ${REPORT} }
      userErrors { field code message }
    }
  }`;
  return (await api.ask(query, { input })).fileImport;
}

async function undo(id: string, idempotencyKey?: string) {
  const query = `mutation ($input: ImportUndoInput!) {
    importUndo(input: $input) { removedCount restoredCount userErrors { field code message } }
  }`;
  return (await api.ask(query, { input: { id, idempotencyKey } })).importUndo;
}

async function held() {
  const { statements, speakers, imports } = await api.ask(
    "{ statements { totalCount } speakers { totalCount } imports { id } }",
  );
  return { statements: statements.totalCount, speakers: speakers.totalCount, imports: imports.length };
}

const expected = {
  recordCount: 8,
  ...{ madeCount: 5, changedCount: 0, unchangedCount: 0, leftOutCount: 1, rejectedCount: 2, unprintedCount: 0 },
  newArticleCount: 3,
  newSpeakers: ["Mira Halvorsen", "Tomas Reyl", "Ilse Brandt"],
  newSources: ["The Ostrin Post", "Norrvik Press", "Norrvik Weekly"],
  newTopics: ["Ostrin", "harbours"],
  notes: [],
  rejections: [
    { line: 7, record: null, code: "BAD_DATE", recordCount: 1 },
    { line: 8, record: null, code: "AMBIGUOUS_DATE", recordCount: 1 },
  ],
};

describe("fileImport", () => {
  test("a dry run returns the report of the import and keeps nothing", async () => {
    const { import: none, report, userErrors } = await send({ ...harbour, dryRun: true });
    expect({ none, userErrors }).toEqual({ none: null, userErrors: [] });
    expect({ ...report, ...sorted(report) }).toEqual({ ...expected, ...sorted(expected) });
    expect(await held()).toEqual({ statements: 0, speakers: 0, imports: 0 });
  });

  test("an import names its file, its editor and the reason, and is undone as a whole", async () => {
    const { import: made, report } = await send({ ...harbour, reason: "From the newsroom" });
    expect({ ...report, ...sorted(report) }).toEqual({ ...expected, ...sorted(expected) });
    expect(made).toMatchObject({
      ...{
        format: "csv",
        files: ["harbour.csv"],
        fileCount: 1,
        importedBy: "Test Editor",
        reason: "From the newsroom",
      },
      ...{ recordCount: 8, madeCount: 5, finishedAt: expect.any(String) },
    });
    expect(await held()).toEqual({ statements: 5, speakers: 3, imports: 1 });
    const { removedCount, userErrors } = await undo(made.id);
    expect(userErrors).toEqual([]);
    expect(removedCount).toBeGreaterThan(10);
    expect(await held()).toEqual({ statements: 0, speakers: 0, imports: 0 });
  });

  test("the same file again changes nothing, and a corrected one corrects", async () => {
    await send(harbour);
    expect((await send(harbour)).report).toMatchObject({ madeCount: 0, unchangedCount: 5, newSpeakers: [] });
    const text = harbour.text.replace("Tuesday", "5 March 2031");
    const { report } = await send({ ...harbour, text });
    expect(report).toMatchObject({ madeCount: 1, changedCount: 1, unchangedCount: 4, rejectedCount: 1 });
  });

  test("a workbook comes in Base64, and its rejections name the cell", async () => {
    const base64 = fixture("xlsx/harbour.xlsx").toString("base64");
    const { report } = await send({ name: "harbour.xlsx", format: "XLSX", base64, dryRun: true });
    expect(report).toMatchObject({ madeCount: 5, rejectedCount: 2 });
    expect(report.rejections[0]).toMatchObject({ code: "BAD_DATE", record: "C6" });
  });

  test("settings for tables are passed on", async () => {
    const text = "Who said it?;Her words;Day\nMira Halvorsen;We open.;03/04/2031\n;We stay open.;04/04/2031\n";
    const given = {
      ...{ name: "words.csv", format: "CSV", text, source: "The Ostrin Post", language: "en", dates: "DAY_FIRST" },
      ...{
        columns: [
          { column: "text", name: "Her words" },
          { column: "speaker", name: "Who said it?" },
        ],
      },
      fillDown: ["speaker"],
    };
    expect((await send(given)).report).toMatchObject({
      madeCount: 2,
      rejectedCount: 0,
      newSpeakers: ["Mira Halvorsen"],
    });
    const { statements } = await api.ask("{ statements { nodes { saidOn speaker { name } } } }");
    expect(statements.nodes).toEqual([
      { saidOn: "2031-04-04", speaker: { name: "Mira Halvorsen" } },
      { saidOn: "2031-04-03", speaker: { name: "Mira Halvorsen" } },
    ]);
  });

  test("the archive's own lines are read", async () => {
    const line = { source: { slug: "the-ostrin-post", name: "The Ostrin Post", kind: "OUTLET", fictional: true } };
    const text = `${JSON.stringify(line)}\nnonsense\n`;
    const { report } = await send({ name: "own.jsonl", format: "JSONL", text, dryRun: true });
    expect(report).toMatchObject({ madeCount: 1, rejectedCount: 1, newSources: ["The Ostrin Post"] });
    expect(report.rejections).toEqual([expect.objectContaining({ line: 2, code: "MALFORMED" })]);
  });

  const row = "Mira Halvorsen,We open on time.,2031-03-04,The Ostrin Post\n";
  test.each([
    ["two contents", { base64: "YQ==" }, null, /Give either/],
    ["no content", { text: null }, null, /Give either/],
    ["a content that is not Base64", { text: null, base64: "%" }, ["base64"], /not in Base64/],
    ["a mistake after much space", { text: null, base64: `${" ".repeat(1_000_000)}%` }, ["base64"], /not in Base64/],
    ["a text of more than 2 MB", { text: "a".repeat(2_000_001) }, ["text"], /larger than 2 MB/],
    [
      "more than 2,000 rows",
      { text: `speaker,text,date,source\n${row.repeat(2_001)}` },
      ["text"],
      /more than 2,000 rec/,
    ],
    ["a language that is no tag", { language: "English!" }, ["language"], /BCP 47/],
    ["a file without a name", { name: " " }, ["name"], /name/],
  ])("a file with %s is refused", async (_, wrong, field, message) => {
    const { report, userErrors } = await send({ ...harbour, dryRun: true, ...wrong });
    expect(report).toBeNull();
    expect(userErrors).toEqual([{ field, code: "INVALID", message: expect.stringMatching(message) }]);
    expect(await held()).toEqual({ statements: 0, speakers: 0, imports: 0 });
  });

  test.each([
    ["is empty", "CSV", Buffer.from("")],
    ["has no column for the words", "CSV", Buffer.from("a,b\n1,2\n")],
    ["is no workbook", "XLSX", Buffer.from("PK\u0003\u0004 and nothing else")],
    ["is compressed", "CSV", Buffer.from("1f8b0800000000000003", "hex")],
  ])("a file that %s is reported as rejected", async (_, format, content) => {
    const { report, userErrors } = await send({
      name: "bad",
      format,
      base64: content.toString("base64"),
      dryRun: true,
    });
    expect(userErrors).toEqual([]);
    expect(report.madeCount).toBe(0);
    expect(report.rejections).toHaveLength(report.recordCount > 0 ? 1 : 0);
  });

  test("a request with the same key is carried out once", async () => {
    const first = await send({ ...harbour, idempotencyKey: "once" });
    expect(await send({ ...harbour, idempotencyKey: "once" })).toEqual(first);
    const { userErrors } = await send({ ...harbour, name: "other.csv", idempotencyKey: "once" });
    expect(userErrors).toEqual([expect.objectContaining({ code: "KEY_REUSED" })]);
  });

  test("each code of the schema is tested above", () => {
    expect(codesOf("fileImport")).toEqual(["INVALID", "KEY_REUSED"]);
  });
});

describe("importUndo", () => {
  test("each code of the schema is provoked", async () => {
    const { import: made } = await send(harbour);
    await api.database.query(sql`
      INSERT INTO assertion (origin_id, subject, subject_id)
      SELECT origin_id, 'APPEARANCE', 1000000 + number FROM import_file, generate_series(1, 20001) AS number`);
    const refusals = [await undo("7000"), await undo("no number"), await undo(made.id)];
    await api.database.query(sql`DELETE FROM assertion WHERE subject_id > 1000000`);
    await undo(made.id, "once");
    refusals.push(await undo(made.id), await undo("7000", "once"), await undo(made.id, "a".repeat(101)));
    expect(refusals.map(({ userErrors: [{ field, code }] }) => `${code} ${field}`)).toEqual([
      ...["NOT_FOUND id", "NOT_FOUND id", "WRONG_STATE id"],
      ...["NOT_FOUND id", "KEY_REUSED idempotencyKey", "INVALID idempotencyKey"],
    ]);
    expect(refusals[2].userErrors[0].message).toMatch(/20,006 printings: undo it with `onrecord imports undo/);
    expect(codesOf("importUndo")).toEqual(["INVALID", "KEY_REUSED", "NOT_FOUND", "WRONG_STATE"]);
  });

  test("the history has one entry: who undid which import; it cannot be undone", async () => {
    const { import: made } = await send(harbour);
    const history =
      "{ revisions { totalCount nodes { id action by { name kind } nodes { id } changes { field } undoneImport { id format files fileCount importedBy startedAt } } } }";
    const before = (await api.ask(history)).revisions.totalCount;
    await undo(made.id, "told once");
    await undo(made.id, "told once");
    const { totalCount, nodes } = (await api.ask(history)).revisions;
    expect(totalCount).toBe(before + 1);
    const { id, ...entry } = nodes[0];
    expect(entry).toEqual({
      action: "importUndo",
      by: { name: "Test Editor", kind: "PERSON" },
      nodes: [],
      changes: [],
      undoneImport: {
        id: made.id,
        format: "csv",
        files: made.files,
        fileCount: 1,
        importedBy: "Test Editor",
        startedAt: expect.stringMatching(/^\d{4}-/),
      },
    });
    const again = "mutation ($id: ID!) { undo(input: { revision: $id }) { userErrors { code message } } }";
    expect((await api.ask(again, { id })).undo.userErrors).toEqual([
      {
        code: "WRONG_STATE",
        message: "An import that was undone does not come back by `undo`: import its files again.",
      },
    ]);
  });

  test("rows that the import had changed come back without an entry of their own, and an import that is not there leaves none", async () => {
    const { import: one } = await send(harbour);
    const { import: two } = await send({
      ...harbour,
      text: harbour.text.replaceAll("Mira Halvorsen", "Mira Halvorsson"),
    });
    const actions = async () =>
      (await api.ask("{ revisions(first: 100) { nodes { action } } }")).revisions.nodes.map(
        ({ action }: { action: string }) => action,
      );
    await undo("7000");
    const before = await actions();
    expect(before).toContain("record");
    for (const { id } of [two, one]) await undo(id);
    expect(await actions()).toEqual([
      "importUndo",
      "importUndo",
      ...before.filter((action: string) => action !== "record"),
    ]);
  });
});

/** Returns the lists of names in alphabetical order: the order of those made in one step is not promised. */
function sorted({ newSpeakers, newSources, newTopics }: Record<"newSpeakers" | "newSources" | "newTopics", string[]>) {
  return { newSpeakers: [...newSpeakers].sort(), newSources: [...newSources].sort(), newTopics: [...newTopics].sort() };
}
