import { beforeAll, describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import { createAppearance, deleteAppearance, updateAppearance } from "../../src/editing/appearances.ts";
import { record } from "../../src/record/record.ts";
import { wordingDigest } from "../../src/text/wording.ts";
import { idsOf } from "../helpers/archive.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, BODY, documentWith, IMPORT, paraphrase, QUOTE, quotation } from "../helpers/factories.ts";

const SPOKEN = "It will feed us for another hundred";
const WHOLE = `“${QUOTE},” she said. “${SPOKEN}.”`;
const spans = [
  { role: "SPEAKER" as const, exact: "Mayor Ada Brandt" },
  { role: "CONTENT" as const, exact: QUOTE },
  { role: "CUE" as const, exact: "said", prefix: "she " },
  { role: "CONTENT" as const, exact: SPOKEN },
];
const document = documentWith(
  article(
    "body",
    [
      quotation(WHOLE, { appearance: { cue: "said", passage: { exact: WHOLE, spans } } }),
      paraphrase("must stay open", { speaker: "olaf-gruen" }),
    ],
    { body: BODY },
  ),
  article("bare", [paraphrase("the nets are empty")], { language: "da" }),
);

const desk = openDesk(document, { sound: true });

const texts = [WHOLE, "It was reported: must stay open.", "It was reported: the nets are empty."] as const;
let [QUOTED, REPORTED, NETS] = [0, 0, 0];
let [quotedPrinting, reportedPrinting] = [0, 0];
beforeAll(async () => {
  [QUOTED, REPORTED, NETS] = await idsOf(desk.database, "Statement", texts);
  [quotedPrinting, reportedPrinting] = await idsOf(desk.database, "Appearance", texts);
});
const statementId = (id: number) => encodeGlobalId("Statement", id);
const url = (name: string) => `https://news.example.org/${name}`;

const printing = (id: number) =>
  desk.database.prisma.appearance.findUniqueOrThrow({
    where: { id },
    include: { spans: { orderBy: { startOffset: "asc" } }, origin: true },
  });
const statement = (id: number) =>
  desk.database.prisma.statement.findUniqueOrThrow({ where: { id }, include: { origin: true } });

async function change(id: number, changes: object) {
  await desk.done(updateAppearance, { ...(await desk.seen("Appearance", id)), ...changes });
  return printing(id);
}

describe("a new printing", () => {
  const given = () => ({ statement: statementId(NETS), article: url("body"), passage: { exact: "the old harbour" } });

  test("a new printing stands behind all others of its article and takes the statement's words by default", async () => {
    const { id } = await desk.done(createAppearance, { ...given(), cue: "said", attributionText: null });
    const { text, kind } = await statement(NETS);
    expect(await printing(id)).toMatchObject({
      statementId: NETS,
      position: 2,
      text,
      kind,
      cue: "said",
      exact: "the old harbour",
      startOffset: BODY.indexOf("the old harbour"),
      origin: { name: "Ada" },
    });
    // The statement has not changed, so the import is still its origin.
    expect((await statement(NETS)).origin.kind).toBe("IMPORT");
  });

  test("a new printing that is the first direct quotation gives the statement its words and language", async () => {
    const text = "All our nets came back empty again";
    await desk.done(createAppearance, {
      ...given(),
      article: url("bare"),
      text,
      kind: "DIRECT",
      passage: { exact: text },
    });
    expect(await statement(NETS)).toMatchObject({
      text,
      kind: "DIRECT",
      language: "da",
      wordingDigest: wordingDigest(text),
      origin: { name: "Ada" },
    });
  });

  test("a new printing that is a paraphrase leaves the statement its verbatim words", async () => {
    const { text } = await statement(QUOTED);
    await desk.done(createAppearance, {
      statement: statementId(QUOTED),
      article: url("bare"),
      kind: "INDIRECT",
      text: "She praised the harbour.",
      passage: { exact: "She praised the harbour" },
    });
    expect(await statement(QUOTED)).toMatchObject({ text, kind: "DIRECT" });
  });

  test.each<[string, object, string]>([
    ["of a statement that is not there", { statement: statementId(99) }, "NOT_FOUND statement"],
    ["in an article that is not there", { article: url("none") }, "NOT_FOUND article"],
    ["whose words do not stand there", { passage: { exact: "never printed" } }, "PASSAGE_NOT_FOUND passage"],
    ["whose words stand there twice", { passage: { exact: "harbour" } }, "AMBIGUOUS passage"],
    ["that is recorded already", {}, "TAKEN passage"],
    ["that is mixed and quotes nothing", { kind: "MIXED", text: "No mark." }, "INVALID text"],
    ["in blank words", { text: " " }, "INVALID text"],
    [
      "with offsets where there is no body",
      { article: url("bare"), passage: { exact: "x", start: 1 } },
      "INVALID passage.start",
    ],
  ])("a new printing is refused: %s", async (_, rest, problem) => {
    expect(await desk.refused(createAppearance, { ...given(), ...rest })).toEqual([problem]);
  });
});

describe("a changed printing", () => {
  test("a changed printing has what is given, loses what is null, and keeps the rest", async () => {
    await change(reportedPrinting, { cue: "insisted", attributionText: "the mayor", addressee: "the council" });
    expect(await change(reportedPrinting, { attributionText: null })).toMatchObject({
      cue: "insisted",
      attributionText: null,
      addressee: "the council",
      exact: "must stay open",
      origin: { name: "Ada" },
    });
    const [kept] = await desk.lastChange();
    expect(kept).toMatchObject({ before: { attribution_text: "the mayor" }, after: { attribution_text: null } });
  });

  test("a changed printing changes the statement that has its words", async () => {
    const text = "“The harbour fed us for three hundred years.”";
    await change(quotedPrinting, { text, passage: { exact: QUOTE } });
    expect(await statement(QUOTED)).toMatchObject({ text, kind: "DIRECT", wordingDigest: wordingDigest(text) });
    await change(quotedPrinting, { kind: "INDIRECT", text: "She thanked the harbour." });
    expect(await statement(QUOTED)).toMatchObject({
      text: "She thanked the harbour.",
      kind: "INDIRECT",
      wordingDigest: null,
    });
    await change(quotedPrinting, { kind: "DIRECT", text: WHOLE, passage: { exact: WHOLE } });
    expect(await statement(QUOTED)).toMatchObject({ text: WHOLE, kind: "DIRECT", language: "en" });
  });

  test("a changed printing without words and kind takes those of the statement", async () => {
    const { text, kind } = await statement(REPORTED);
    expect(await change(reportedPrinting, { text: "The mayor wants it “open”.", kind: "MIXED" })).toMatchObject({
      kind: "MIXED",
    });
    expect(await change(reportedPrinting, { text: null, kind: null })).toMatchObject({ text, kind });
  });

  test("a changed printing keeps the spans within a narrower passage", async () => {
    const narrow = await change(quotedPrinting, { text: WHOLE, passage: { exact: `${QUOTE},` } });
    const roles = narrow.spans.map(({ role, text }) => `${role} ${text}`);
    // The wider passages of the earlier tests have removed everything from it except the speaker and the first words.
    expect(roles).toEqual(["SPEAKER Mayor Ada Brandt", `CONTENT ${QUOTE}`]);
  });

  test("a changed printing loses all spans if its passage stands elsewhere", async () => {
    expect(await change(quotedPrinting, { passage: { exact: SPOKEN } })).toMatchObject({ spans: [], exact: SPOKEN });
    expect(await change(quotedPrinting, { passage: { exact: SPOKEN, prefix: "“" } })).toMatchObject({ exact: SPOKEN });
  });

  test("a changed printing without a difference is no change", async () => {
    const before = await desk.database.prisma.change.count();
    await change(reportedPrinting, { cue: "insisted" });
    expect(await desk.database.prisma.change.count()).toBe(before);
  });

  test("a changed printing is refused if it breaks a rule", async () => {
    const seen = await desk.seen("Appearance", reportedPrinting);
    const refused = (changes: object) => desk.refused(updateAppearance, { ...seen, ...changes });
    expect(await refused({ passage: null })).toEqual(["INVALID passage"]);
    expect(await refused({ passage: { exact: "gone" } })).toEqual(["PASSAGE_NOT_FOUND passage"]);
    expect(await refused({ passage: { exact: "harbour" } })).toEqual(["AMBIGUOUS passage"]);
    expect(await refused({ kind: "MIXED" })).toEqual(["INVALID text"]);
    expect(await refused({ cue: "" })).toEqual(["INVALID cue"]);
    expect(await refused({ id: encodeGlobalId("Appearance", 99) })).toEqual(["NOT_FOUND id"]);
    await change(reportedPrinting, { cue: "warned" });
    expect(await refused({ cue: "said" })).toEqual(["CONFLICT expectedVersion"]);
  });

  test("a changed printing is refused at the place of the same speaker's printing", async () => {
    const { id } = await desk.done(createAppearance, {
      statement: statementId(REPORTED),
      article: url("body"),
      passage: { exact: "on Friday" },
    });
    const seen = await desk.seen("Appearance", id);
    expect(await desk.refused(updateAppearance, { ...seen, passage: { exact: "must stay open" } })).toEqual([
      "TAKEN passage",
    ]);
  });
});

describe("a printing that goes", () => {
  test("a deleted printing leaves the statement what others print", async () => {
    const [imported, ...others] = await desk.database.prisma.appearance.findMany({
      where: { statementId: NETS },
      orderBy: { id: "asc" },
    });
    const direct = others.find(({ kind }) => kind === "DIRECT");
    const { id } = await desk.done(deleteAppearance, await desk.seen("Appearance", direct?.id as number));
    expect(id).toBe(NETS);
    expect(await statement(NETS)).toMatchObject({ kind: "INDIRECT", text: imported?.text, language: "da" });
    expect((await desk.lastChange()).map(({ table, after }) => `${table} ${after ? "changed" : "gone"}`)).toContain(
      "appearance gone",
    );
  });

  test("a printing cannot be deleted if it is the statement's last one", async () => {
    const { id } = await desk.database.prisma.appearance.findFirstOrThrow({ where: { statementId: REPORTED } });
    const all = await desk.database.prisma.appearance.findMany({ where: { statementId: REPORTED, id: { not: id } } });
    for (const other of all) await desk.done(deleteAppearance, await desk.seen("Appearance", other.id));
    const { problems } = await desk.run(deleteAppearance, await desk.seen("Appearance", id));
    expect(problems).toEqual([
      { code: "IN_USE", field: ["id"], message: expect.stringContaining("retract the statement instead") },
    ]);
  });

  test("a printing cannot be deleted if it has changed or does not exist", async () => {
    const seen = await desk.seen("Appearance", quotedPrinting);
    expect(await desk.refused(deleteAppearance, { ...seen, expectedVersion: "" })).toEqual([
      "CONFLICT expectedVersion",
    ]);
    expect(await desk.refused(deleteAppearance, { ...seen, id: statementId(1) })).toEqual(["NOT_FOUND id"]);
  });
});

test("an import leaves printings that an editor has changed, moved or added", async () => {
  const before = await desk.database.prisma.appearance.findMany({ orderBy: { id: "asc" } });
  await record(desk.database, document, IMPORT);
  expect(await desk.database.prisma.appearance.findMany({ orderBy: { id: "asc" } })).toEqual(before);
});
