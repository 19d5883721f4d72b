import { beforeEach, describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import { matchFilter } from "../../src/archive/meant.ts";
import { originOf } from "../../src/archive/origins.ts";
import * as speakers from "../../src/archive/speakers.ts";
import { readStats } from "../../src/archive/totals/stats.ts";
import type { Editor } from "../../src/document/asserter.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { type Edit, type Edited, edit } from "../../src/editing/edit.ts";
import { mergeSpeakers, rejectMerge } from "../../src/editing/merges.ts";
import { createSpeaker, updateSpeaker } from "../../src/editing/speakers.ts";
import { versionsOf } from "../../src/editing/versions.ts";
import { undoRevision } from "../../src/history/undo.ts";
import { undoImport } from "../../src/history/undoImport.ts";
import { unmergeSpeaker } from "../../src/history/unmerge.ts";
import { beginImport, noteProgress } from "../../src/record/importRuns.ts";
import { record } from "../../src/record/record.ts";
import { clear, contents, openArchive } from "../helpers/archive.ts";
import { article, documentWith, IMPORT, OTHER_IMPORT, paraphrase, quotation } from "../helpers/factories.ts";

const EDITOR: Editor = { kind: "PERSON", name: "Newsroom", version: "1" };

/** The mayor with a second slug, as another import may have made her from a printed name. */
const twin: ArchiveDocument = {
  speakers: [
    {
      slug: "a-brandt",
      name: "A. Brandt",
      kind: "PERSON",
      fictional: true,
      reviewed: false,
      wikidataId: "Q900000001",
      names: ["Mayor Brandt", "Ada Brandt"],
      roles: [
        { label: "Mayor of Sandholm", startsOn: "2019" },
        { label: "Minister", startsOn: "2023-06" },
      ],
    },
    { name: "Jo Lund", kind: "PERSON", fictional: true },
    { name: "The Three", kind: "GROUP", fictional: true, members: ["a-brandt", "olaf-gruen", "jo-lund"] },
    { name: "All", kind: "GROUP", fictional: true, members: ["a-brandt", "ada-brandt", "olaf-gruen"] },
  ],
  articles: [
    article("two", [
      quotation("The harbour fed us for three hundred years", { speaker: "a-brandt", topics: ["fishing"] }),
      paraphrase("she wants boats", { speaker: "a-brandt" }),
    ]),
  ],
};

const base = () =>
  documentWith(article("one", [quotation("The harbour fed us for three hundred years"), paraphrase("other")]));

const database = openArchive({ document: base(), afresh: true, sound: true });
beforeEach(() => record(database, twin, OTHER_IMPORT));

const input = {};
const act = <Answer extends object>(action: string, work: (begun: Edit) => Promise<Answer>) =>
  edit(database, EDITOR, { action, input }, work);

async function done<Answer extends object>(edited: Promise<Edited<Answer>>): Promise<Answer> {
  const { answer, problems } = await edited;
  expect(problems).toEqual([]);
  return answer as Answer;
}

async function codes(edited: Promise<Edited<object>>): Promise<string[]> {
  return (await edited).problems.map(({ code }) => code);
}

const idOf = async (slug: string) => (await database.prisma.speaker.findUniqueOrThrow({ where: { slug } })).id;

async function merge(id: string, into: string): Promise<Edited<{ id: number; statementCount: number }>> {
  const found = await database.prisma.speaker.findUnique({ where: { slug: id } });
  const [version] = await versionsOf(database, "Speaker", [found?.id ?? 0]);
  return act("speakerMerge", (begun) => mergeSpeakers(begun, { id, into, expectedVersion: version ?? "" }));
}
const unmerge = (id: string) => act("speakerUnmerge", (begun) => unmergeSpeaker(begun, { id }));
const lastChange = async () => (await database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } })).id;
const undoLast = async () => {
  const revision = encodeGlobalId("Revision", await lastChange());
  return act("undo", (begun) => undoRevision(begun, { revision }));
};

async function change(slug: string, fields: object): Promise<void> {
  const id = await idOf(slug);
  const [expectedVersion] = await versionsOf(database, "Speaker", [id]);
  await done(
    act("speakerUpdate", (begun) =>
      updateSpeaker(begun, { id: encodeGlobalId("Speaker", id), expectedVersion, ...fields }),
    ),
  );
}

/** Returns every row, except those of the history and of the origins. */
async function archive() {
  const { revision, origin, ...rest } = await contents(database);
  return rest;
}

const speakerOf = async (text: string) =>
  (
    await database.prisma.statement.findMany({
      where: { text: { contains: text } },
      include: { speaker: true },
      orderBy: { id: "asc" },
    })
  ).map(({ speaker }) => speaker?.slug);

