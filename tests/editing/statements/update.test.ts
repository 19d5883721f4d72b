import { beforeAll, describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../src/archive/globalIds.ts";
import { updateStatement } from "../../../src/editing/statements/update.ts";
import { Prisma } from "../../../src/generated/prisma/client.ts";
import { record } from "../../../src/record/record.ts";
import { wordingDigest } from "../../../src/text/wording.ts";
import { idsOf } from "../../helpers/archive.ts";
import { openDesk } from "../../helpers/desk.ts";
import { article, documentWith, IMPORT, paraphrase, quotation } from "../../helpers/factories.ts";

const QUOTED = "We will build the pier again next year";
const document = documentWith(
  article("one", [
    quotation(QUOTED),
    paraphrase("the nets are empty"),
    paraphrase("the ferry is late", { kind: "MIXED", text: "The ferry is “late”." }),
    paraphrase("the ferry is late", { speaker: "olaf-gruen", text: "Somebody is late." }),
  ]),
  article("two", [quotation(QUOTED)], { publishedAt: "2021-05-09", language: "en-GB" }),
);

const desk = openDesk(document, { sound: true });

let [DIRECT, INDIRECT, MIXED, OTHER] = [0, 0, 0, 0];
beforeAll(async () => {
  [DIRECT, INDIRECT, MIXED, OTHER] = await idsOf(desk.database, "Statement", [
    QUOTED,
    "It was reported: the nets are empty.",
    "The ferry is “late”.",
    "Somebody is late.",
  ]);
});

async function change(id: number, changes: object) {
  await desk.done(updateStatement, { ...(await desk.seen("Statement", id)), ...changes });
  return desk.database.prisma.statement.findUniqueOrThrow({ where: { id }, include: { speaker: true, origin: true } });
}

async function refusedFor(id: number, changes: object) {
  return desk.refused(updateStatement, { ...(await desk.seen("Statement", id)), ...changes });
}

describe("changes", () => {
  test("statementUpdate changes the text and what a search finds by it", async () => {
    expect(await change(INDIRECT, { text: "The nets came back empty." })).toMatchObject({
      text: "The nets came back empty.",
      wordingDigest: null,
      origin: { name: "Ada" },
    });
    const [change_] = await desk.lastChange();
    expect(change_).toMatchObject({
      table: "statement",
      before: { text: "It was reported: the nets are empty." },
      after: { text: "The nets came back empty." },
    });
  });

  test("statementUpdate changes a quotation's wording to that of a printing, with its digest", async () => {
    const text = `${QUOTED}!`;
    expect(await change(DIRECT, { text })).toMatchObject({ text, wordingDigest: wordingDigest(text) });
  });

  test("statementUpdate turns a paraphrase into one with quoted fragments and back", async () => {
    expect(await change(INDIRECT, { kind: "MIXED", text: "The nets were “empty”." })).toMatchObject({ kind: "MIXED" });
    expect(await change(INDIRECT, { kind: "INDIRECT" })).toMatchObject({ kind: "INDIRECT" });
  });

  test("statementUpdate changes the speaker, to another, to none, and to one again", async () => {
    expect(await change(MIXED, { speaker: encodeGlobalId("Speaker", 3) })).toMatchObject({
      speaker: { slug: "harbour-alliance" },
    });
    const nobody = { speakerId: null, speakerStatus: "UNNAMED" };
    expect(await change(MIXED, { speaker: null, speakerStatus: "UNNAMED" })).toMatchObject(nobody);
    expect(await change(MIXED, { speakerStatus: "UNKNOWN" })).toMatchObject({ ...nobody, speakerStatus: "UNKNOWN" });
    expect(await change(MIXED, { speaker: "ada-brandt", speakerStatus: null })).toMatchObject({
      speaker: { slug: "ada-brandt" },
      speakerStatus: "IDENTIFIED",
    });
    expect(await change(MIXED, { speakerStatus: "UNNAMED" })).toMatchObject(nobody);
  });

  test("statementUpdate gives an occasion, keeps it, and takes it away", async () => {
    const event = await desk.database.prisma.topic.create({
      data: {
        slug: "regatta",
        name: "Regatta",
        kind: "EVENT",
        names: { create: { name: "Regatta", normalized: "regatta" } },
      },
    });
    expect(await change(INDIRECT, { occasion: "regatta" })).toMatchObject({ occasionId: event.id });
    expect(await change(INDIRECT, { originalLanguage: "da" })).toMatchObject({ occasionId: event.id });
    expect(await refusedFor(INDIRECT, { occasion: "harbour" })).toEqual(["INVALID occasion"]);
    expect(await refusedFor(INDIRECT, { occasion: "nowhere" })).toEqual(["NOT_FOUND occasion"]);
    expect(await change(INDIRECT, { occasion: null, originalLanguage: null })).toMatchObject({ occasionId: null });
    expect((await desk.lastChange())[0]).toMatchObject({
      before: { occasion_id: event.id },
      after: { occasion_id: null },
    });
  });

  test("statementUpdate changes when something was said, how exactly, and on what basis", async () => {
    const said = new Date("2020-03-04T05:06:07Z");
    expect(await change(INDIRECT, { saidAt: said })).toMatchObject({
      saidAt: said,
      saidAtPrecision: "TIME",
      saidAtBasis: "STATED",
    });
    expect(await change(INDIRECT, { saidAtPrecision: "YEAR", saidAtBasis: "PUBLICATION" })).toMatchObject({
      saidAt: new Date("2020-01-01T00:00:00Z"),
      saidAtPrecision: "YEAR",
      saidAtBasis: "PUBLICATION",
    });
    expect(await change(INDIRECT, { saidAt: null })).toMatchObject({
      saidAt: new Date("2021-05-07T00:00:00Z"),
      saidAtPrecision: "DAY",
      saidAtBasis: "PUBLICATION",
    });
  });

  test("statementUpdate changes languages; null means the article's, or none", async () => {
    expect(await change(DIRECT, { language: "da", originalLanguage: "sv" })).toMatchObject({
      language: "da",
      originalLanguage: "sv",
    });
    expect(await change(DIRECT, { language: null, originalLanguage: null })).toMatchObject({
      language: "en",
      originalLanguage: null,
    });
  });

  test("statementUpdate writes nothing if nothing differs", async () => {
    const before = await desk.database.prisma.change.count();
    const { text } = await desk.database.prisma.statement.findUniqueOrThrow({ where: { id: OTHER } });
    const { origin } = await change(OTHER, { text, speaker: "olaf-gruen", kind: "INDIRECT" });
    expect(origin.kind).toBe("IMPORT");
    expect(await desk.database.prisma.change.count()).toBe(before);
  });
});

describe("refuses", () => {
  test.each<[string, () => number, object, string]>([
    ["a quotation that no printing has", () => INDIRECT, { kind: "DIRECT" }, "INVALID kind"],
    ["to paraphrase what is printed as a quotation", () => DIRECT, { kind: "INDIRECT" }, "INVALID kind"],
    ["words in a mouth that no printing has", () => DIRECT, { text: "We will build two piers again" }, "INVALID text"],
    ["a mixed statement without a fragment", () => MIXED, { text: "The ferry is late." }, "INVALID text"],
    ["no text", () => INDIRECT, { text: null }, "INVALID text"],
    ["no kind", () => INDIRECT, { kind: null }, "INVALID kind"],
    [
      "both a speaker and a reason for none",
      () => INDIRECT,
      { speaker: "ada-brandt", speakerStatus: "UNNAMED" },
      "INVALID speaker",
    ],
    ["no speaker without a reason", () => INDIRECT, { speaker: null }, "INVALID speakerStatus"],
    ["an identified nobody", () => INDIRECT, { speakerStatus: "IDENTIFIED" }, "INVALID speakerStatus"],
    ["a speaker who is not there", () => INDIRECT, { speaker: "" }, "NOT_FOUND speaker"],
    ["a precision of no date", () => INDIRECT, { saidAt: null, saidAtPrecision: "DAY" }, "INVALID saidAt"],
    ["a basis of no date", () => INDIRECT, { saidAt: null, saidAtBasis: "STATED" }, "INVALID saidAt"],
    ["a language that is none", () => INDIRECT, { language: "§" }, "INVALID language"],
    ["what makes it another's printing of the same passage", () => OTHER, { speaker: "ada-brandt" }, "TAKEN speaker"],
  ])("statementUpdate refuses %s", async (_, idOf, changes, problem) => {
    const id = idOf();
    if (id === OTHER) await change(MIXED, { speaker: "ada-brandt" });
    expect(await refusedFor(id, changes)).toEqual([problem]);
  });

  test("statementUpdate refuses a statement that has changed since or does not exist", async () => {
    const seen = await desk.seen("Statement", INDIRECT);
    await change(INDIRECT, { text: "Somebody was quicker." });
    expect(await desk.refused(updateStatement, { ...seen, text: "Too late." })).toEqual(["CONFLICT expectedVersion"]);
    for (const id of [encodeGlobalId("Statement", 999), encodeGlobalId("Speaker", 1), "nonsense"]) {
      expect(await desk.refused(updateStatement, { ...seen, id })).toEqual(["NOT_FOUND id"]);
    }
  });
});

test("an import leaves what an editor has changed of a statement", async () => {
  await change(INDIRECT, { text: "Corrected by an editor.", speaker: "olaf-gruen", saidAt: new Date("2021-05-01") });
  await change(DIRECT, { speaker: "olaf-gruen" });
  const state = () =>
    desk.database.query(Prisma.sql`
SELECT statement.*, array_agg(appearance.id ORDER BY appearance.id) AS printings
FROM statement JOIN appearance ON appearance.statement_id = statement.id
GROUP BY statement.id ORDER BY statement.id`);
  const before = await state();
  const { outcomes } = await record(desk.database, document, IMPORT);
  expect(outcomes).toEqual(["unchanged", "unchanged", "unchanged", "unchanged", "unchanged"]);
  expect(await state()).toEqual(before);
});
