import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import { createAppearance } from "../../src/editing/appearances.ts";
import { createArticle, updateArticle } from "../../src/editing/articles.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { applyTopics } from "../../src/record/tagging.ts";
import { openTagger } from "../../src/text/mentions.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, documentWith, paraphrase } from "../helpers/factories.ts";

const desk = openDesk(
  documentWith(
    article("one", [paraphrase("boats")], { byline: "Jo Lund", wire: "coast-wire" }),
    article("two", [paraphrase("nets", { saidAt: "2021-05-07" })], {
      related: [
        { headline: "One", url: "https://news.example.org/one" },
        { headline: "Later", url: "https://news.example.org/later" },
      ],
    }),
  ),
  { afresh: true, sound: true },
);
const { database } = desk;

const at = (name: string) => `https://news.example.org/${name}`;
const idOf = async (name: string) => (await database.prisma.article.findUniqueOrThrow({ where: { url: at(name) } })).id;
const seen = async (name: string) => desk.seen("Article", await idOf(name));
const linksOf = async (name: string) => {
  const links = await database.prisma.relatedArticle.findMany({
    where: { article: { url: at(name) } },
    include: { related: true },
    orderBy: { position: "asc" },
  });
  return links.map(({ headline, url, related }) => [headline, url, related?.url ?? null]);
};
const dates = async () =>
  (await database.prisma.statement.findMany({ orderBy: { id: "asc" } })).map(
    ({ saidAt, saidAtPrecision }) => `${saidAt.toISOString()} ${saidAtPrecision}`,
  );

const minimal = {
  url: at("new"),
  headline: "The nets",
  publishedAt: new Date("2021-06-01T08:30:00Z"),
  language: "en",
  source: "sandholm-post",
};

describe("articleCreate", () => {
  test("articleCreate makes an article with everything it has", async () => {
    const { id } = await desk.done(createArticle, {
      ...minimal,
      originalUrl: "https://wire.example.org/new",
      publishedAt: new Date("2021-06-01T00:00:00Z"),
      publishedAtPrecision: "MONTH",
      byline: "Jo Lund",
      source: encodeGlobalId("Source", 1),
      wire: "coast-wire",
      body: "The nets were cafe\u0301 blue.",
      imageCaption: "Nets",
      imageCredit: "Coast Wire",
      isFictional: true,
      related: [
        { headline: "One", url: at("one") },
        { headline: "None", url: null },
      ],
    });
    expect(
      await database.prisma.article.findUnique({ where: { id }, include: { source: true, wire: true } }),
    ).toMatchObject({
      url: at("new"),
      originalUrl: "https://wire.example.org/new",
      headline: "The nets",
      publishedAt: new Date("2021-06-01T00:00:00Z"),
      publishedAtPrecision: "MONTH",
      language: "en",
      byline: "Jo Lund",
      source: { slug: "sandholm-post" },
      wire: { slug: "coast-wire" },
      body: "The nets were café blue.",
      imageCaption: "Nets",
      imageCredit: "Coast Wire",
      fictional: true,
    });
    expect(await linksOf("new")).toEqual([
      ["One", at("one"), at("one")],
      ["None", null, null],
    ]);
  });

  test("articleCreate takes null for a field that is left out, and dates for known", async () => {
    const nulls = {
      byline: null,
      wire: null,
      body: null,
      related: null,
      isFictional: null,
      publishedAtPrecision: null,
    };
    const { id } = await desk.done(createArticle, { ...minimal, ...nulls });
    expect(await database.prisma.article.findUnique({ where: { id } })).toMatchObject({
      publishedAtPrecision: "TIME",
      byline: null,
      wireId: null,
      body: null,
      fictional: false,
    });
  });

  test("articleCreate resolves links that have waited for its address", async () => {
    await desk.done(createArticle, { ...minimal, url: at("later") });
    expect(await linksOf("two")).toEqual([
      ["One", at("one"), at("one")],
      ["Later", at("later"), at("later")],
    ]);
  });

  test("articleCreate gives an article without an address on the web a URN", async () => {
    const { id } = await desk.done(createArticle, { ...minimal, url: "urn:post:1921:3" });
    expect(await database.prisma.article.findUnique({ where: { id } })).toMatchObject({ url: "urn:post:1921:3" });
  });

  test.each<[string, object, string[]]>([
    ["an address that another has", { url: at("one") }, ["TAKEN url"]],
    ["a script for an address", { url: "javascript:alert(1)" }, ["INVALID url"]],
    ["a source that is not there", { source: "x", wire: "y" }, ["NOT_FOUND source", "NOT_FOUND wire"]],
    ["another noun's id", { source: encodeGlobalId("Speaker", 1) }, ["NOT_FOUND source"]],
    ["the publisher as its own agency", { wire: encodeGlobalId("Source", 1) }, ["INVALID wire"]],
    ["a link to itself", { related: [{ headline: "New", url: at("new") }] }, ["INVALID related"]],
    ["a bad link", { related: [{ headline: " ", url: "x" }] }, ["INVALID related.0.headline", "INVALID related.0.url"]],
    ["201 links", { related: Array(201).fill({ headline: "x" }) }, ["INVALID related"]],
    ["a headline of 1,001 characters", { headline: "x".repeat(1001) }, ["INVALID headline"]],
    ["a byline of 1,001 characters", { byline: "x".repeat(1001) }, ["INVALID byline"]],
    ["a body of 2,000,001 characters", { body: "x".repeat(2_000_001) }, ["INVALID body"]],
    ["a body with NUL", { body: "x\0" }, ["INVALID body"]],
    ["a language that is none", { language: "English!" }, ["INVALID language"]],
    ["blank captions", { imageCaption: "", imageCredit: " " }, ["INVALID imageCaption", "INVALID imageCredit"]],
  ])("articleCreate refuses %s", async (_, part, problems) => {
    expect(await desk.refused(createArticle, { ...minimal, ...part })).toEqual(problems);
    expect(await database.prisma.article.count()).toBe(2);
  });
});

