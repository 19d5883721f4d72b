import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { loadTopics, type StarterTopic, starterTopics } from "../../prisma/seed/topics.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { readTaggable } from "../../src/record/tagging.ts";
import { openTagger } from "../../src/text/mentions.ts";
import { normalizeName } from "../../src/text/names.ts";
import { dump, expectSound, openArchive } from "../helpers/archive.ts";

const topics = starterTopics();
const bySlug = new Map(topics.map((topic) => [topic.slug, topic]));
const namesOf = ({ names }: StarterTopic) => [...new Set(Object.values(names).flat())];

/** Returns every topic above a topic, by slug; throws if the lists have a circle. */
function above(slug: string, depth = 0): string[] {
  if (depth > 20) throw new Error(`${slug} is in a circle`);
  return (bySlug.get(slug)?.broader ?? []).flatMap((broader) => [broader, ...above(broader, depth + 1)]);
}

describe("the starter topics", () => {
  test("the starter topics are as many as docs/topics.md says", () => {
    const count = (kind: string) => topics.filter((topic) => topic.kind === kind).length;
    expect([count("PLACE"), count("ORGANIZATION"), count("ISSUE")]).toEqual([451, 13, 69]);
    const isCountry = ({ slug, broader = [], kind }: StarterTopic) =>
      kind === "PLACE" && topics.some((topic) => topic.broader?.includes(slug)) && broader.length > 0;
    expect(topics.filter(isCountry).length).toBeGreaterThan(193);
  });

  test("the starter topics have each slug and Wikidata id once", () => {
    const ids = topics.flatMap(({ wikidataId }) => wikidataId ?? []);
    expect(bySlug.size).toBe(topics.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("the starter topics lead upwards to existing topics without a circle", () => {
    expect(topics.flatMap(({ broader = [] }) => broader).filter((slug) => !bySlug.has(slug))).toEqual([]);
    for (const { slug } of topics) expect(above(slug)).not.toContain(slug);
    expect(above("damascus")).toEqual(expect.arrayContaining(["syria", "western-asia", "asia", "middle-east"]));
  });

  test("the starter topics have names in English, German and other languages, each once a language", () => {
    const isPoor = ({ names }: StarterTopic) => !names.en || !names.de;
    expect(topics.filter(isPoor).map(({ slug }) => slug)).toEqual([]);
    for (const { names, name } of topics) {
      expect([names.en].flat()).toContain(name);
      for (const written of Object.values(names)) expect(new Set([written].flat()).size).toBe([written].flat().length);
    }
  });

  test("the starter topics are written in the script of their language", () => {
    const scripts = { ru: /^[\p{sc=Cyrl}\P{L}]+$/u, ar: /^[\p{sc=Arab}\P{L}]+$/u, zh: /^[\p{sc=Han}\P{L}]+$/u };
    const strange = topics.flatMap(({ names }) =>
      Object.entries(scripts).flatMap(([language, script]) =>
        [names[language] ?? []].flat().filter((name) => !script.test(name)),
      ),
    );
    expect(strange).toEqual([]);
  });

  test("the starter topics share no name but those marked as ambiguous", () => {
    const bearers = new Map<string, string[]>();
    for (const topic of topics) {
      const telling = namesOf(topic).filter((name) => !topic.ambiguous?.includes(name));
      for (const form of new Set(telling.map(normalizeName)))
        bearers.set(form, [...(bearers.get(form) ?? []), topic.slug]);
    }
    expect([...bearers].filter(([, slugs]) => slugs.length > 1)).toEqual([]);
  });

  test("the starter topics mark as ambiguous only names that they have", () => {
    const strange = topics.flatMap((topic) => topic.ambiguous?.filter((name) => !namesOf(topic).includes(name)) ?? []);
    expect(strange).toEqual([]);
  });
});

describe("loaded", () => {
  const database = openArchive();
  beforeAll(async () => {
    await loadTopics(database);
    await loadDemo(database);
  });

  test("the starter topics fit with the demo, and the archive is sound", async () => {
    await expectSound(database);
    const idlib = await database.prisma.topic.findUniqueOrThrow({
      where: { slug: "idlib" },
      include: { ancestors: { include: { ancestor: true } } },
    });
    expect(idlib.ancestors.map(({ ancestor }) => ancestor.slug).sort()).toEqual(
      ["idlib", "syria", "western-asia", "asia", "middle-east"].sort(),
    );
  });

  test("the starter topics touch nothing when they are loaded again in any order", async () => {
    const before = await dump(database);
    await loadTopics(database);
    await loadDemo(database);
    await loadTopics(database);
    expect(await dump(database)).toEqual(before);
  });

  test("an ambiguous name finds its topic and tags nothing", async () => {
    const found = await database.query<{ slug: string }>(
      Prisma.sql`SELECT slug FROM topic JOIN topic_name ON topic_id = topic.id WHERE normalized = 'jordan'`,
    );
    expect(found).toEqual([{ slug: "jordan" }]);
    const taggable = await readTaggable(database);
    const tagsOf = openTagger(taggable.map(({ slug, names }) => ({ topic: slug, names })));
    const expected: [string, string[]][] = [
      ["Michael Jordan and Chad Smith of Georgia", []],
      ["Jordanien, Tschad und Georgien", ["jordan", "chad", "georgia"]],
      ["Das war eine Island-Reise", []],
      ["a truce in South Sudan, not in Sudan", ["ceasefire", "south-sudan", "sudan"]],
      ["New Mexico, Northern Ireland, Equatorial Guinea", ["new-mexico", "northern-ireland", "equatorial-guinea"]],
      ["World Health Organization", ["world-health-organization"]],
      ["帮助发展中国家", ["developing-countries"]],
      ["The Democratic Republic of the Congo", ["democratic-republic-of-the-congo"]],
    ];
    expect(expected.map(([text]) => [text, [...tagsOf(text)]])).toEqual(expected);
  });
});
