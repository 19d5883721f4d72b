import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import { createSource, updateSource } from "../../src/editing/sources.ts";
import { openDesk } from "../helpers/desk.ts";
import { documentWith } from "../helpers/factories.ts";

const desk = openDesk(documentWith(), { afresh: true, sound: true });
const { database } = desk;

const idOf = async (slug: string) => (await database.prisma.source.findUniqueOrThrow({ where: { slug } })).id;
const namesOf = (sourceId: number) =>
  database.prisma.sourceName.findMany({ where: { sourceId }, orderBy: { id: "asc" }, omit: { sourceId: true } });
const post = async (change: object) => ({ ...(await desk.seen("Source", await idOf("sandholm-post"))), ...change });

describe("sourceCreate", () => {
  test("sourceCreate makes a source with its slug, its names in normal form and its editor", async () => {
    const { id } = await desk.done(createSource, {
      name: "Coast Herald",
      kind: "OUTLET",
      names: [{ name: "Küsten-Herold", language: "de" }, { name: "C. H.", language: null }, { name: "Coast Herald" }],
      url: "https://herald.example.org",
      wikidataId: "Q900000050",
      isFictional: true,
    });
    expect(await database.prisma.source.findUnique({ where: { id } })).toMatchObject({
      slug: "coast-herald",
      name: "Coast Herald",
      kind: "OUTLET",
      url: "https://herald.example.org",
      wikidataId: "Q900000050",
      fictional: true,
    });
    expect(await namesOf(id)).toMatchObject([
      { name: "Coast Herald", normalized: "coast herald", language: null },
      { name: "Küsten-Herold", normalized: "kusten herold", language: "de" },
      { name: "C. H.", normalized: "ch", language: null },
    ]);
    const asserted = await database.prisma.assertion.findMany({
      where: { subject: "SOURCE", subjectId: id },
      include: { origin: true },
    });
    expect(asserted).toMatchObject([{ origin: { kind: "PERSON", name: "Ada" } }]);
  });

  test("sourceCreate takes null for a field that is left out", async () => {
    const { id } = await desk.done(createSource, {
      slug: null,
      name: "Coast Herald",
      kind: "OUTLET",
      names: null,
      url: null,
      wikidataId: null,
      isFictional: null,
    });
    expect(await database.prisma.source.findUnique({ where: { id } })).toMatchObject({
      slug: "coast-herald",
      url: null,
      fictional: false,
    });
  });

  test("sourceCreate refuses everything that another source has at once and leaves that one alone", async () => {
    await desk.done(createSource, { name: "First", kind: "AGENCY", wikidataId: "Q900000051" });
    const before = await database.prisma.source.findMany({ orderBy: { id: "asc" } });
    const input = { name: "Other", slug: "sandholm-post", kind: "AGENCY", wikidataId: "Q900000051" };
    expect(await desk.refused(createSource, input)).toEqual(["TAKEN slug", "TAKEN wikidataId"]);
    expect(await desk.refused(createSource, { name: "Sandholm Post", kind: "AGENCY" })).toEqual(["TAKEN slug"]);
    expect(await database.prisma.source.findMany({ orderBy: { id: "asc" } })).toEqual(before);
  });

  test.each<[string, object, string[]]>([
    ["a blank name", { name: " " }, ["INVALID name"]],
    ["a name of 301 characters", { name: "x".repeat(301) }, ["INVALID name"]],
    ["a control character", { name: "A\u0001" }, ["INVALID name"]],
    ["NUL", { name: "A\u0000" }, ["INVALID name"]],
    ["a lone surrogate", { name: "A\ud800" }, ["INVALID name"]],
    ["a name without a slug in it", { name: "“”" }, ["INVALID slug"]],
    ["a bad slug", { slug: "Not a slug" }, ["INVALID slug"]],
    ["an empty slug", { slug: "" }, ["INVALID slug"]],
    ["a script for an address", { url: "javascript:alert(1)" }, ["INVALID url"]],
    ["an address of 2,001 characters", { url: `https://x.example.org/${"x".repeat(1979)}` }, ["INVALID url"]],
    ["a lower case Wikidata id", { wikidataId: "q1" }, ["INVALID wikidataId"]],
    ["a bad language", { names: [{ name: "A" }, { name: "B", language: "?" }] }, ["INVALID names.1.language"]],
    ["a blank other name", { names: [{ name: "" }] }, ["INVALID names.0.name"]],
    ["501 names", { names: Array.from({ length: 501 }, (_, i) => ({ name: `N${i}` })) }, ["INVALID names"]],
  ])("sourceCreate refuses %s", async (_, part, problems) => {
    const refused = await desk.refused(createSource, { name: "Herald", kind: "OUTLET", ...part });
    expect([...new Set(refused)]).toEqual(problems);
    expect(await database.prisma.source.count()).toBe(2);
  });
});