describe("a merge", () => {
  test("a merge moves everything from the one to the other and leaves a signpost", async () => {
    expect(await done(merge("a-brandt", "ada-brandt"))).toEqual({ id: await idOf("ada-brandt"), statementCount: 2 });
    expect(await database.prisma.speaker.findUnique({ where: { slug: "a-brandt" } })).toMatchObject({
      mergedIntoId: await idOf("ada-brandt"),
      wikidataId: null,
    });
    const ada = await database.prisma.speaker.findUniqueOrThrow({
      where: { slug: "ada-brandt" },
      include: { names: true, roles: true, groups: { include: { group: true } } },
    });
    expect(ada).toMatchObject({ name: "Ada Brandt", wikidataId: "Q900000001" });
    expect(ada.names.map(({ name }) => name).sort()).toEqual(["A. Brandt", "Ada Brandt", "Mayor Brandt", "Ада Брандт"]);
    expect(ada.roles.map(({ label }) => label).sort()).toEqual(["Mayor of Sandholm", "Minister"]);
    expect(ada.groups.map(({ group }) => group.slug).sort()).toEqual(["all", "harbour-alliance", "the-three"]);
    // The same words by the same speaker stay two statements.
    expect(await speakerOf("three hundred years")).toEqual(["ada-brandt", "ada-brandt"]);
  });

  test("a merged speaker is found by the old slug, id and Wikidata id, and listed once", async () => {
    const old = await idOf("a-brandt");
    await done(merge("a-brandt", "ada-brandt"));
    const ada = await idOf("ada-brandt");
    expect(await speakers.findBy(database, { slug: "a-brandt" })).toMatchObject({ id: ada });
    expect(await speakers.findBy(database, { id: encodeGlobalId("Speaker", old) })).toMatchObject({ id: ada });
    expect(await speakers.findBy(database, { wikidataId: "Q900000001" })).toMatchObject({ id: ada });
    expect(await speakers.findByIds(database, [old, ada, 4_711])).toMatchObject([{ id: ada }, { id: ada }, null]);
    const given = ["a-brandt", "A. Brandt", encodeGlobalId("Speaker", old), "q900000001", "ada-brandt"];
    const { speaker } = await matchFilter(database, { speaker: given });
    expect(speaker?.map(({ bearers }) => bearers.map(({ id }) => id))).toEqual(given.map(() => [ada]));
    const { select, count } = await speakers.list(database, {}, null, {});
    expect((await database.query<{ "speaker.slug": string }>(select)).map((row) => row["speaker.slug"])).not.toContain(
      "a-brandt",
    );
    expect(await database.query(count)).toEqual([{ count: 6 }]);
    expect((await readStats(database)).speakers).toEqual({ all: 6, unreviewed: 0 });
  });

  test("a merge leads an import of the old slug to the speaker that stayed and replaces nothing there", async () => {
    await done(merge("a-brandt", "ada-brandt"));
    const before = await archive();
    await record(database, twin, OTHER_IMPORT);
    expect(await archive()).toEqual(before);
    await record(
      database,
      {
        speakers: [
          { slug: "a-brandt", name: "A. Brandt-Holm", kind: "PERSON", description: "Somebody", names: ["Ada Brandt"] },
          { slug: "ada-brandt", name: "Ada Brandt", kind: "PERSON", fictional: true, names: ["A. Brandt-Holm"] },
        ],
        articles: [article("three", [paraphrase("new words", { speaker: "a-brandt" })])],
      },
      OTHER_IMPORT,
    );
    expect(await speakerOf("new words")).toEqual(["ada-brandt"]);
    expect(await speakers.findBy(database, { slug: "a-brandt" })).toMatchObject({
      name: "Ada Brandt",
      description: null,
    });
    const { speaker } = await matchFilter(database, { speaker: ["A. Brandt-Holm"] });
    expect(speaker?.[0]?.bearers).toMatchObject([{ slug: "ada-brandt" }]);
  });

  test("a merge shortens chains of merges", async () => {
    await done(merge("jo-lund", "a-brandt"));
    await done(merge("a-brandt", "ada-brandt"));
    expect(await speakers.findBy(database, { slug: "jo-lund" })).toMatchObject({ slug: "ada-brandt" });
    expect(await codes(unmerge("jo-lund"))).toEqual(["WRONG_STATE"]);
    await done(unmerge("a-brandt"));
    expect(await speakers.findBy(database, { slug: "jo-lund" })).toMatchObject({ slug: "a-brandt" });
    await done(unmerge("jo-lund"));
    expect(await speakers.findBy(database, { slug: "jo-lund" })).toMatchObject({ slug: "jo-lund" });
  });

  test("a merge of two groups leaves one of their members", async () => {
    await done(merge("the-three", "harbour-alliance"));
    const members = await speakers.membersOf(database, [await idOf("harbour-alliance")]);
    expect(members[0]?.map(({ slug }) => slug)).toEqual(["a-brandt", "ada-brandt", "jo-lund", "olaf-gruen"]);
  });

  test.each([
    ["somebody who is not there", "nobody", "ada-brandt", "NOT_FOUND"],
    ["into somebody who is not there", "a-brandt", "nobody", "NOT_FOUND"],
    ["into itself", "a-brandt", "a-brandt", "WRONG_STATE"],
    ["a group into its member", "harbour-alliance", "ada-brandt", "WRONG_STATE"],
    ["a member into its group", "ada-brandt", "harbour-alliance", "WRONG_STATE"],
    ["the two members of a group", "olaf-gruen", "ada-brandt", "WRONG_STATE"],
  ])("a merge of %s is refused", async (_what, id, into, code) => {
    const before = await contents(database);
    expect(await codes(merge(id, into))).toEqual([code]);
    expect(await contents(database)).toEqual(before);
  });

  test("a merge is refused if Wikidata tells the two apart, or one is merged already or has changed", async () => {
    await change("ada-brandt", { wikidataId: "Q900000009" });
    expect(await codes(merge("a-brandt", "ada-brandt"))).toEqual(["WRONG_STATE"]);
    await done(merge("a-brandt", "jo-lund"));
    expect(await codes(merge("a-brandt", "ada-brandt"))).toEqual(["WRONG_STATE"]);
    const stale = { id: "jo-lund", into: "olaf-gruen", expectedVersion: "old" };
    expect(await codes(act("speakerMerge", (begun) => mergeSpeakers(begun, stale)))).toEqual(["CONFLICT"]);
  });
});

