import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { removeStatementLink, setStatementLink } from "../../src/editing/links.ts";
import { rejectStatement, restoreStatement, retractStatement } from "../../src/editing/statements/status.ts";
import { updateStatement } from "../../src/editing/statements/update.ts";
import { undoRevision } from "../../src/history/undo.ts";
import { undoAsserter } from "../../src/history/undoImport.ts";
import { forgetFormerLinks } from "../../src/record/links.ts";
import { record } from "../../src/record/record.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, documentWith, IMPORT, OTHER_IMPORT, paraphrase } from "../helpers/factories.ts";

const URN = "urn:uuid:5a6d8c10-3b7e-8f21-9c44-d0e1f2a3b4c5";
const said = (exact: string) => ({ article: "https://news.example.org/one", exact });
const town: ArchiveDocument = {
  ...documentWith(
    article("one", [
      paraphrase("a question", { urn: URN, saidAt: "2021-05-06" }),
      paraphrase("an answer", { saidAt: "2021-05-07", speaker: "olaf-gruen" }),
      paraphrase("a proposal", { status: "PROPOSED" }),
      paraphrase("a word in German", { language: "de", saidAt: "2021-05" }),
    ]),
  ),
  links: [{ statement: said("an answer"), kind: "RESPONDS_TO", target: URN }],
};
const desk = openDesk(town, { afresh: true, sound: true });
const { database } = desk;

const [QUESTION, ANSWER, PROPOSED, GERMAN] = [1, 2, 3, 4] as const;
const idOf = (id: number) => encodeGlobalId("Statement", id);
const link = async (id: number, kind: string, target: number | string) => ({
  ...(await desk.seen("Statement", id)),
  kind,
  target: typeof target === "number" ? idOf(target) : target,
});
const links = async () => {
  const rows = await database.prisma.statementLink.findMany({ include: { origin: true }, orderBy: { id: "asc" } });
  return rows.map(
    ({ statementId, kind, targetId, note, judge, origin }) =>
      `${statementId} ${kind} ${targetId} ${note} ${judge || origin.name}`,
  );
};
const GIVEN = "2 RESPONDS_TO 1 null test";
const undoLast = async () => {
  const { id } = await database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } });
  return desk.run((edit, input) => undoRevision(edit, input as { revision: string }), {
    revision: encodeGlobalId("Revision", id),
  });
};

