import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import { judgementsOf, prevailingOf } from "../../src/archive/propositions/stances.ts";
import { acceptStance, rejectStance, removeStance, setStance } from "../../src/editing/stances.ts";
import { rejectStatement, restoreStatement, retractStatement } from "../../src/editing/statements/status.ts";
import { undoRevision } from "../../src/history/undo.ts";
import { undoImport } from "../../src/history/undoImport.ts";
import { beginImport, noteProgress } from "../../src/record/importRuns.ts";
import { record } from "../../src/record/record.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, documentWith, IMPORT, OTHER_IMPORT, paraphrase, proposition } from "../helpers/factories.ts";

const town = {
  ...documentWith(
    article("one", [
      paraphrase("let it stay", { stances: [{ proposition: "harbour-open", position: "SUPPORTS" as const }] }),
      paraphrase("a few words"),
      paraphrase("a proposal", { status: "PROPOSED" }),
    ]),
  ),
  propositions: [proposition("The harbour stays open", { slug: "harbour-open" })],
};
const desk = openDesk(town, { afresh: true, sound: true });
const { database } = desk;

const [JUDGED, PLAIN, PROPOSED] = [1, 2, 3] as const;
const target = async (id: number) => ({ ...(await desk.seen("Statement", id)), proposition: "harbour-open" });
const stances = async () => {
  const rows = await database.prisma.stance.findMany({ include: { origin: true }, orderBy: { id: "asc" } });
  return rows.map(({ statementId, position, note, origin }) => `${statementId} ${position} ${note} ${origin.name}`);
};
const undoLast = async () => {
  const { id } = await database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } });
  const undo = (edit: Parameters<typeof undoRevision>[0], input: unknown) =>
    undoRevision(edit, input as { revision: string });
  return desk.done(undo, { revision: encodeGlobalId("Revision", id) });
};

describe("stanceSet", () => {
  test("stanceSet records a judgement, and another by the same editor replaces it", async () => {
    await desk.done(setStance, { ...(await target(PLAIN)), position: "OPPOSES" });
    expect((await stances())[1]).toBe("2 OPPOSES null Ada");
    await desk.done(setStance, { ...(await target(PLAIN)), position: "CONDITIONAL", note: "if fish come" });
    expect(await stances()).toEqual(["1 SUPPORTS null test", "2 CONDITIONAL if fish come Ada"]);
    expect(await desk.lastChange()).toMatchObject([
      {
        action: "setStance",
        table: "stance",
        before: { position: "OPPOSES", note: null },
        after: { position: "CONDITIONAL", note: "if fish come" },
      },
    ]);
  });

  test("stanceSet leaves the judgements of others beside the editor's own", async () => {
    await desk.done(setStance, { ...(await target(JUDGED)), position: "OPPOSES" });
    await desk.done(setStance, { ...(await target(JUDGED)), position: "NEUTRAL" }, "Bo");
    expect(await stances()).toEqual(["1 SUPPORTS null test", "1 OPPOSES null Ada", "1 NEUTRAL null Bo"]);
  });

  test("stanceSet changes nothing if the judgement is the same, and is idempotent by its key", async () => {
    const input = { ...(await target(PLAIN)), position: "OPPOSES" };
    const options = { idempotencyKey: "k" };
    const first = await desk.run(setStance, input, options);
    expect(await desk.run(setStance, input, options)).toEqual(first);
    const changes = await database.prisma.change.count();
    await desk.done(setStance, { ...(await target(PLAIN)), position: "OPPOSES" });
    expect(await database.prisma.change.count()).toBe(changes);
    const { problems } = await desk.run(setStance, { ...input, position: "NEUTRAL" }, options);
    expect(problems).toMatchObject([{ code: "KEY_REUSED" }]);
  });

  test.each<[string, object, string[]]>([
    ["a CONDITIONAL position without a note", { position: "CONDITIONAL" }, ["INVALID note"]],
    ["a CONDITIONAL position with an empty note", { position: "CONDITIONAL", note: null }, ["INVALID note"]],
    ["a blank note", { note: " " }, ["INVALID note"]],
    ["a position that does not exist", { position: "MAYBE" }, ["INVALID position"]],
    ["an unknown proposition", { proposition: "x" }, ["NOT_FOUND proposition"]],
    ["an unknown statement", { id: "x" }, ["NOT_FOUND id"]],
    ["an old version", { expectedVersion: "0" }, ["CONFLICT expectedVersion"]],
  ])("stanceSet refuses %s", async (_, change, problems) => {
    expect(await desk.refused(setStance, { ...(await target(PLAIN)), position: "SUPPORTS", ...change })).toEqual(
      problems,
    );
  });

  test("stanceSet refuses a stance on a retracted or rejected statement", async () => {
    await desk.done(retractStatement, { ...(await desk.seen("Statement", PLAIN)), reason: "Never said." });
    expect(await desk.refused(setStance, { ...(await target(PLAIN)), position: "SUPPORTS" })).toEqual([
      "WRONG_STATE id",
    ]);
    await desk.done(setStance, { ...(await target(PROPOSED)), position: "SUPPORTS" });
    await desk.done(rejectStatement, { ...(await desk.seen("Statement", PROPOSED)), reason: "Nobody said so." });
    expect(await desk.refused(setStance, { ...(await target(PROPOSED)), position: "SUPPORTS" })).toEqual([
      "WRONG_STATE id",
    ]);
    expect(await stances()).toEqual(["1 SUPPORTS null test"]);
  });
});

