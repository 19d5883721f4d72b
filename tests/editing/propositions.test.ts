import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import type { Edit } from "../../src/editing/edit.ts";
import {
  createProposition,
  deleteProposition,
  mergePropositions,
  updateProposition,
} from "../../src/editing/propositions.ts";
import { setStance } from "../../src/editing/stances.ts";
import { undoRevision } from "../../src/history/undo.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, documentWith, paraphrase, proposition } from "../helpers/factories.ts";

const stance = (slug: string, position: "SUPPORTS" | "OPPOSES") => ({ proposition: slug, position });

const desk = openDesk(
  {
    ...documentWith(
      article("one", [
        paraphrase("let it stay", { stances: [stance("harbour-open", "SUPPORTS")] }),
        paraphrase("let it stay open", {
          stances: [stance("harbour-open", "SUPPORTS"), stance("the-harbour-stays", "OPPOSES")],
        }),
        paraphrase("a few words"),
      ]),
    ),
    propositions: [
      proposition("The harbour stays open", { slug: "harbour-open", topics: ["harbour"], wikidataId: "Q900000040" }),
      proposition("The harbour stays", { topics: ["harbour", "fishing"], names: [{ name: "Hafen", language: "de" }] }),
      proposition("Fees rise"),
    ],
  },
  { afresh: true, sound: true },
);
const { database } = desk;

const [OPEN, STAYS, FEES] = [1, 2, 3] as const;
const seen = (id: number) => desk.seen("Proposition", id);
const merge = (edit: Edit, input: unknown) => mergePropositions(edit, input as Parameters<typeof mergePropositions>[1]);
const read = (id: number) =>
  database.prisma.proposition.findUnique({
    where: { id },
    include: { names: { orderBy: { id: "asc" } }, topics: { include: { topic: true } } },
  });
const topicsOf = async (id: number) => (await read(id))?.topics.map(({ topic }) => topic.slug).sort();
const stancesOn = (propositionId: number) =>
  database.prisma.stance.findMany({ where: { propositionId }, orderBy: { id: "asc" } });

const undoLast = async () => {
  const { id } = await database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } });
  return desk.run((edit, input) => undoRevision(edit, input as { revision: string }), {
    revision: encodeGlobalId("Revision", id),
  });
};

describe("propositionCreate", () => {
  test("propositionCreate makes a proposition about topics", async () => {
    const { id } = await desk.done(createProposition, {
      name: "The pier is rebuilt",
      names: [{ name: "Steg", language: "de" }],
      topics: ["harbour", encodeGlobalId("Topic", 3)],
    });
    expect(await read(id)).toMatchObject({
      slug: "the-pier-is-rebuilt",
      fictional: false,
      mergedIntoId: null,
      names: [{ name: "The pier is rebuilt" }, { name: "Steg", normalized: "steg", language: "de" }],
    });
    expect(await topicsOf(id)).toHaveLength(2);
  });

  test.each<[string, object, string[]]>([
    ["a topic that does not exist", { topics: ["harbour", "x"] }, ["NOT_FOUND topics.1"]],
    ["a taken slug", { slug: "harbour-open" }, ["TAKEN slug"]],
    ["a taken Wikidata id", { wikidataId: "Q900000040" }, ["TAKEN wikidataId"]],
    ["51 topics", { topics: Array(51).fill("harbour") }, ["INVALID topics"]],
    ["a blank name", { name: " " }, ["INVALID name"]],
    ["a name of two lines", { name: "one\ntwo" }, ["INVALID name"]],
  ])("propositionCreate refuses %s", async (_, change, problems) => {
    expect(await desk.refused(createProposition, { name: "New", ...change })).toEqual(problems);
  });
});

describe("propositionUpdate", () => {
  test("propositionUpdate changes names and topics, and nothing that is left out", async () => {
    await desk.done(updateProposition, { ...(await seen(STAYS)), name: "The harbour remains", topics: ["sandholm"] });
    expect(await read(STAYS)).toMatchObject({
      slug: "the-harbour-stays",
      name: "The harbour remains",
      fictional: true,
      names: [{ name: "The harbour stays" }, { name: "Hafen" }, { name: "The harbour remains" }],
    });
    expect(await topicsOf(STAYS)).toEqual(["sandholm"]);
  });

  test("propositionUpdate refuses a bad topic, an old version and a proposition that was merged", async () => {
    const first = await seen(STAYS);
    expect(await desk.refused(updateProposition, { ...first, topics: ["x"] })).toEqual(["NOT_FOUND topics.0"]);
    await desk.done(updateProposition, { ...first, names: [] });
    expect(await desk.refused(updateProposition, { ...first, names: [] })).toEqual(["CONFLICT expectedVersion"]);
    await desk.done(merge, { ...(await seen(FEES)), into: "harbour-open" });
    expect(await desk.refused(updateProposition, { ...(await seen(FEES)), name: "F" })).toEqual(["WRONG_STATE id"]);
    expect(await desk.refused(updateProposition, { id: "x", expectedVersion: "x" })).toEqual(["NOT_FOUND id"]);
  });
});