describe("articleUpdate", () => {
  test("articleUpdate changes what is given, removes what is null, and leaves the rest", async () => {
    const change = { headline: "Two boats", byline: null, imageCaption: "A boat", isFictional: false };
    expect(await desk.done(updateArticle, { ...(await seen("one")), ...change })).toEqual({
      id: await idOf("one"),
      passages: [],
    });
    expect(
      await database.prisma.article.findUnique({ where: { url: at("one") }, include: { wire: true } }),
    ).toMatchObject({
      headline: "Two boats",
      byline: null,
      imageCaption: "A boat",
      fictional: false,
      publishedAt: new Date("2021-05-07"),
      publishedAtPrecision: "DAY",
      language: "en",
      wire: { slug: "coast-wire" },
    });
    expect((await desk.lastChange()).map(({ table, after }) => [table, after])).toEqual([
      ["article", { headline: "Two boats", byline: null, image_caption: "A boat", fictional: false }],
    ]);
  });

  test("articleUpdate gives an article another publisher and no agency", async () => {
    await desk.done(updateArticle, { ...(await seen("one")), wire: null, source: "coast-wire" });
    expect(
      await database.prisma.article.findUnique({ where: { url: at("one") }, include: { source: true } }),
    ).toMatchObject({
      source: { slug: "coast-wire" },
      wireId: null,
    });
  });

  test("articleUpdate dates the statements anew that only this article dates", async () => {
    await database.prisma.statement.updateMany({
      where: { text: { contains: "nets" } },
      data: { saidAtBasis: "STATED" },
    });
    for (const name of ["one", "two"]) {
      await desk.done(updateArticle, { ...(await seen(name)), publishedAt: new Date("2012-05-07T09:00:00Z") });
    }
    expect(await dates()).toEqual(["2012-05-07T09:00:00.000Z TIME", "2021-05-07T00:00:00.000Z DAY"]);
    await desk.done(updateArticle, { ...(await seen("one")), publishedAtPrecision: "YEAR" });
    expect(await dates()).toEqual(["2012-01-01T00:00:00.000Z YEAR", "2021-05-07T00:00:00.000Z DAY"]);
  });

  test("articleUpdate leaves the date of a statement that another article dates too", async () => {
    const { exact, statementId } = await database.prisma.appearance.findFirstOrThrow({
      where: { article: { url: at("one") } },
    });
    const statement = encodeGlobalId("Statement", statementId);
    await desk.done(createAppearance, { statement, article: at("two"), passage: { exact } });
    await desk.done(updateArticle, { ...(await seen("one")), publishedAt: new Date("2012-05-07T09:00:00Z") });
    expect((await dates())[0]).toBe("2021-05-07T00:00:00.000Z DAY");
  });

  test("articleUpdate keeps links right when the address changes", async () => {
    await desk.done(updateArticle, { ...(await seen("one")), url: at("later") });
    // The printed link stays as printed; both addresses lead to the article.
    expect(await linksOf("two")).toEqual([
      ["One", at("one"), at("later")],
      ["Later", at("later"), at("later")],
    ]);
    await desk.done(createArticle, { ...minimal, url: at("one") });
    expect((await linksOf("two"))[0]).toEqual(["One", at("one"), at("one")]);
  });

  test("articleUpdate replaces links and touches only those that change", async () => {
    const related = [{ headline: "One", url: at("one") }, { headline: "Elsewhere" }];
    await desk.done(updateArticle, { ...(await seen("two")), related });
    expect(await linksOf("two")).toEqual([
      ["One", at("one"), at("one")],
      ["Elsewhere", null, null],
    ]);
    expect((await desk.lastChange()).map(({ before, after }) => [before.position, after?.position])).toEqual([
      [1, undefined],
      [undefined, 1],
    ]);
    await desk.done(updateArticle, { ...(await seen("two")), related: null });
    expect(await linksOf("two")).toEqual([]);
  });

  test("articleUpdate lets a new headline tag the statements under it, as an import does", async () => {
    const tagsOf = async () => {
      for await (const _ of applyTopics(database, openTagger));
      const tags = await database.prisma.statementTag.findMany({
        where: { basis: "HEADLINE" },
        include: { topic: true },
      });
      return tags.map(({ topic }) => topic.slug);
    };
    await desk.done(updateArticle, { ...(await seen("one")), headline: "Fishing for boats" });
    expect(await tagsOf()).toEqual(["fishing"]);
    await desk.done(updateArticle, { ...(await seen("one")), headline: "Sandholm and its boats" });
    expect(await database.query(Prisma.sql`SELECT FROM tagging_due`)).toHaveLength(1);
    expect(await tagsOf()).toEqual(["sandholm"]);
  });

  test("articleUpdate writes nothing if it says nothing new", async () => {
    const changes = await database.prisma.change.count();
    const related = (await linksOf("two")).map(([headline, url]) => ({ headline, url }));
    await desk.done(updateArticle, {
      ...(await seen("two")),
      url: at("two"),
      related,
      body: null,
      source: "sandholm-post",
    });
    expect(await database.prisma.change.count()).toBe(changes);
  });

  test.each<[string, object, string[]]>([
    ["an address that another has", { url: at("one"), related: null }, ["TAKEN url"]],
    ["the address of what it links to", { url: at("later") }, ["INVALID related"]],
    ["a source that is not there", { source: "x" }, ["NOT_FOUND source"]],
    ["its publisher as its agency", { wire: "sandholm-post" }, ["INVALID wire"]],
    ["a version that is past", { expectedVersion: "x" }, ["CONFLICT expectedVersion"]],
    ["what is not there", { id: "x" }, ["NOT_FOUND id"]],
    [
      "to take away what it must have",
      {
        url: null,
        headline: null,
        publishedAt: null,
        publishedAtPrecision: null,
        language: null,
        source: null,
        isFictional: null,
      },
      ["url", "headline", "publishedAt", "publishedAtPrecision", "language", "source", "isFictional"].map(
        (name) => `INVALID ${name}`,
      ),
    ],
  ])("articleUpdate refuses %s", async (_, part, problems) => {
    const before = await database.prisma.article.findMany({ orderBy: { id: "asc" } });
    expect(await desk.refused(updateArticle, { ...(await seen("two")), ...part })).toEqual(problems);
    expect(await database.prisma.article.findMany({ orderBy: { id: "asc" } })).toEqual(before);
  });
});