describe("statementLinkSet", () => {
  test("statementLinkSet links two statements, and a second time replaces the editor's note", async () => {
    await desk.done(setStatementLink, await link(GERMAN, "TRANSLATES", URN));
    expect((await links())[1]).toBe("4 TRANSLATES 1 null Ada");
    await desk.done(setStatementLink, { ...(await link(GERMAN, "TRANSLATES", QUESTION)), note: "word for word" });
    expect(await links()).toEqual([GIVEN, "4 TRANSLATES 1 word for word Ada"]);
    expect(await desk.lastChange()).toMatchObject([
      { action: "setStatementLink", table: "statement_link", before: { note: null }, after: { note: "word for word" } },
    ]);
  });

  test("statementLinkSet leaves the same link of somebody else beside the editor's own", async () => {
    await desk.done(setStatementLink, await link(ANSWER, "RESPONDS_TO", QUESTION));
    await desk.done(setStatementLink, await link(ANSWER, "DENIES", QUESTION), "Bo");
    expect(await links()).toEqual([GIVEN, "2 RESPONDS_TO 1 null Ada", "2 DENIES 1 null Bo"]);
  });

  test("statementLinkSet changes the version of the statement that makes the link, and not that of the other", async () => {
    const [own, other] = [await desk.seen("Statement", GERMAN), await desk.seen("Statement", QUESTION)];
    await desk.done(setStatementLink, await link(GERMAN, "REPEATS", QUESTION));
    expect(await desk.seen("Statement", GERMAN)).not.toEqual(own);
    expect(await desk.seen("Statement", QUESTION)).toEqual(other);
  });

  test("statementLinkSet changes nothing if the link is there, and is idempotent by its key", async () => {
    const input = await link(GERMAN, "REPEATS", QUESTION);
    const options = { idempotencyKey: "k" };
    const first = await desk.run(setStatementLink, input, options);
    expect(await desk.run(setStatementLink, input, options)).toEqual(first);
    const changes = await database.prisma.change.count();
    await desk.done(setStatementLink, await link(GERMAN, "REPEATS", QUESTION));
    expect(await database.prisma.change.count()).toBe(changes);
    const { problems } = await desk.run(setStatementLink, { ...input, kind: "DENIES" }, options);
    expect(problems).toMatchObject([{ code: "KEY_REUSED" }]);
  });

  test("two statements can deny each other", async () => {
    await desk.done(setStatementLink, await link(ANSWER, "DENIES", QUESTION));
    await desk.done(setStatementLink, await link(QUESTION, "DENIES", ANSWER));
    expect(await links()).toHaveLength(3);
  });

  test.each<[string, [number, string, number | string], object, string[]]>([
    ["a reply to itself", [QUESTION, "RESPONDS_TO", QUESTION], {}, ["CIRCULAR target"]],
    ["a translation of itself", [GERMAN, "TRANSLATES", GERMAN], {}, ["CIRCULAR target"]],
    ["a denial of itself, by its URN", [QUESTION, "DENIES", URN], {}, ["CIRCULAR target"]],
    ["a reply that was said before", [QUESTION, "RESPONDS_TO", ANSWER], {}, ["INVALID"]],
    ["a correction that was said before", [QUESTION, "CORRECTS", ANSWER], {}, ["INVALID"]],
    ["a translation into the same language", [ANSWER, "TRANSLATES", QUESTION], {}, ["INVALID"]],
    ["a kind that does not exist", [ANSWER, "LIKES", QUESTION], {}, ["INVALID kind"]],
    ["a blank note", [ANSWER, "DENIES", QUESTION], { note: " " }, ["INVALID note"]],
    ["a note that is too long", [ANSWER, "DENIES", QUESTION], { note: "x".repeat(1_001) }, ["INVALID note"]],
    ["an unknown statement", [ANSWER, "DENIES", 99], {}, ["NOT_FOUND target"]],
    ["an unknown URN", [ANSWER, "DENIES", URN.replace("5a", "00")], {}, ["NOT_FOUND target"]],
    ["anything else", [ANSWER, "DENIES", "\0x"], {}, ["NOT_FOUND target"]],
    ["an unknown statement that links", [ANSWER, "DENIES", QUESTION], { id: "x" }, ["NOT_FOUND id"]],
    ["an old version", [ANSWER, "DENIES", QUESTION], { expectedVersion: "0" }, ["CONFLICT expectedVersion"]],
  ])("statementLinkSet refuses %s", async (_, [id, kind, target], change, problems) => {
    expect(await desk.refused(setStatementLink, { ...(await link(id, kind, target)), ...change })).toEqual(problems);
    expect(await links()).toEqual([GIVEN]);
  });

  test("statementLinkSet refuses a circle of any length", async () => {
    await desk.done(setStatementLink, await link(PROPOSED, "REPEATS", ANSWER));
    await desk.done(setStatementLink, await link(GERMAN, "REPEATS", PROPOSED));
    expect(await desk.refused(setStatementLink, await link(ANSWER, "REPEATS", GERMAN))).toEqual(["CIRCULAR"]);
    await desk.done(setStatementLink, await link(ANSWER, "REPEATS", QUESTION));
  });

  test("a day of which only the month is known is no obstacle", async () => {
    await desk.done(setStatementLink, await link(GERMAN, "RESPONDS_TO", ANSWER));
    expect(await links()).toHaveLength(2);
  });

  test("statementLinkSet refuses links from and to retracted and rejected statements", async () => {
    await desk.done(retractStatement, { ...(await desk.seen("Statement", QUESTION)), reason: "Never said." });
    await desk.done(rejectStatement, { ...(await desk.seen("Statement", PROPOSED)), reason: "Nobody said so." });
    expect(await desk.refused(setStatementLink, await link(ANSWER, "DENIES", QUESTION))).toEqual([
      "WRONG_STATE target",
    ]);
    expect(await desk.refused(setStatementLink, await link(QUESTION, "DENIES", ANSWER))).toEqual(["WRONG_STATE id"]);
    expect(await desk.refused(setStatementLink, await link(ANSWER, "DENIES", PROPOSED))).toEqual([
      "WRONG_STATE target",
    ]);
  });
});

