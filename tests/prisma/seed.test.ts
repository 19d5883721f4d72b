import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { ostrinDam } from "../../prisma/seed/ostrinDam.ts";
import { truceInIdlib } from "../../prisma/seed/truceInIdlib.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { dump, expectSound, openArchive } from "../helpers/archive.ts";

const ARTICLE = join(packageRoot(), "../shared/data/article/idlib-truce-2018-09-07.txt");
const statements = truceInIdlib.articles?.[0]?.statements ?? [];

describe("the demo archive", () => {
  const database = openArchive();
  beforeAll(async () => {
    await loadDemo(database);
  });

  test("the demo archive is sound", async () => {
    await expectSound(database);
  });

  test("the demo archive is not touched when it is loaded again", async () => {
    const before = await dump(database);
    await loadDemo(database);
    expect(await dump(database)).toEqual(before);
  });

  test("the demo archive has Putin's five statements on Idlib, each at its place", async () => {
    const idlib = await database.prisma.topic.findUniqueOrThrow({ where: { slug: "idlib" } });
    const putin = await database.prisma.speaker.findUniqueOrThrow({ where: { slug: "vladimir-putin" } });
    const on = await database.prisma.statementTopic.findMany({ where: { topicId: idlib.id, speakerId: putin.id } });
    expect(on).toHaveLength(5);
    expect(await database.prisma.statement.count({ where: { speakerId: putin.id } })).toBe(5);
  });

  test("the demo archive shows every case that the model knows", async () => {
    const all = await database.prisma.statement.findMany({
      include: { appearances: { include: { article: true, spans: true } }, speaker: true },
    });
    const fiction = all.filter(({ appearances }) => appearances.every(({ article }) => article.fictional));
    expect(fiction.length).toBeGreaterThanOrEqual(25);
    expect(all.length - fiction.length).toBe(22);
    const printings = all.map(({ appearances }) => appearances.length).sort();
    expect(printings.slice(-2)).toEqual([2, 3]);
    for (const status of ["PUBLISHED", "PROPOSED", "RETRACTED"])
      expect(all).toContainEqual(expect.objectContaining({ status }));
    for (const speakerStatus of ["UNNAMED", "UNKNOWN"])
      expect(all).toContainEqual(expect.objectContaining({ speakerStatus }));
    expect(all).toContainEqual(expect.objectContaining({ language: "fr", originalLanguage: "en" }));
    expect(all).toContainEqual(expect.objectContaining({ saidAtPrecision: "MONTH" }));
    expect(all.some(({ speaker }) => speaker?.kind === "GROUP")).toBe(true);
    expect(all.some(({ appearances }) => appearances.some(({ spans }) => spans.length > 1))).toBe(true);
  });

  test("the demo archive marks as fictional what is made up, and only that", async () => {
    const where = { fictional: false };
    const real = await Promise.all([
      database.prisma.source.findMany({ where }),
      database.prisma.article.findMany({ where }),
      database.prisma.speaker.findMany({ where }),
    ]);
    expect(real.map((rows) => rows.length)).toEqual([2, 1, 7]);
    for (const { url } of ostrinDam.articles ?? []) expect(new URL(url).hostname).toMatch(/\.example\.org$/);
  });

  test("the demo archive stores nothing of the real article but headline, metadata and quotes", async () => {
    const article = await database.prisma.article.findFirstOrThrow({ where: { fictional: false } });
    expect(article).toMatchObject({
      headline: "Russia Opposes Turkey's Calls for Truce in Idlib",
      publishedAt: new Date("2018-09-07T00:00:00Z"),
      publishedAtPrecision: "DAY",
      byline: "Reuters",
      imageCaption: "Tayyip Erdogan",
      imageCredit: "Kremlin.ru",
      body: null,
    });
  });

  test("the demo archive marks the place of a paraphrase by at most eight words", () => {
    for (const { kind, appearance } of statements) {
      if (kind !== "DIRECT") expect(appearance.passage.exact.split(" ").length).toBeLessThanOrEqual(8);
    }
  });
});

const describeWithArticle = existsSync(ARTICLE) ? describe : describe.skip;
if (!existsSync(ARTICLE)) console.info("Left out: comparing the demo with its article, which is not on this computer.");

describeWithArticle("the demo against the article that it is made from", () => {
  const text = existsSync(ARTICLE) ? readFileSync(ARTICLE, "utf8").replace(/[*#[\]]/g, "") : "";
  const wordsOf = (words: string) => words.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [];

  test.each(statements.map((statement) => [statement.appearance.passage.exact, statement] as const))(
    "the real article has “%s” once",
    (exact, { appearance }) => {
      const { prefix = "", suffix = "" } = appearance.passage;
      expect(text.split(prefix + exact + suffix)).toHaveLength(2);
    },
  );

  test("the places of the demo follow in reading order", () => {
    const places = statements.map(({ appearance }) => text.indexOf(appearance.passage.exact));
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test.each(statements.filter(({ kind }) => kind === "DIRECT").map(({ text: words }) => [words]))(
    "the quotation “%s” is verbatim",
    (words) => {
      for (const part of words.split(" … ")) expect(text).toContain(part);
    },
  );

  test.each(statements.filter(({ kind }) => kind !== "DIRECT").map(({ text: words }) => [words]))(
    "the paraphrase “%s” is in our own words",
    (words) => {
      const article = ` ${wordsOf(text).join(" ")} `;
      const own = wordsOf(words);
      const runs = own.slice(6).map((_, i) => own.slice(i, i + 7).join(" "));
      expect(runs.filter((run) => article.includes(` ${run} `))).toEqual([]);
    },
  );

  test.each(
    statements.map(({ appearance }) => [appearance.attributionText, appearance.cue, appearance.passage.exact] as const),
  )("the demo's words of %s, %s, stand as printed", (attribution, cue) => {
    if (attribution) expect(text).toContain(attribution);
    if (cue) expect(text).toContain(cue);
    expect(attribution === undefined).toBe(cue === undefined);
  });
});
