import { beforeAll, describe, expect, test } from "@jest/globals";
import type { StatementFilter } from "../../src/archive/statements/filter.ts";
import { readBound } from "../../src/document/dates.ts";
import { findAll } from "../../src/export/found.ts";
import { type Feed, openFeed } from "../../src/feed/feed.ts";
import { type Published, publicationStream } from "../../src/feed/publications.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, IMPORT, statement } from "../helpers/factories.ts";
import { world } from "../helpers/world.ts";

const { sql } = Prisma;

const database = openArchive();
let feed: Feed<Published, StatementFilter>;
let beginning: string;
beforeAll(async () => {
  feed = openFeed(database, publicationStream, { backlog: 1_000, willPass: () => false, onError: () => {} });
  beginning = await feed.cursor();
  await record(database, world, IMPORT);
});
database.beforeDrop(() => feed.close());

describe("a filter means the same as in a list", () => {
  const filters: [string, StatementFilter][] = [
    ["a name", { speaker: ["Ada Brandt"] }],
    ["a name that several bear", { speaker: ["Weber"] }],
    ["a member of a group", { speaker: ["olaf-gruen"] }],
    ["part of a name", { speaker: ["Brandt"] }],
    ["nobody, beside somebody", { speaker: ["Nobody at all", "Ada Brandt"] }],
    ["an empty list", { speaker: [] }],
    ["a topic, with those below it", { topic: ["Sandholm"] }],
    ["topics", { topic: ["Harbour", "Fishing"] }],
    ["what is said", { topic: ["Sandholm"], topicBasis: ["STATED"] }],
    ["what the words say", { topic: ["Sandholm", "Fishing"], topicBasis: ["TEXT", "HEADLINE"] }],
    ["a source or agency", { source: ["Coast Wire"] }],
    ["a kind", { kind: ["DIRECT", "MIXED"] }],
    ["a language and its parts", { language: ["EN", "de"] }],
    ["a span", { said: { from: readBound("2020"), to: readBound("2021-05-07") } }],
    ["a role on the day", { role: ["Mayor of Sandholm", "harbour"] }],
    ["words", { text: "harbour OR pier" }],
    ["words that must not be there", { text: "-harbour" }],
    ["a phrase of common words", { text: '"it will" OR "there was never a"' }],
    ["a phrase of common words beside others", { text: '"for the" -harbour' }],
    ["a status beside", { status: ["PUBLISHED", "RETRACTED"] }],
    [
      "all of it",
      { speaker: ["Ada Brandt"], topic: ["Sandholm"], kind: ["DIRECT", "INDIRECT"], text: "the", language: ["en"] },
    ],
  ];

  test.each(filters)("a filter means the same in the feed as in a list: %s", async (_name, filter) => {
    const everything = (await database.query<{ id: number }>(sql`SELECT id FROM statement WHERE status = 'PUBLISHED'`))
      .length;
    expect(everything).toBeGreaterThan(10);
    const found: number[] = [];
    for await (const ids of (await findAll(database, { ...filter, status: ["PUBLISHED"] })).ids(500))
      found.push(...ids);
    // A subscriber that receives the mark has received everything before it.
    const [publications, marks] = [await feed.follow(filter, beginning), await feed.follow({}, beginning)];
    for (let count = 0; count < everything; ) count += ((await marks.next()).value ?? []).length;
    const heard: number[] = [];
    while (heard.length < found.length)
      heard.push(...((await publications.next()).value ?? []).map(({ statementId }) => statementId));
    expect(heard.sort((a, b) => a - b)).toEqual(found.sort((a, b) => a - b));
    const next = publications.next();
    await publications.return();
    expect((await next).done).toBe(true);
  });

  test("a filter is refused in the feed for the same reasons as in a list", async () => {
    const span = { from: readBound("2021-01-02"), to: readBound("2021-01-01") };
    await expect(feed.follow({ said: span })).rejects.toThrow(/before it starts/);
    await expect(feed.follow({ topicBasis: ["TEXT"] })).rejects.toThrow(/filter.topicBasis/);
    const many = Array.from({ length: 101 }, (_, i) => `name ${i}`);
    for (const field of ["speaker", "topic", "source", "article", "language", "role"])
      await expect(feed.follow({ [field]: many })).rejects.toThrow(/at most 100/);
    await expect(feed.follow({ status: ["RETRACTED"] })).rejects.toThrow(/leave `filter.status` out/);
  });
});

test("a subscription to an office sends what its next holder says", async () => {
  const publications = await feed.follow({ role: ["minister of the sea"] });
  const olaf = await database.prisma.speaker.findUniqueOrThrow({ where: { slug: "olaf-gruen" } });
  const role = { speakerId: olaf.id, label: "Minister of the Sea", startsOn: "2031-03" };
  await database.prisma.speakerRole.create({ data: role });
  const said = (text: string, saidAt: string) => statement(text, { speaker: "olaf-gruen", saidAt });
  const texts = [said("Before the office I said this", "2031-02-28"), said("In office I say this", "2031-03-01")];
  await record(database, { articles: [article("office", texts)] }, IMPORT);
  const [heard] = (await publications.next()).value ?? [];
  const row = await database.prisma.statement.findUniqueOrThrow({ where: { id: heard?.statementId } });
  expect(row.text).toBe("In office I say this");
  await publications.return();
});