describe("statementLinkRemove", () => {
  test("statementLinkRemove removes the editor's own link, and by name that of somebody else", async () => {
    await desk.done(setStatementLink, await link(ANSWER, "RESPONDS_TO", QUESTION));
    await desk.done(removeStatementLink, await link(ANSWER, "RESPONDS_TO", QUESTION));
    expect(await links()).toEqual([GIVEN]);
    expect(await desk.refused(removeStatementLink, await link(ANSWER, "RESPONDS_TO", URN))).toEqual([
      "NOT_FOUND target",
    ]);
    expect(
      await desk.refused(removeStatementLink, { ...(await link(ANSWER, "RESPONDS_TO", URN)), by: "nobody" }),
    ).toEqual(["NOT_FOUND by"]);
    await desk.done(removeStatementLink, { ...(await link(ANSWER, "RESPONDS_TO", URN)), by: "test" });
    expect(await links()).toEqual([]);
    await undoLast();
    expect(await links()).toEqual([GIVEN]);
  });

  test("statementLinkRemove refuses an old version and an unknown statement", async () => {
    const input = await link(ANSWER, "RESPONDS_TO", QUESTION);
    expect(await desk.refused(removeStatementLink, { ...input, expectedVersion: "0" })).toEqual([
      "CONFLICT expectedVersion",
    ]);
    expect(await desk.refused(removeStatementLink, { ...input, target: "x" })).toEqual(["NOT_FOUND target"]);
  });
});

describe("the other edits of linked statements", () => {
  test.each([
    ["that makes the link", ANSWER],
    ["that it leads to", QUESTION],
  ])("the retraction of the statement %s takes the link with it, and its undo brings it back", async (_, id) => {
    await desk.done(retractStatement, { ...(await desk.seen("Statement", id)), reason: "Never said." });
    expect(await links()).toEqual([]);
    expect((await undoLast()).problems).toEqual([]);
    expect(await links()).toEqual([GIVEN]);
  });

  test("a statement that an editor restores has no links until somebody links it again", async () => {
    await desk.done(retractStatement, { ...(await desk.seen("Statement", QUESTION)), reason: "Never said." });
    await desk.done(restoreStatement, await desk.seen("Statement", QUESTION));
    expect(await links()).toEqual([]);
  });

  test("a date and a language that a link contradicts are refused, with what to do", async () => {
    const later = { ...(await desk.seen("Statement", QUESTION)), saidAt: new Date("2021-06-01") };
    const { problems } = await desk.run(updateStatement, later);
    expect(problems).toMatchObject([
      { code: "INVALID", message: expect.stringMatching(/was said after it: remove the link first\.$/) },
    ]);
    await desk.done(setStatementLink, await link(GERMAN, "TRANSLATES", QUESTION));
    const english = { ...(await desk.seen("Statement", GERMAN)), language: "en" };
    expect(await desk.refused(updateStatement, english)).toEqual(["INVALID"]);
  });

  test("a link cannot be undone into dates that have changed since", async () => {
    await desk.done(removeStatementLink, { ...(await link(ANSWER, "RESPONDS_TO", QUESTION)), by: "test" });
    const { id } = await database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } });
    await desk.done(updateStatement, { ...(await desk.seen("Statement", QUESTION)), saidAt: new Date("2021-06-01") });
    const { problems } = await desk.run((edit, input) => undoRevision(edit, input as { revision: string }), {
      revision: encodeGlobalId("Revision", id),
    });
    expect(problems).toMatchObject([{ code: "OVERTAKEN" }]);
  });
});

