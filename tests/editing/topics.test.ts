import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import { createTopic, moveTopic, updateTopic } from "../../src/editing/topics.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { applyTopics } from "../../src/record/tagging.ts";
import { openTagger } from "../../src/text/mentions.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, documentWith, paraphrase } from "../helpers/factories.ts";

const desk = openDesk(
  documentWith(article("one", [paraphrase("boats"), paraphrase("nets", { topics: ["fishing"] })])),
  { afresh: true, sound: true },
);
const { database } = desk;

const idOf = async (slug: string) => (await database.prisma.topic.findUniqueOrThrow({ where: { slug } })).id;
const seen = async (slug: string) => desk.seen("Topic", await idOf(slug));
const aboveOf = async (slug: string) => {
  const rows = await database.query<{ slug: string }>(Prisma.sql`
SELECT broader.slug
FROM topic_broader
JOIN topic AS broader ON broader.id = broader_id
JOIN topic AS narrower ON narrower.id = narrower_id
WHERE narrower.slug = ${slug}
ORDER BY broader.slug`);
  return rows.map((row) => row.slug);
};
/** Returns the statements found on a topic, as the words of their passages. */
const foundOn = async (slug: string) => {
  const rows = await database.query<{ exact: string }>(Prisma.sql`
SELECT exact
FROM statement_topic
JOIN appearance USING (statement_id)
JOIN topic ON topic.id = topic_id
WHERE slug = ${slug}
ORDER BY exact`);
  return rows.map(({ exact }) => exact);
};

describe("topicCreate", () => {
  test("topicCreate makes a topic under others", async () => {
    const broader = ["harbour", encodeGlobalId("Topic", await idOf("fishing")), "harbour"];
    const names = [{ name: "Steg", language: "de" }];
    const { id } = await desk.done(createTopic, {
      name: "Old pier",
      kind: "PLACE",
      names,
      broader,
      description: "Rotten",
    });
    expect(await database.prisma.topic.findUnique({ where: { id }, include: { names: true } })).toMatchObject({
      slug: "old-pier",
      kind: "PLACE",
      description: "Rotten",
      fictional: false,
      names: [{ name: "Old pier" }, { name: "Steg", normalized: "steg", language: "de" }],
    });
    expect(await aboveOf("old-pier")).toEqual(["fishing", "harbour"]);
    const ancestors = await database.prisma.topicAncestor.findMany({
      where: { topicId: id },
      include: { ancestor: true },
    });
    expect(ancestors.map(({ ancestor }) => ancestor.slug).sort()).toEqual([
      "fishing",
      "harbour",
      "old-pier",
      "sandholm",
    ]);
  });

  test.each<[string, object, string[]]>([
    [
      "what it is under, where that is not there",
      { broader: ["x", "harbour", "y"] },
      ["NOT_FOUND broader.0", "NOT_FOUND broader.2"],
    ],
    ["itself above it", { broader: ["new"] }, ["NOT_FOUND broader.0"]],
    ["a taken slug", { name: "Harbour" }, ["TAKEN slug"]],
    ["51 broader topics", { broader: Array(51).fill("harbour") }, ["INVALID broader"]],
    ["a blank description", { description: "" }, ["INVALID description"]],
    [
      "dates and a place of an issue",
      { startsOn: "2021", endsOn: "2021", place: "Harbour" },
      ["INVALID startsOn", "INVALID endsOn", "INVALID place"],
    ],
    [
      "an event that ends before it starts",
      { kind: "EVENT", startsOn: "2021-05-08", endsOn: "2021-05-07" },
      ["INVALID endsOn"],
    ],
    ["a date that is none", { kind: "EVENT", startsOn: "May" }, ["INVALID startsOn"]],
  ])("topicCreate refuses %s", async (_, part, problems) => {
    expect(await desk.refused(createTopic, { name: "New", kind: "ISSUE", ...part })).toEqual(problems);
    expect(await database.prisma.topic.count()).toBe(3);
  });
});

describe("topicUpdate", () => {
  test("topicUpdate changes what is given and leaves the rest and the broader topics", async () => {
    const change = { kind: "ORGANIZATION", description: "Quay", wikidataId: "Q900000070", isFictional: false };
    await desk.done(updateTopic, { ...(await seen("harbour")), ...change });
    await desk.done(updateTopic, { ...(await seen("harbour")), name: "The harbour", description: null });
    const topic = await database.prisma.topic.findUnique({ where: { slug: "harbour" }, include: { names: true } });
    expect(topic).toMatchObject({
      name: "The harbour",
      kind: "ORGANIZATION",
      description: null,
      wikidataId: "Q900000070",
      fictional: false,
      names: [{ name: "Harbour" }, { name: "The harbour" }],
    });
    expect(await aboveOf("harbour")).toEqual(["sandholm"]);
  });

  test("topicUpdate leaves the search for a new name to the next run of `onrecord tag`", async () => {
    const tag = async () => {
      for await (const _ of applyTopics(database, openTagger));
    };
    await tag();
    expect(await foundOn("sandholm")).toEqual(["boats"]);
    await desk.done(updateTopic, { ...(await seen("sandholm")), names: [{ name: "nets" }] });
    await tag();
    expect(await foundOn("sandholm")).toEqual(["boats", "nets"]);
  });

  test("topicUpdate refuses what is taken and what does not exist", async () => {
    await desk.done(updateTopic, { ...(await seen("harbour")), wikidataId: "Q900000071" });
    const taken = { ...(await seen("fishing")), wikidataId: "Q900000071" };
    expect(await desk.refused(updateTopic, taken)).toEqual(["TAKEN wikidataId"]);
    expect(await desk.refused(updateTopic, { ...taken, id: "fishing" })).toEqual(["NOT_FOUND id"]);
    expect(await desk.refused(updateTopic, { ...taken, expectedVersion: "" })).toEqual(["CONFLICT expectedVersion"]);
  });
});

