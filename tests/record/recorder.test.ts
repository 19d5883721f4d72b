import { describe, expect, test } from "@jest/globals";
import type { Asserter } from "../../src/document/asserter.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import type { AssertionSubject } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { contents, openArchive } from "../helpers/archive.ts";
import {
  article,
  BODY,
  documentWith,
  IMPORT,
  OTHER_IMPORT,
  paraphrase,
  QUOTE,
  quotation,
} from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

const IMPORT_2: Asserter = { ...IMPORT, version: "2" };
const words = (...exacts: string[]) =>
  documentWith(
    article(
      "one",
      exacts.map((exact) => paraphrase(exact)),
    ),
  );

/** Returns the assertions of a subject: its key with the origin's name and version. */
async function asserted(subject: AssertionSubject): Promise<string[]> {
  const rows = await database.prisma.assertion.findMany({ where: { subject }, include: { origin: true } });
  return rows
    .map(({ subjectId, otherId, origin }) => `${subjectId} ${otherId} ${origin.name} ${origin.version}`)
    .sort();
}

/** Returns the printings and their origins. */
async function printings(): Promise<string[]> {
  const rows = await database.prisma.appearance.findMany({ include: { origin: true }, orderBy: { id: "asc" } });
  return rows.map(({ exact, origin }) => `${exact}: ${origin.name} ${origin.version}`);
}

describe("a later version of an origin", () => {
  test("a later version changes and removes what an earlier one recorded, and leaves what both say", async () => {
    await record(database, words("first", "second", "third"), IMPORT);
    const later = documentWith(article("one", [paraphrase("first"), paraphrase("second", { text: "Changed." })]));
    expect(await record(database, later, IMPORT_2)).toMatchObject({
      outcomes: ["unchanged", "changed"],
      passages: { unchanged: 2, gone: 1 },
    });
    expect(await printings()).toEqual(["first: test 1", "second: test 2"]);
    expect(await asserted("APPEARANCE")).toEqual(["1 0 test 1", "1 0 test 2", "2 0 test 1", "2 0 test 2"]);
  });

  test("a later version is never one of another kind or name", async () => {
    await record(database, words("first"), IMPORT);
    await record(database, words(), { ...IMPORT, kind: "EXTRACTOR" });
    await record(database, words(), OTHER_IMPORT);
    expect(await printings()).toEqual(["first: test 1"]);
  });
});

describe("revisions", () => {
  const revisions = () =>
    database.prisma.rowChange.findMany({
      orderBy: { id: "asc" },
      select: {
        tableName: true,
        key: true,
        before: true,
        after: true,
        origin: { select: { name: true, version: true } },
      },
    });
  const origin = { name: "test", version: "2" };

  test("revisions are not kept of what is made", async () => {
    await record(database, documentWith(article("one", [quotation(QUOTE)], { body: BODY })), IMPORT);
    expect(await revisions()).toEqual([]);
  });

  test("revisions are kept of what a change overwrites, column by column, with its author", async () => {
    await record(database, words("first"), IMPORT);
    const changed: ArchiveDocument = documentWith(
      article("one", [paraphrase("first", { text: "Changed." })], { headline: "Another" }),
    );
    await record(database, changed, IMPORT_2);
    const first = "It was reported: first.";
    expect(await revisions()).toEqual([
      {
        tableName: "article",
        key: { id: 1 },
        before: { headline: "On one" },
        after: { headline: "Another" },
        origin,
      },
      {
        tableName: "statement",
        key: { id: 1 },
        before: { text: first, origin_id: 1 },
        after: { text: "Changed.", origin_id: 2 },
        origin,
      },
      {
        tableName: "appearance",
        key: { id: 1 },
        before: { text: first, origin_id: 1 },
        after: { text: "Changed.", origin_id: 2 },
        origin,
      },
    ]);
  });

  test("revisions are kept of whole rows that are removed, with all that goes along", async () => {
    await record(database, words("first"), IMPORT);
    const { appearance, statement, statement_tag } = await contents(database);
    expect([appearance, statement, statement_tag].map((rows) => rows?.length)).toEqual([1, 1, 1]);
    await record(database, words(), IMPORT_2);
    const kept = await revisions();
    expect(kept.map(({ tableName, after }) => [tableName, after]).sort()).toEqual([
      ["appearance", null],
      ["assertion", null],
      ["assertion", null],
      ["statement", null],
      ["statement_tag", null],
    ]);
    expect(kept.find(({ tableName }) => tableName === "appearance")).toMatchObject({
      key: { id: 1 },
      before: { id: 1, statement_id: 1, exact: "first", media: [], start_offset: null },
      origin,
    });
  });

  test("revisions mark additions to older rows if nothing else shows who made them", async () => {
    const printed = (spans: { role: "CONTENT"; exact: string }[]) =>
      documentWith(
        article("one", [quotation(QUOTE, { appearance: { passage: { exact: QUOTE, spans } } })], { body: BODY }),
      );
    await record(database, printed([]), IMPORT);
    await record(database, printed([{ role: "CONTENT", exact: QUOTE }]), IMPORT_2);
    expect(await revisions()).toEqual([
      {
        tableName: "appearance_span",
        key: { appearance_id: 1, role: "CONTENT", start_offset: 70 },
        before: {},
        after: {},
        origin,
      },
    ]);
  });

  test("revisions are not kept of what nobody has asked to be kept", async () => {
    await record(database, words("first"), IMPORT);
    await database.prisma.article.updateMany({ data: { headline: "By hand" } });
    expect(await revisions()).toEqual([]);
  });
});