describe("taken back, a merge leaves every row as it was", () => {
  test.each([
    ["by speakerUnmerge", () => unmerge("a-brandt")],
    ["by undo", undoLast],
  ])("a merge that is taken back leaves every row as it was: %s", async (_how, takeBack) => {
    const before = await archive();
    await done(merge("a-brandt", "ada-brandt"));
    expect(await archive()).not.toEqual(before);
    await done(takeBack());
    expect(await archive()).toEqual(before);
  });

  test("a merge of groups that is taken back leaves every row as it was", async () => {
    const before = await archive();
    await done(merge("the-three", "harbour-alliance"));
    expect(await done(unmerge("the-three"))).toEqual({ id: await idOf("the-three"), statementCount: 0 });
    expect(await archive()).toEqual(before);
  });

  test("a merge can be done and taken back again and again", async () => {
    const before = await archive();
    await done(merge("a-brandt", "ada-brandt"));
    const merged = await archive();
    for (let round = 0; round < 2; round += 1) {
      await done(undoLast());
      expect(await archive()).toEqual(before);
      await done(undoLast());
      expect(await archive()).toEqual(merged);
    }
    expect(await done(unmerge("a-brandt"))).toEqual({ id: await idOf("a-brandt"), statementCount: 2 });
    expect(await archive()).toEqual(before);
  });

  test("a merge can be taken back after another into the same speaker was", async () => {
    const before = await archive();
    await done(merge("a-brandt", "ada-brandt"));
    await done(merge("jo-lund", "ada-brandt"));
    await done(unmerge("a-brandt"));
    await done(unmerge("jo-lund"));
    expect(await archive()).toEqual(before);
  });

  test("a merge that is taken back leaves what was changed or added since", async () => {
    await done(merge("a-brandt", "ada-brandt"));
    const [statement] = await database.prisma.statement.findMany({ where: { text: { contains: "she wants boats" } } });
    await done(
      act("statementUpdate", async ({ database: begun }) => {
        await begun.prisma.statement.update({
          where: { id: statement?.id ?? 0 },
          data: { speakerId: await idOf("jo-lund") },
        });
        return {};
      }),
    );
    await record(database, { articles: [article("three", [paraphrase("new words")])] }, IMPORT);
    await change("ada-brandt", { description: "The mayor", names: [{ name: "Ada B." }] });
    expect(await done(unmerge("a-brandt"))).toEqual({ id: await idOf("a-brandt"), statementCount: 1 });
    expect(await speakerOf("she wants boats")).toEqual(["jo-lund"]);
    expect(await speakerOf("new words")).toEqual(["ada-brandt"]);
    expect(await speakerOf("three hundred years")).toEqual(["ada-brandt", "a-brandt"]);
    const names = async (slug: string) =>
      (await database.prisma.speakerName.findMany({ where: { speaker: { slug } } })).map(({ name }) => name).sort();
    // The other speaker's names were replaced in the meantime, so the names that the merge added are gone and only its
    // own name is left.
    expect(await names("a-brandt")).toEqual(["A. Brandt", "Ada Brandt"]);
    expect(await names("ada-brandt")).toEqual(["Ada B.", "Ada Brandt"]);
    expect(await speakers.findBy(database, { slug: "a-brandt" })).toMatchObject({ wikidataId: "Q900000001" });
  });

  test("a merge cannot be taken back if another has its Wikidata id since", async () => {
    await done(merge("a-brandt", "ada-brandt"));
    await change("ada-brandt", { wikidataId: null });
    await change("jo-lund", { wikidataId: "Q900000001" });
    const { problems } = await unmerge("a-brandt");
    expect(problems).toEqual([
      {
        code: "WRONG_STATE",
        field: ["id"],
        message: "The merge cannot be undone: another row already has this value (speaker_wikidata_id_key).",
      },
    ]);
  });

  test("a merge that is taken back counts as a rejection, and cannot be taken back twice", async () => {
    expect(await codes(unmerge("a-brandt"))).toEqual(["WRONG_STATE"]);
    expect(await codes(unmerge("nobody"))).toEqual(["NOT_FOUND"]);
    await done(merge("a-brandt", "ada-brandt"));
    await done(unmerge("a-brandt"));
    const ids = [await idOf("a-brandt"), await idOf("ada-brandt")].sort((one, other) => one - other);
    expect(await database.prisma.mergeRejection.findMany()).toMatchObject([{ speakerId: ids[0], otherId: ids[1] }]);
  });
});

