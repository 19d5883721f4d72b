import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { loadDemo } from "../../prisma/seed/load.ts";
import type { Database } from "../../src/database.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { openExport } from "../../src/export/open.ts";
import { keepStill } from "../../src/export/snapshots.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { record } from "../../src/record/record.ts";
import { clear, expectSound, openArchive } from "../helpers/archive.ts";
import { article, IMPORT, OTHER_IMPORT, source, speaker, statement, topic } from "../helpers/factories.ts";
import { world } from "../helpers/world.ts";
import { anyArchive } from "./anyArchive.ts";

const [database, other] = [openArchive({ afresh: true }), openArchive({ afresh: true })];

function exported(from: Database, bodies = true): Promise<string> {
  return from.transaction(async (transaction) => {
    await keepStill(transaction);
    const { text } = await openExport(transaction, { format: "jsonl", filter: {}, bodies, isStill: true });
    let all = "";
    for await (const piece of text) all += piece;
    return all;
  });
}

type List<Key extends keyof ArchiveDocument> = NonNullable<ArchiveDocument[Key]>[number];
type Line = {
  source?: List<"sources">;
  topic?: List<"topics">;
  speaker?: List<"speakers">;
  proposition?: List<"propositions">;
  article?: List<"articles">;
  link?: List<"links">;
};

/** Imports a file line by line, so that any line in the wrong order is detected. */
async function imported(text: string, into: Database): Promise<void> {
  for (const line of text.trimEnd().split("\n")) {
    const { source, topic, speaker, proposition, article, link } = JSON.parse(line) as Line;
    const document = {
      ...(source && { sources: [source] }),
      ...(topic && { topics: [topic] }),
      ...(speaker && { speakers: [speaker] }),
      ...(proposition && { propositions: [proposition] }),
      ...(article && { articles: [article] }),
      ...(link && { links: [link] }),
    };
    await record(into, document, IMPORT);
  }
}

async function expectSameBytes(bodies = true): Promise<string> {
  const first = await exported(database, bodies);
  await imported(first, other);
  expect(await exported(other, bodies)).toBe(first);
  await expectSound(other);
  return first;
}

describe("exported, imported into an empty archive and exported again, the bytes are the same:", () => {
  test("an export of a small archive with everything in it survives its import byte for byte", async () => {
    await record(database, world, IMPORT);
    const text = await expectSameBytes();
    expect(text.trimEnd().split("\n")).toHaveLength(4 + 6 + 12 + 2 + 9 + 5);
  });

  test("an export of the demo survives its import byte for byte", async () => {
    await loadDemo(database);
    const text = await expectSameBytes();
    expect(text.match(/"position":"SUPPORTS"/g)).toHaveLength(3);
    expect(text.match(/^\{"link":.*"kind":"RESPONDS_TO"/gm)).toHaveLength(1);
    expect(text).toContain('{"proposition":{"slug":"ceasefire-in-idlib"');
  });

  test("the example of the documentation is an export and survives its import byte for byte", async () => {
    const text = await readFile(join(packageRoot(), "tests/fixtures/jsonl/harbour.jsonl"), "utf8");
    await imported(text, database);
    expect(await expectSameBytes()).toBe(text);
  });

  test("an export without bodies survives its import byte for byte", async () => {
    await record(database, world, IMPORT);
    const text = await expectSameBytes(false);
    expect(text).toContain('"prefix"');
    expect(text).not.toMatch(/"body"|"start"|"spans"/);
  });

  test("an export keeps what corpora and readers know of a printing", async () => {
    await record(database, richest, IMPORT);
    const text = await expectSameBytes();
    for (const part of [
      "originalKind",
      "media",
      "addressee",
      "ADDRESSEE",
      "HEADLINE",
      '"reviewed":false',
      "urn:onrecord:",
    ])
      expect(text).toContain(part);
  });

  test("an export of statements in several articles does not depend on which was recorded first", async () => {
    const words = "“We will not sell the harbour to anybody at all.”";
    const print = (rest = {}) =>
      statement(words, { kind: "DIRECT", speaker: "ada-brandt", saidAt: "2021-05-07", ...rest });
    const nouns = {
      sources: world.sources,
      speakers: world.speakers,
      topics: world.topics,
      propositions: world.propositions,
    } as ArchiveDocument;
    await record(
      database,
      { ...nouns, articles: [article("z", [print({ topics: ["harbour"] })], { publishedAt: "2021-05-09" })] },
      IMPORT,
    );
    const late = print({ text: words.toUpperCase(), language: "en-GB", topics: ["coast"] });
    await record(
      database,
      { articles: [article("a", [late], { language: "de", publishedAt: "2021-05-08" })] },
      OTHER_IMPORT,
    );
    expect(await database.prisma.statement.count()).toBe(1);
    await expectSameBytes();
  });

  test("an export of any archive survives its import byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, async (documents) => {
        await Promise.all([clear(database), clear(other)]);
        for (const document of documents) await record(database, document, IMPORT);
        await expectSameBytes();
      }),
      { numRuns: 15 },
    );
  });
});

test("two archives with the same content have the same export, whatever order it came in", async () => {
  const { articles = [], links, ...nouns } = world;
  await record(database, world, IMPORT);
  await record(other, nouns, IMPORT);
  for (const each of [...articles].reverse()) await record(other, { articles: [each] }, OTHER_IMPORT);
  await record(other, { links }, IMPORT);
  const lines = async (from: Database) => (await exported(from)).split("\n").map((line) => line.slice(0, 60));
  expect(await lines(other)).toEqual(await lines(database));
});

const BODY = "“Nets!” Ada Brandt wrote to the council. 🐟 It was never answered.";
const richest: ArchiveDocument = {
  sources: [source("Sandholm Post", { names: [{ name: "Sandholm Post", language: "en" }, "The Post"] })],
  topics: [topic("Nets", { names: [{ name: "Netze", language: "de" }] })],
  speakers: [speaker("Ada Brandt", { reviewed: false })],
  articles: [
    article(
      "letter",
      [
        statement("“Nets!”", {
          kind: "DIRECT",
          speaker: "ada-brandt",
          saidAt: "2018-09",
          mentions: [
            { topic: "nets", basis: "TEXT" },
            { topic: "nets", basis: "HEADLINE" },
          ],
          appearance: {
            originalKind: "Direct",
            media: ["WRITING", "SPEECH"],
            addressee: "the council",
            attributionText: "Ada Brandt",
            passage: {
              exact: "“Nets!”",
              spans: [
                { role: "CONTENT", exact: "Nets!" },
                { role: "ADDRESSEE", exact: "the council" },
              ],
            },
          },
        }),
      ],
      {
        url: "urn:onrecord:test:letter",
        body: BODY,
        publishedAt: "2018-09-07T12:30:00.250Z",
        originalUrl: "https://x.example.org/l",
      },
    ),
  ],
};