describe("propositionDelete", () => {
  test("propositionDelete deletes a proposition without stances", async () => {
    const target = await seen(FEES);
    expect(await desk.done(deleteProposition, target)).toEqual({ deleted: target.id });
    expect(await read(FEES)).toBeNull();
  });

  test("propositionDelete refuses a proposition with stances, an old version and an unknown one", async () => {
    expect(await desk.refused(deleteProposition, await seen(OPEN))).toEqual(["IN_USE id"]);
    const old = { ...(await seen(FEES)), expectedVersion: "0" };
    expect(await desk.refused(deleteProposition, old)).toEqual(["CONFLICT expectedVersion"]);
    expect(await desk.refused(deleteProposition, { id: "x", expectedVersion: "x" })).toEqual(["NOT_FOUND id"]);
  });
});

describe("propositionMerge", () => {
  test("propositionMerge moves names, topics and stances, and leaves a signpost", async () => {
    await desk.done(setStance, {
      ...(await desk.seen("Statement", 3)),
      proposition: "the-harbour-stays",
      position: "OPPOSES",
    });
    // One judge has a stance of statement 2 on both: the one on the proposition that stays is kept.
    expect(await desk.done(merge, { ...(await seen(STAYS)), into: "harbour-open" })).toEqual({
      id: OPEN,
      stanceCount: 1,
    });
    expect(await read(STAYS)).toMatchObject({ mergedIntoId: OPEN, names: [], topics: [] });
    expect(await topicsOf(OPEN)).toEqual(["fishing", "harbour"]);
    expect((await read(OPEN))?.names.map(({ name }) => name)).toEqual([
      "The harbour stays open",
      "The harbour stays",
      "Hafen",
    ]);
    expect((await stancesOn(OPEN)).map(({ statementId, position }) => [statementId, position])).toEqual([
      [1, "SUPPORTS"],
      [2, "SUPPORTS"],
      [3, "OPPOSES"],
    ]);
    expect(await stancesOn(STAYS)).toEqual([]);
    // A stance on the old slug is one on the proposition that stays.
    await desk.done(setStance, {
      ...(await desk.seen("Statement", 3)),
      proposition: "the-harbour-stays",
      position: "NEUTRAL",
    });
    expect((await stancesOn(OPEN)).at(-1)).toMatchObject({ position: "NEUTRAL" });
  });

  test("propositionMerge moves the Wikidata id to a proposition without one", async () => {
    await desk.done(merge, { ...(await seen(OPEN)), into: "fees-rise" });
    expect(await read(FEES)).toMatchObject({ wikidataId: "Q900000040" });
    expect(await read(OPEN)).toMatchObject({ wikidataId: null });
  });

  test.each([
    ["a published stance", "PUBLISHED", "PROPOSED", ["SUPPORTS PUBLISHED", "OPPOSES PUBLISHED"]],
    ["a rejected stance", "REJECTED", "PROPOSED", ["SUPPORTS PUBLISHED", "OPPOSES REJECTED"]],
    ["the stance of the one that stays", "PROPOSED", "PUBLISHED", ["SUPPORTS PUBLISHED", "SUPPORTS PUBLISHED"]],
    [
      "of two decisions that of the one that stays",
      "REJECTED",
      "PUBLISHED",
      ["SUPPORTS PUBLISHED", "SUPPORTS PUBLISHED"],
    ],
  ] as const)("%s is kept of a judge's stances on both", async (_, merged, stays, kept) => {
    const standing = async () => (await stancesOn(OPEN)).map(({ position, status }) => `${position} ${status}`);
    const [, second] = await stancesOn(OPEN);
    await database.prisma.stance.updateMany({ where: { propositionId: STAYS }, data: { status: merged } });
    await database.prisma.stance.update({ where: { id: second?.id as number }, data: { status: stays } });
    const before = [await stancesOn(OPEN), await stancesOn(STAYS)];
    await desk.done(merge, { ...(await seen(STAYS)), into: "harbour-open" });
    expect(await standing()).toEqual(kept);
    expect(await stancesOn(STAYS)).toEqual([]);
    expect((await undoLast()).problems).toEqual([]);
    expect([await stancesOn(OPEN), await stancesOn(STAYS)]).toEqual(before);
  });

  test("propositionMerge refuses a proposition merged into itself, also by its old slug", async () => {
    expect(await desk.refused(merge, { ...(await seen(OPEN)), into: "harbour-open" })).toEqual(["WRONG_STATE into"]);
    await desk.done(merge, { ...(await seen(FEES)), into: "harbour-open" });
    expect(await desk.refused(merge, { ...(await seen(OPEN)), into: "fees-rise" })).toEqual(["WRONG_STATE into"]);
    expect(await desk.refused(merge, { ...(await seen(FEES)), into: "harbour-open" })).toEqual(["WRONG_STATE id"]);
  });

  test("propositionMerge refuses two Wikidata ids, an old version and unknown propositions", async () => {
    const { id } = await desk.done(createProposition, { name: "Other", wikidataId: "Q900000041" });
    expect(await desk.refused(merge, { ...(await seen(id)), into: "harbour-open" })).toEqual(["WRONG_STATE into"]);
    const old = { ...(await seen(FEES)), expectedVersion: "0", into: "harbour-open" };
    expect(await desk.refused(merge, old)).toEqual(["CONFLICT expectedVersion"]);
    expect(await desk.refused(merge, { ...(await seen(FEES)), into: "x" })).toEqual(["NOT_FOUND into"]);
    expect(await desk.refused(merge, { id: "x", expectedVersion: "x", into: "fees-rise" })).toEqual(["NOT_FOUND id"]);
  });
});