describe("topicMove", () => {
  test("topicMove lets statements be found by the new broader topics and no longer by the old", async () => {
    await desk.done(createTopic, { name: "Coast", kind: "PLACE" });
    await desk.done(createTopic, { name: "Bay", kind: "PLACE", broader: ["coast"] });
    expect(await foundOn("sandholm")).toEqual(["boats"]);
    await desk.done(moveTopic, { ...(await seen("harbour")), broader: ["bay"] });
    expect(await aboveOf("harbour")).toEqual(["bay"]);
    expect(await foundOn("sandholm")).toEqual([]);
    expect(await foundOn("coast")).toEqual(["boats"]);
    await desk.done(moveTopic, { ...(await seen("bay")), broader: ["sandholm", "fishing"] });
    expect(await foundOn("coast")).toEqual([]);
    expect(await foundOn("sandholm")).toEqual(["boats"]);
    expect(await foundOn("fishing")).toEqual(["boats", "nets"]);
  });

  test("topicMove touches no link that stays, and none at all if all do", async () => {
    await desk.done(moveTopic, { ...(await seen("harbour")), broader: ["sandholm", "fishing"] });
    expect((await desk.lastChange()).map(({ table, before }) => [table, before])).toEqual([["topic_broader", {}]]);
    const changes = await database.prisma.change.count();
    await desk.done(moveTopic, { ...(await seen("harbour")), broader: ["fishing", "sandholm", "fishing"] });
    expect(await database.prisma.change.count()).toBe(changes);
    await desk.done(moveTopic, { ...(await seen("harbour")), broader: [] });
    expect(await aboveOf("harbour")).toEqual([]);
    expect(await foundOn("sandholm")).toEqual([]);
  });

  test("topicMove refuses every way into a circle", async () => {
    await desk.done(createTopic, { name: "Pier", kind: "PLACE", broader: ["harbour"] });
    const circles = { sandholm: ["fishing", "harbour"], harbour: ["harbour", "pier"], fishing: ["fishing"] };
    const problems = await Promise.all(
      Object.entries(circles).map(async ([slug, broader]) =>
        desk.refused(moveTopic, { ...(await seen(slug)), broader }),
      ),
    );
    expect(problems).toEqual([
      ["CIRCULAR broader.1"],
      ["CIRCULAR broader.0", "CIRCULAR broader.1"],
      ["CIRCULAR broader.0"],
    ]);
  });

  test("topicMove refuses a topic that does not exist and an old version", async () => {
    const harbour = await seen("harbour");
    expect(await desk.refused(moveTopic, { ...harbour, broader: ["x"] })).toEqual(["NOT_FOUND broader.0"]);
    expect(await desk.refused(moveTopic, { ...harbour, id: "x", broader: [] })).toEqual(["NOT_FOUND id"]);
    await desk.done(moveTopic, { ...harbour, broader: [] });
    expect(await desk.refused(moveTopic, { ...harbour, broader: [] })).toEqual(["CONFLICT expectedVersion"]);
    const most = { ...(await seen("harbour")), broader: Array(51).fill("x") };
    expect(await desk.refused(moveTopic, most)).toEqual(["INVALID broader"]);
  });
});

describe("events", () => {
  const dated = { startsOn: "2021-05", endsOn: "2021-05-07", place: "The old pier" };

  test("topicCreate and topicUpdate keep the dates and the place of an event", async () => {
    const { id } = await desk.done(createTopic, { name: "Regatta", kind: "EVENT", ...dated });
    const stored = () => database.prisma.topic.findUniqueOrThrow({ where: { id } });
    expect(await stored()).toMatchObject(dated);
    await desk.done(updateTopic, { ...(await seen("regatta")), endsOn: null, place: "The harbour" });
    expect(await stored()).toMatchObject({ startsOn: "2021-05", endsOn: null, place: "The harbour" });
    await desk.done(updateTopic, { ...(await seen("regatta")), kind: "ISSUE", startsOn: null, place: null });
    expect(await stored()).toMatchObject({ kind: "ISSUE", startsOn: null, endsOn: null, place: null });
  });

  test("topicUpdate refuses what would leave an event that ends before it starts, or an issue with dates", async () => {
    await desk.done(createTopic, { name: "Regatta", kind: "EVENT", ...dated });
    const refused = async (changes: object) => desk.refused(updateTopic, { ...(await seen("regatta")), ...changes });
    expect(await refused({ startsOn: "2021-06" })).toEqual(["INVALID endsOn"]);
    expect(await refused({ kind: "PLACE" })).toEqual(["INVALID startsOn", "INVALID endsOn", "INVALID place"]);
  });

  test("an event at which statements were made stays one", async () => {
    const { id } = await desk.done(createTopic, { name: "Regatta", kind: "EVENT" });
    const { id: statementId } = await database.prisma.statement.findFirstOrThrow();
    await database.prisma.statement.update({ where: { id: statementId }, data: { occasionId: id } });
    expect(await desk.refused(updateTopic, { ...(await seen("regatta")), kind: "ISSUE" })).toEqual(["IN_USE kind"]);
  });
});