describe("stanceRemove", () => {
  test("stanceRemove removes the editor's own stance", async () => {
    await desk.done(setStance, { ...(await target(JUDGED)), position: "OPPOSES" });
    await desk.done(removeStance, await target(JUDGED));
    expect(await stances()).toEqual(["1 SUPPORTS null test"]);
    expect(await desk.refused(removeStance, await target(JUDGED))).toEqual(["NOT_FOUND proposition"]);
  });

  test("stanceRemove removes somebody else's stance by name", async () => {
    expect(await desk.refused(removeStance, { ...(await target(JUDGED)), by: "nobody" })).toEqual(["NOT_FOUND by"]);
    await desk.done(removeStance, { ...(await target(JUDGED)), by: "test" });
    expect(await stances()).toEqual([]);
    await undoLast();
    expect(await stances()).toEqual(["1 SUPPORTS null test"]);
  });

  test("stanceRemove refuses an old version and an unknown proposition", async () => {
    expect(await desk.refused(removeStance, { ...(await target(JUDGED)), expectedVersion: "0" })).toEqual([
      "CONFLICT expectedVersion",
    ]);
    expect(await desk.refused(removeStance, { ...(await target(JUDGED)), proposition: "x" })).toEqual([
      "NOT_FOUND proposition",
    ]);
  });
});

describe("a retraction", () => {
  test("a retraction takes the stances with it, and its undo brings them back", async () => {
    await desk.done(setStance, { ...(await target(JUDGED)), position: "OPPOSES", note: "so they say" });
    const before = await stances();
    await desk.done(retractStatement, { ...(await desk.seen("Statement", JUDGED)), reason: "Never said." });
    expect(await stances()).toEqual([]);
    await undoLast();
    expect(await stances()).toEqual(before);
  });

  test("a statement that is restored by an editor has no stances until somebody judges it again", async () => {
    await desk.done(retractStatement, { ...(await desk.seen("Statement", JUDGED)), reason: "Never said." });
    await desk.done(restoreStatement, await desk.seen("Statement", JUDGED));
    expect(await stances()).toEqual([]);
  });

  test("an import that judges a statement which an editor has retracted is recorded without the stance", async () => {
    await desk.done(retractStatement, { ...(await desk.seen("Statement", JUDGED)), reason: "Never said." });
    await record(database, town, OTHER_IMPORT);
    expect(await stances()).toEqual([]);
  });
});