describe("an import", () => {
  const later = { ...IMPORT, version: "2" };
  const only = (given: ArchiveDocument["links"]): ArchiveDocument => ({ links: given });
  const answer = { statement: said("an answer"), kind: "RESPONDS_TO" as const, target: URN };

  test("recording the same links again changes nothing, and a changed note is a change", async () => {
    expect((await record(database, only([answer]), IMPORT)).links).toEqual(["unchanged"]);
    expect((await record(database, only([{ ...answer, note: "He says so." }]), IMPORT)).links).toEqual(["changed"]);
    expect((await record(database, only([answer, answer]), OTHER_IMPORT)).links).toEqual(["made", "made"]);
    expect(await links()).toEqual(["2 RESPONDS_TO 1 He says so. test", "2 RESPONDS_TO 1 null other"]);
  });

  test("a later version of a file takes over the links that it still gives, and the others are forgotten", async () => {
    await record(database, only([answer, { ...answer, kind: "DENIES" }]), IMPORT);
    expect((await record(database, only([answer]), later)).links).toEqual(["unchanged"]);
    expect(await links()).toHaveLength(2);
    expect(await forgetFormerLinks(database, later)).toBe(1);
    expect(await links()).toEqual([GIVEN]);
  });

  test("a later version that dates a statement differently loses the link that this contradicts", async () => {
    const redated = documentWith(
      article("one", [paraphrase("a question", { urn: URN, saidAt: "2021-06-06" })], { isPartial: true }),
    );
    await record(database, { articles: redated.articles }, later);
    expect(await links()).toEqual([]);
    await undoAsserter(database, later);
  });

  test("undoing an import removes its links and no others", async () => {
    await desk.done(setStatementLink, await link(ANSWER, "RESPONDS_TO", QUESTION));
    await record(database, only([{ ...answer, kind: "DENIES" }]), OTHER_IMPORT);
    await undoAsserter(database, OTHER_IMPORT);
    expect(await links()).toEqual([GIVEN, "2 RESPONDS_TO 1 null Ada"]);
  });

  test("links go with a statement that no article prints any more", async () => {
    const shorter = documentWith(article("one", [paraphrase("a question", { urn: URN, saidAt: "2021-05-06" })]));
    await record(database, { articles: shorter.articles }, later);
    expect(await links()).toEqual([]);
  });

  test.each<[string, object, RegExp]>([
    ["itself", { ...answer, target: answer.statement }, /links\[0\].target: is the statement itself/],
    [
      "itself by another name",
      { ...answer, statement: said("a question") },
      /links\[0\].target: is the statement itself/,
    ],
    [
      "an unknown statement",
      { ...answer, target: URN.replace("5a", "00") },
      /links\[0\].target: is not on record: there is no/,
    ],
    ["words that the article does not have", { ...answer, target: said("nothing") }, /no statement “nothing” in https/],
    ["anything else", { ...answer, target: "x" }, /links\[0\].target: is not of the form urn:uuid:…/],
    [
      "one that was said later",
      { statement: URN, kind: "RESPONDS_TO", target: said("an answer") },
      /links\[0\].kind: a statement cannot/,
    ],
    ["one in the same language, as a translation", { ...answer, kind: "TRANSLATES" }, /links\[0\].kind: a translation/],
  ])("a document is refused for a link to %s", async (_, given, message) => {
    await expect(record(database, only([given as never]), OTHER_IMPORT)).rejects.toThrow(message);
    expect(await links()).toEqual([GIVEN]);
  });

  test("a document is refused for a link to a retracted statement, and for a circle", async () => {
    const back = { statement: said("a proposal"), kind: "REPEATS" as const, target: said("a word in German") };
    await expect(
      record(database, only([back, { ...back, statement: back.target, target: back.statement }]), OTHER_IMPORT),
    ).rejects.toThrow("links of one kind cannot form a circle");
    await desk.done(retractStatement, { ...(await desk.seen("Statement", QUESTION)), reason: "Never said." });
    await expect(record(database, only([answer]), OTHER_IMPORT)).rejects.toThrow("links[0].target: is RETRACTED");
  });

  test("the same words by two speakers of an article are not clear, and their URN is", async () => {
    const twice = documentWith(
      article("two", [
        paraphrase("the same", { urn: URN.replace("5a", "11") }),
        paraphrase("the same", { speaker: "olaf-gruen" }),
      ]),
    );
    await record(database, twice, OTHER_IMPORT);
    const there = { article: "https://news.example.org/two", exact: "the same" };
    await expect(record(database, only([{ ...answer, statement: there }]), OTHER_IMPORT)).rejects.toThrow(
      "links[0].statement: is not clear: several speakers say “the same”",
    );
    await record(database, only([{ ...answer, statement: URN.replace("5a", "11") }]), OTHER_IMPORT);
  });

  test("a thousand links in a row and to one statement are recorded and read", async () => {
    const many = Array.from({ length: 1_000 }, (_, i) => paraphrase(`word ${i}`));
    await record(database, documentWith(article("many", many)), OTHER_IMPORT);
    const of = (i: number) => ({ article: "https://news.example.org/many", exact: `word ${i}` });
    const row = many.slice(1).map((_, i) => ({ statement: of(i + 1), kind: "RESPONDS_TO" as const, target: of(i) }));
    const star = many.map((_, i) => ({ statement: of(i), kind: "REPEATS" as const, target: URN }));
    expect((await record(database, only([...row, ...star]), OTHER_IMPORT)).links).toHaveLength(1_999);
    const end = { statement: of(0), kind: "RESPONDS_TO" as const, target: of(999) };
    await expect(record(database, only([end]), OTHER_IMPORT)).rejects.toThrow("cannot form a circle");
  });
});
