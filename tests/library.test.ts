import { beforeAll, describe, expect, test } from "@jest/globals";
import type { ArchiveDocument } from "../src/document/document.ts";
import * as library from "../src/library.ts";
import { type OnRecordArchive, openArchive, type SeedDocument } from "../src/library.ts";
import * as fixture from "./helpers/archive.ts";

const database = fixture.openArchive();
let archive: OnRecordArchive;
beforeAll(async () => {
  archive = await openArchive({ origin: "a seed", databaseUrl: database.url });
  database.beforeDrop(archive.close);
});

const harbour = (text: string): SeedDocument => ({
  sources: [{ slug: "courier", name: "Courier", kind: "OUTLET", fictional: true }],
  speakers: [{ slug: "runa-velle", name: "Runa Velle", kind: "PERSON", fictional: true }],
  topics: [{ slug: "harbour", name: "Harbour", kind: "PLACE", fictional: true }],
  articles: [
    {
      url: "https://courier.example/harbour",
      headline: "Harbour",
      publishedAt: "2031-03",
      language: "en",
      source: "courier",
      fictional: true,
      statements: [
        { kind: "DIRECT", text, speaker: "runa-velle", topics: ["harbour"], appearance: { passage: { exact: text } } },
      ],
    },
  ],
});

test("the package exports openArchive and nothing else", () => {
  expect(Object.keys(library)).toEqual(["openArchive"]);
  expect(Object.keys(archive).sort()).toEqual(["check", "close", "list", "record"]);
});

test("the archive takes every document of the published type", () => {
  // The compiler checks this.
  const document: ArchiveDocument = {} as SeedDocument;
  expect(document).toEqual({});
});

async function texts(filter?: Parameters<OnRecordArchive["list"]>[0]): Promise<string[]> {
  const found: string[] = [];
  for await (const { text } of archive.list(filter)) found.push(text);
  return found;
}

describe("record, list and check", () => {
  test("one document or several; the same again changes nothing; a changed one updates what differs", async () => {
    expect(await archive.record(harbour("It opens in spring."))).toEqual({ newArticles: 1, newStatements: 1 });
    const before = await fixture.dump(database);
    expect(await archive.record([harbour("It opens in spring."), {}])).toEqual({ newArticles: 0, newStatements: 0 });
    expect(await fixture.dump(database)).toEqual(before);
    await archive.record(harbour("It opens in spring, they say."));
    expect(await texts()).toEqual(["It opens in spring, they say."]);
    expect(await archive.check()).toEqual([]);
  });

  test("a listed statement has what a program needs", async () => {
    const [first] = [(await archive.list({ speaker: ["Runa Velle"], text: "spring" }).next()).value];
    expect(first).toEqual({
      id: expect.any(String),
      kind: "DIRECT",
      text: "It opens in spring, they say.",
      saidAt: "2031-03",
      speaker: { slug: "runa-velle", name: "Runa Velle" },
      topics: [{ slug: "harbour", name: "Harbour" }],
      article: { url: "https://courier.example/harbour", headline: "Harbour", source: "Courier" },
    });
  });

  test("a problem is named with its path, and nothing of the document is kept", async () => {
    const bad = harbour("It never opens.");
    bad.articles?.[0]?.statements?.push({
      kind: "DIRECT",
      text: "No.",
      speaker: "nobody",
      appearance: { passage: { exact: "No." } },
    });
    await expect(archive.record(bad)).rejects.toThrow(/articles\[0\]\.statements\[1\]/);
    expect(await texts()).toEqual(["It opens in spring, they say."]);
  });

  test("a name that nothing bears is an error, not an empty list", async () => {
    await expect(texts({ speaker: ["Nobody Atall"] })).rejects.toThrow("No speaker bears the name “Nobody Atall”.");
  });

  test("a broken row is found", async () => {
    await database.prisma.speaker.update({ where: { slug: "runa-velle" }, data: { name: "Somebody" } });
    expect(await archive.check()).toEqual([
      expect.objectContaining({ rule: "main_name", table: "speaker", message: expect.any(String) }),
    ]);
  });
});

test("a database that cannot be reached is an error, and the process is not kept alive", async () => {
  const refused = openArchive({ origin: "a seed", databaseUrl: "postgres://nobody@127.0.0.1:1/nothing" });
  await expect(refused).rejects.toThrow(/ECONNREFUSED/);
});