describe("an import", () => {
  const judging = (stances: object[] | undefined, text = "let it stay") => ({
    articles: [article("one", [paraphrase(text, { stances: stances as never })], { isPartial: true })],
  });
  const later = { ...IMPORT, version: "2" };

  test("a later version of a file replaces the judgements of the earlier ones", async () => {
    await record(database, judging([{ proposition: "harbour-open", position: "OPPOSES" }]), later);
    expect(await stances()).toEqual(["1 OPPOSES null test"]);
    await record(database, judging(undefined), later);
    expect(await stances()).toEqual(["1 OPPOSES null test"]);
    await record(database, judging([]), later);
    expect(await stances()).toEqual([]);
  });

  test("each judge whom a file names keeps a judgement of their own", async () => {
    const by = (judge: string, position: string) => ({ proposition: "harbour-open", position, judge });
    await record(database, judging([by("Cleo", "OPPOSES"), by("Dan", "SUPPORTS")]), OTHER_IMPORT);
    expect(await stances()).toHaveLength(3);
    await record(database, judging([by("Cleo", "NEUTRAL"), by("Dan", "SUPPORTS")]), OTHER_IMPORT);
    expect((await stances()).slice(1)).toEqual(["1 NEUTRAL null other", "1 SUPPORTS null other"]);
  });

  test.each([
    ["an unknown proposition", [{ proposition: "x", position: "SUPPORTS" }], "there is no proposition x"],
    [
      "a CONDITIONAL position without a note",
      [{ proposition: "harbour-open", position: "CONDITIONAL" }],
      "must say on what",
    ],
    ["an unknown position", [{ proposition: "harbour-open", position: "FOR" }], "Invalid option"],
    [
      "two stances of one judge",
      [
        { proposition: "harbour-open", position: "SUPPORTS" },
        { proposition: "harbour-open", position: "OPPOSES" },
      ],
      "is the second stance of one judge on this proposition",
    ],
  ])("a document is refused for %s", async (_, given, message) => {
    await expect(record(database, judging(given), OTHER_IMPORT)).rejects.toThrow(message);
  });

  test("a document is refused for a stance on a retracted statement", async () => {
    const stances = [{ proposition: "harbour-open", position: "SUPPORTS" as const }];
    const retracted = paraphrase("let it stay", { stances, status: "RETRACTED", statusReason: "Never said." });
    await expect(record(database, { articles: [article("one", [retracted])] }, OTHER_IMPORT)).rejects.toThrow(
      "are not allowed for a retracted statement",
    );
  });
});