test("an import undone after a merge removes what it alone had said", async () => {
  await clear(database);
  await record(database, base(), IMPORT);
  const before = await archive();
  const importId = await beginImport(database, "test", {});
  const file = { name: "twin", path: "twin", sha256: "0".repeat(64) };
  const { originId } = await record(database, twin, originOf("test", file));
  await noteProgress(database, file, { importId, originId, piecesDone: 1, isFinished: true }, {});
  await done(merge("a-brandt", "ada-brandt"));
  await undoImport(database, importId);
  expect(await speakers.findBy(database, { slug: "a-brandt" })).toBeNull();
  const { speaker, ...now } = await archive();
  expect(speaker).toHaveLength(before.speaker?.length ?? 0);
  expect(now).toEqual({ ...before, speaker: undefined });
});

test("a change of a merged speaker's statement is undone to the speaker that stayed", async () => {
  const [statement] = await database.prisma.statement.findMany({ where: { text: { contains: "she wants boats" } } });
  await done(
    act("statementUpdate", async ({ database: begun }) => {
      await begun.prisma.statement.update({
        where: { id: statement?.id ?? 0 },
        data: { speakerId: await idOf("jo-lund") },
      });
      return {};
    }),
  );
  const update = await lastChange();
  await done(merge("a-brandt", "ada-brandt"));
  const revision = encodeGlobalId("Revision", update);
  await done(act("undo", (begun) => undoRevision(begun, { revision })));
  expect(await speakerOf("she wants boats")).toEqual(["ada-brandt"]);
});

test("a merge into a speaker made for it keeps that creation from being undone", async () => {
  await done(act("speakerCreate", (begun) => createSpeaker(begun, { name: "Ada", kind: "PERSON", isFictional: true })));
  const revision = encodeGlobalId("Revision", await lastChange());
  await done(merge("a-brandt", "ada"));
  expect(await codes(act("undo", (begun) => undoRevision(begun, { revision })))).toEqual(["OVERTAKEN"]);
});

describe("a rejection", () => {
  const reject = (...given: string[]) => act("speakerMergeReject", (begun) => rejectMerge(begun, { speakers: given }));

  test("a rejection is remembered once, whichever speaker is named first", async () => {
    await done(reject("a-brandt", "ada-brandt"));
    await done(reject("ada-brandt", "a-brandt"));
    expect(await database.prisma.mergeRejection.count()).toBe(1);
  });

  test.each([
    ["one", ["a-brandt"], "INVALID"],
    ["three", ["a-brandt", "ada-brandt", "jo-lund"], "INVALID"],
    ["the same", ["a-brandt", "a-brandt"], "INVALID"],
    ["somebody who is not there", ["a-brandt", "no\0body"], "NOT_FOUND"],
  ])("a rejection of %s is refused", async (_what, given, code) => {
    expect(await codes(reject(...given))).toEqual([code]);
  });
});