describe("sourceUpdate", () => {
  test("sourceUpdate changes what is given, removes what is null, and leaves the rest", async () => {
    const id = await idOf("sandholm-post");
    const first = { url: "https://news.example.org", wikidataId: "Q900000052", kind: "INSTITUTION" };
    await desk.done(updateSource, await post(first));
    await desk.done(updateSource, await post({ url: null, isFictional: false }));
    expect(await database.prisma.source.findUnique({ where: { id } })).toMatchObject({
      slug: "sandholm-post",
      name: "Sandholm Post",
      url: null,
      wikidataId: "Q900000052",
      kind: "INSTITUTION",
      fictional: false,
    });
  });

  test("sourceUpdate keeps the old main name among the names, and the slug", async () => {
    const id = await idOf("sandholm-post");
    await desk.done(updateSource, await post({ name: "The Sandholm Post" }));
    expect(await namesOf(id)).toMatchObject([{ name: "Sandholm Post" }, { name: "The Sandholm Post" }]);
    expect(await database.prisma.source.findUnique({ where: { id } })).toMatchObject({ slug: "sandholm-post" });
  });

  test("sourceUpdate replaces all names and touches only those that change", async () => {
    const id = await idOf("sandholm-post");
    const names = [{ name: "BP", language: "en" }, { name: "Почта", language: "ru" }, { name: "Old" }];
    await desk.done(updateSource, await post({ names }));
    const before = await namesOf(id);
    const later = [{ name: "BP" }, { name: "Почта", language: "ru" }, { name: "New", language: "en" }];
    await desk.done(updateSource, await post({ names: later }));
    const after = await namesOf(id);
    expect(after.map(({ name, language }) => [name, language])).toEqual([
      ["Sandholm Post", null],
      ["BP", null],
      ["Почта", "ru"],
      ["New", "en"],
    ]);
    expect(after.slice(0, 3).map((row) => row.id)).toEqual(before.slice(0, 3).map((row) => row.id));
    await desk.done(updateSource, await post({ names: null }));
    expect(await namesOf(id)).toMatchObject([{ name: "Sandholm Post" }]);
  });

  test("sourceUpdate gives the main name a language only if it is repeated", async () => {
    const id = await idOf("sandholm-post");
    await desk.done(updateSource, await post({ names: [{ name: "Sandholm Post", language: "en" }] }));
    await desk.done(updateSource, await post({ names: [{ name: "BP" }] }));
    expect(await namesOf(id)).toMatchObject([{ name: "Sandholm Post", language: "en" }, { name: "BP" }]);
  });

  test("sourceUpdate writes nothing if it says nothing new", async () => {
    const changes = await database.prisma.change.count();
    await desk.done(updateSource, await post({ name: "Sandholm Post", kind: "OUTLET", names: [] }));
    expect(await database.prisma.change.count()).toBe(changes);
  });

  test("sourceUpdate refuses what is missing, taken, or cannot be removed", async () => {
    await desk.done(createSource, { name: "First", kind: "AGENCY", wikidataId: "Q900000053" });
    expect(await desk.refused(updateSource, await post({ wikidataId: "Q900000053" }))).toEqual(["TAKEN wikidataId"]);
    const nulls = { name: null, kind: null, isFictional: null };
    expect(await desk.refused(updateSource, await post(nulls))).toEqual([
      "INVALID name",
      "INVALID isFictional",
      "INVALID kind",
    ]);
    const nowhere = { id: encodeGlobalId("Source", 99), expectedVersion: "x" };
    expect(await desk.refused(updateSource, nowhere)).toEqual(["NOT_FOUND id"]);
    for (const id of ["", "sandholm-post", "U3BlYWtlcjox", "\u0000"]) {
      expect(await desk.refused(updateSource, { id, expectedVersion: "x" })).toEqual(["NOT_FOUND id"]);
    }
    expect(await desk.refused(updateSource, await post({ expectedVersion: "0" }))).toEqual([
      "CONFLICT expectedVersion",
    ]);
  });
});