describe("a proposed stance", () => {
  const FINDER = { kind: "EXTRACTOR" as const, name: "finder", version: "1" };
  const finds = (position: string, version = "1", more: object = {}) =>
    record(
      database,
      {
        articles: [
          article(
            "one",
            [paraphrase("a few words", { stances: [{ proposition: "harbour-open", position, ...more } as never] })],
            { isPartial: true },
          ),
        ],
      },
      { ...FINDER, version },
    );
  const findsNothing = (version: string) =>
    record(
      database,
      { articles: [article("one", [paraphrase("a few words", { stances: [] })], { isPartial: true })] },
      { ...FINDER, version },
    );
  const accept = async (by = "finder", editor = "Ada") =>
    desk.done(acceptStance, { ...(await target(PLAIN)), by }, editor);
  const reject = async (by = "finder") =>
    desk.done(rejectStance, { ...(await target(PLAIN)), by, reason: "He meant the pier." });
  const propose = async (position = "SUPPORTS", editor = "Ada") =>
    desk.done(setStance, { ...(await target(PLAIN)), position, status: "PROPOSED" }, editor);

  /** The stances of the statement: position, status, judge, and who put it on record. */
  async function shown() {
    const rows = await database.prisma.stance.findMany({
      where: { statementId: PLAIN },
      include: { origin: true },
      orderBy: { id: "asc" },
    });
    return rows.map(({ position, status, judge, origin }) => `${position} ${status} ${judge || "-"} ${origin.name}`);
  }

  test.each<[string, () => Promise<unknown>, string[]]>([
    ["of an extractor waits", () => finds("SUPPORTS"), ["SUPPORTS PROPOSED - finder"]],
    [
      "that an editor accepts is published as the extractor's, and vouched for by the editor",
      async () => {
        await finds("SUPPORTS");
        await accept();
      },
      ["SUPPORTS PUBLISHED finder Ada"],
    ],
    [
      "that an editor rejects stays rejected",
      async () => {
        await finds("SUPPORTS");
        await reject();
      },
      ["SUPPORTS REJECTED finder Ada"],
    ],
    [
      "of a later version replaces the one that waits",
      async () => {
        await finds("SUPPORTS");
        await finds("OPPOSES", "2");
      },
      ["OPPOSES PROPOSED - finder"],
    ],
    [
      "that a later version no longer makes is withdrawn",
      async () => {
        await finds("SUPPORTS");
        await findsNothing("2");
      },
      [],
    ],
    [
      "that was accepted stays, whatever a later version finds",
      async () => {
        await finds("SUPPORTS");
        await accept();
        await finds("OPPOSES", "2");
        await findsNothing("3");
      },
      ["SUPPORTS PUBLISHED finder Ada"],
    ],
    [
      "that was rejected is not proposed again, whatever a later version finds",
      async () => {
        await finds("SUPPORTS");
        await reject();
        await finds("SUPPORTS", "2");
        await finds("OPPOSES", "3");
      },
      ["SUPPORTS REJECTED finder Ada"],
    ],
    [
      "of another judge waits although one was rejected",
      async () => {
        await finds("SUPPORTS");
        await reject();
        await finds("OPPOSES", "2", { judge: "Cleo" });
      },
      ["SUPPORTS REJECTED finder Ada", "OPPOSES PROPOSED Cleo finder"],
    ],
    [
      "that a person makes waits, and is theirs once another editor accepts it",
      async () => {
        await propose("SUPPORTS", "Bo");
        await accept("Bo");
      },
      ["SUPPORTS PUBLISHED Bo Ada"],
    ],
    [
      "that a person accepts themselves is their own",
      async () => {
        await propose("SUPPORTS");
        await accept("Ada");
      },
      ["SUPPORTS PUBLISHED - Ada"],
    ],
    [
      "that was rejected does not keep its judge from publishing",
      async () => {
        await propose("SUPPORTS", "Bo");
        await reject("Bo");
        await desk.done(setStance, { ...(await target(PLAIN)), position: "OPPOSES" }, "Bo");
      },
      ["OPPOSES PUBLISHED - Bo"],
    ],
    [
      "goes if an import has it as published",
      async () => {
        await finds("SUPPORTS", "1", { judge: "Cleo" });
        const passedOn = { proposition: "harbour-open", position: "OPPOSES" as const, judge: "Cleo" };
        const again = article("one", [paraphrase("a few words", { stances: [passedOn] })], { isPartial: true });
        await record(database, { articles: [again] }, OTHER_IMPORT);
      },
      ["OPPOSES PUBLISHED Cleo other"],
    ],
    [
      "that was rejected here stays so, whatever an import passes on",
      async () => {
        await finds("SUPPORTS", "1", { judge: "Cleo" });
        await reject("Cleo");
        const passedOn = { proposition: "harbour-open", position: "SUPPORTS" as const, judge: "Cleo" };
        const again = article("one", [paraphrase("a few words", { stances: [passedOn] })], { isPartial: true });
        await record(database, { articles: [again] }, OTHER_IMPORT);
      },
      ["SUPPORTS REJECTED Cleo Ada"],
    ],
    [
      "waits again if the decision is undone",
      async () => {
        await finds("SUPPORTS");
        await accept();
        await undoLast();
      },
      ["SUPPORTS PROPOSED - finder"],
    ],
    [
      "is rejected again if the undoing is undone",
      async () => {
        await finds("SUPPORTS");
        await reject();
        await undoLast();
        await undoLast();
      },
      ["SUPPORTS REJECTED finder Ada"],
    ],
    [
      "can be removed, whoever made it",
      async () => {
        await finds("SUPPORTS");
        await desk.done(removeStance, { ...(await target(PLAIN)), by: "finder" });
      },
      [],
    ],
  ])("a proposed stance %s", async (_, work, expected) => {
    await work();
    expect(await shown()).toEqual(expected);
  });

  test("a proposed stance counts for nothing before it is accepted", async () => {
    await finds("SUPPORTS");
    const statuses = ["PUBLISHED", "PROPOSED", "REJECTED"] as const;
    expect(await prevailingOf(database, [PLAIN])).toEqual([[]]);
    expect(await judgementsOf(database, [PLAIN], ["PUBLISHED"])).toEqual([[]]);
    expect(await judgementsOf(database, [PLAIN], statuses)).toMatchObject([[{ status: "PROPOSED" }]]);
    await desk.done(setStance, { ...(await target(PLAIN)), position: "OPPOSES" });
    const disputed = (await judgementsOf(database, [PLAIN], statuses))[0]?.map((row) => [row.status, row.isDisputed]);
    expect(disputed).toEqual([
      ["PROPOSED", true],
      ["PUBLISHED", false],
    ]);
    // As many judge otherwise, and the editor judged last.
    await accept();
    expect(await prevailingOf(database, [PLAIN])).toMatchObject([[{ position: "OPPOSES" }]]);
    await desk.done(removeStance, await target(PLAIN));
    expect(await prevailingOf(database, [PLAIN])).toMatchObject([[{ position: "SUPPORTS" }]]);
  });

  test("a decision outlives the import of the proposal that it was made on", async () => {
    const stance = {
      proposition: "harbour-open",
      position: "SUPPORTS" as const,
      judge: "finder",
      status: "PROPOSED" as const,
    };
    const given = article("one", [paraphrase("a few words", { stances: [stance] })], { isPartial: true });
    const importId = await beginImport(database, "test", {});
    const file = { name: "found", path: "found", sha256: "0".repeat(64) };
    const { originId } = await record(database, { articles: [given] }, { ...IMPORT, name: "found" });
    await noteProgress(database, file, { importId, originId, piecesDone: 1, isFinished: true }, {});
    await accept();
    await undoImport(database, importId);
    expect(await shown()).toEqual(["SUPPORTS PUBLISHED finder Ada"]);
  });

  test.each<[string, object, string[]]>([
    ["somebody without a stance", { by: "nobody" }, ["NOT_FOUND by"]],
    ["a published stance", { id: JUDGED, by: "test" }, ["WRONG_STATE by"]],
    ["an unknown proposition", { proposition: "x" }, ["NOT_FOUND proposition"]],
    ["an unknown statement", { id: "x" }, ["NOT_FOUND id"]],
    ["an old version", { expectedVersion: "0" }, ["CONFLICT expectedVersion"]],
    ["no judge", { by: undefined }, ["INVALID by"]],
    ["a blank reason", { reason: " " }, ["INVALID reason"]],
  ])("a decision is refused for %s", async (_, { id = PLAIN, ...change }: { id?: number | string }, problems) => {
    await finds("SUPPORTS");
    const seen = typeof id === "number" ? await target(id) : { ...(await target(PLAIN)), id };
    const input = { ...seen, by: "finder", reason: "So.", ...change };
    expect(await desk.refused(rejectStance, input)).toEqual(problems);
    if (!("reason" in change)) expect(await desk.refused(acceptStance, input)).toEqual(problems);
    expect(await shown()).toEqual(["SUPPORTS PROPOSED - finder"]);
  });

  test("nobody proposes what is published or was rejected", async () => {
    await desk.done(setStance, { ...(await target(PLAIN)), position: "OPPOSES" });
    const proposal = { position: "SUPPORTS", status: "PROPOSED" };
    expect(await desk.refused(setStance, { ...(await target(PLAIN)), ...proposal })).toEqual(["WRONG_STATE status"]);
    await propose("SUPPORTS", "Bo");
    await reject("Bo");
    const again = await desk.run(setStance, { ...(await target(PLAIN)), ...proposal }, { by: "Bo" });
    expect(again.problems).toMatchObject([{ code: "WRONG_STATE", field: ["status"] }]);
    expect(await desk.refused(setStance, { ...(await target(PLAIN)), ...proposal, status: "REJECTED" })).toEqual([
      "INVALID status",
    ]);
  });

  test("an extractor cannot publish", async () => {
    await expect(finds("SUPPORTS", "1", { status: "PUBLISHED" })).rejects.toThrow(
      "must be PROPOSED for an extractor, not PUBLISHED",
    );
  });
});
