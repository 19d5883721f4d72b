import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import * as speakers from "../../src/archive/speakers.ts";
import type { Edit } from "../../src/editing/edit.ts";
import { mergeSpeakers } from "../../src/editing/merges.ts";
import { createSpeaker, updateSpeaker } from "../../src/editing/speakers.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, documentWith, paraphrase } from "../helpers/factories.ts";

const desk = openDesk(documentWith(article("one", [paraphrase("boats")])), { afresh: true, sound: true });
const { database } = desk;

const idOf = async (slug: string) => (await database.prisma.speaker.findUniqueOrThrow({ where: { slug } })).id;
const seen = async (slug: string) => desk.seen("Speaker", await idOf(slug));
const rolesOf = async (slug: string) => (await speakers.rolesOf(database, [await idOf(slug)]))[0] ?? [];
const membersOf = async (slug: string) => {
  const [members = []] = await speakers.membersOf(database, [await idOf(slug)]);
  return members.map((member) => member.slug);
};

const merge = (edit: Edit, input: unknown) => mergeSpeakers(edit, input as Parameters<typeof mergeSpeakers>[1]);

describe("speakerCreate", () => {
  test("speakerCreate makes a person with names and roles", async () => {
    const { id } = await desk.done(createSpeaker, {
      name: "Işık Şen",
      kind: "PERSON",
      names: [{ name: "Isik Sen", language: "en" }],
      description: "Captain",
      wikidataId: "Q900000060",
      isFictional: true,
      roles: [
        { label: "Captain", organization: "Coast Guard", startsOn: "2018-09", endsOn: null },
        { label: "Mate", organization: null, startsOn: null, endsOn: "2018" },
      ],
    });
    const speaker = await database.prisma.speaker.findUnique({ where: { id }, include: { names: true } });
    expect(speaker).toMatchObject({
      slug: "isik-sen",
      description: "Captain",
      wikidataId: "Q900000060",
      fictional: true,
      reviewed: true,
      names: [
        { name: "Işık Şen", normalized: "isik sen" },
        { name: "Isik Sen", normalized: "isik sen", language: "en" },
      ],
    });
    expect(await rolesOf("isik-sen")).toMatchObject([
      { label: "Captain", organization: "Coast Guard", startsOn: "2018-09", endsOn: null },
      { label: "Mate", organization: null, startsOn: null, endsOn: "2018" },
    ]);
  });

  test("speakerCreate makes a group of members by id or slug, each once", async () => {
    const members = ["ada-brandt", encodeGlobalId("Speaker", await idOf("olaf-gruen")), "ada-brandt"];
    await desk.done(createSpeaker, { name: "Two of them", kind: "GROUP", members });
    expect(await membersOf("two-of-them")).toEqual(["ada-brandt", "olaf-gruen"]);
  });

  test("speakerCreate takes the speaker that a member was merged into", async () => {
    const { id } = await desk.done(createSpeaker, { name: "Ada B.", kind: "PERSON" });
    await desk.done(merge, { ...(await desk.seen("Speaker", id)), into: "ada-brandt" });
    await desk.done(createSpeaker, { name: "Team", kind: "GROUP", members: ["ada-b", "olaf-gruen"] });
    expect(await membersOf("team")).toEqual(["ada-brandt", "olaf-gruen"]);
    const same = { name: "One", kind: "GROUP", members: ["ada-b", "ada-brandt"] };
    expect(await desk.refused(createSpeaker, same)).toEqual(["INVALID members"]);
  });

  test.each<[string, object, string[]]>([
    ["a group of one", { kind: "GROUP", members: ["ada-brandt"] }, ["INVALID members"]],
    ["a group of nobody", { kind: "GROUP" }, ["INVALID members"]],
    ["members of a person", { members: ["ada-brandt", "olaf-gruen"] }, ["INVALID members"]],
    ["a group in a group", { kind: "GROUP", members: ["ada-brandt", "harbour-alliance"] }, ["INVALID members.1"]],
    [
      "members that are not there",
      { kind: "GROUP", members: ["x", "ada-brandt", "\0"] },
      ["NOT_FOUND members.0", "NOT_FOUND members.2"],
    ],
    ["501 members", { kind: "GROUP", members: Array(501).fill("ada-brandt") }, ["INVALID members"]],
    ["a taken slug", { slug: "ada-brandt" }, ["TAKEN slug"]],
    ["a taken slug of its name", { name: "Ada Brandt" }, ["TAKEN slug"]],
    ["a role without a label", { roles: [{ label: " " }] }, ["INVALID roles.0.label"]],
    ["31 February", { roles: [{ label: "A" }, { label: "B", startsOn: "2018-02-31" }] }, ["INVALID roles.1.startsOn"]],
    [
      "a role that ends before it starts",
      { roles: [{ label: "A", startsOn: "2018", endsOn: "2017-12" }] },
      ["INVALID roles.0.endsOn"],
    ],
    ["201 roles", { roles: Array(201).fill({ label: "A" }) }, ["INVALID roles"]],
    ["a description of 1,001 characters", { description: "x".repeat(1001) }, ["INVALID description"]],
  ])("speakerCreate refuses %s", async (_, part, problems) => {
    expect(await desk.refused(createSpeaker, { name: "New", kind: "PERSON", ...part })).toEqual(problems);
    expect(await database.prisma.speaker.count()).toBe(3);
  });
});

describe("speakerUpdate", () => {
  test("speakerUpdate changes what is given and leaves the rest", async () => {
    await desk.done(updateSpeaker, { ...(await seen("ada-brandt")), description: "Mayor", wikidataId: "Q900000061" });
    await desk.done(updateSpeaker, {
      ...(await seen("ada-brandt")),
      kind: "ORGANIZATION",
      description: null,
      isReviewed: false,
    });
    const speaker = await database.prisma.speaker.findUnique({
      where: { slug: "ada-brandt" },
      include: { names: true },
    });
    expect(speaker).toMatchObject({
      name: "Ada Brandt",
      kind: "ORGANIZATION",
      description: null,
      wikidataId: "Q900000061",
      reviewed: false,
      fictional: true,
    });
    expect(speaker?.names.map(({ name }) => name)).toEqual(["Ada Brandt", "A. Brandt", "Ада Брандт"]);
    expect(await rolesOf("ada-brandt")).toHaveLength(1);
  });

  test("speakerUpdate makes a speaker found by a new name and no longer by a removed one", async () => {
    await desk.done(updateSpeaker, {
      ...(await seen("ada-brandt")),
      name: "Ada Holm",
      names: [{ name: "Ádá Brandt" }],
    });
    const names = await database.prisma.speakerName.findMany({ where: { speakerId: await idOf("ada-brandt") } });
    expect(names.map(({ normalized }) => normalized).sort()).toEqual(["ada brandt", "ada holm"]);
  });

  test("speakerUpdate corrects, adds and removes roles without touching the others", async () => {
    const both = [
      { label: "Mayor of Sandholm", startsOn: "2019", endsOn: "2023-05" },
      { label: "Harbour master", organization: "Port" },
    ];
    await desk.done(updateSpeaker, { ...(await seen("ada-brandt")), roles: both });
    const [mayor, master] = await rolesOf("ada-brandt");
    const later = [
      { label: "Harbour master", endsOn: "2018" },
      { label: "Mayor of Sandholm", startsOn: "2019", endsOn: "2023-05" },
      { label: "Minister", startsOn: "2023-06-01" },
    ];
    await desk.done(updateSpeaker, { ...(await seen("ada-brandt")), roles: later });
    expect(await rolesOf("ada-brandt")).toMatchObject([
      { label: "Minister", startsOn: "2023-06-01", endsOn: null },
      { ...mayor },
      { id: master?.id, label: "Harbour master", organization: null, endsOn: "2018" },
    ]);
    expect((await desk.lastChange()).map(({ table, before, after }) => [table, before, after])).toEqual([
      ["speaker_role", { organization: "Port", ends_on: null }, { organization: null, ends_on: "2018" }],
      ["speaker_role", {}, expect.objectContaining({ label: "Minister" })],
    ]);
    await desk.done(updateSpeaker, { ...(await seen("ada-brandt")), roles: null });
    expect(await rolesOf("ada-brandt")).toEqual([]);
  });

  test("speakerUpdate accepts again what the archive has, however odd", async () => {
    const odd = [
      { label: "Member", organization: "Port" },
      { label: "Member", organization: "Council" },
      { label: "Member", organization: "Council" },
    ];
    await desk.done(updateSpeaker, { ...(await seen("ada-brandt")), roles: odd });
    const stored = await rolesOf("ada-brandt");
    expect(stored.map(({ organization }) => organization).sort()).toEqual(["Council", "Port"]);
    await desk.done(updateSpeaker, { ...(await seen("ada-brandt")), roles: odd });
    expect(await rolesOf("ada-brandt")).toEqual(stored);
  });

  test("speakerUpdate changes the members of a group", async () => {
    await desk.done(createSpeaker, { name: "Ina Holm", kind: "PERSON" });
    await desk.done(updateSpeaker, { ...(await seen("harbour-alliance")), members: ["ina-holm", "ada-brandt"] });
    expect(await membersOf("harbour-alliance")).toEqual(["ada-brandt", "ina-holm"]);
    expect((await desk.lastChange()).map(({ table }) => table)).toEqual(["speaker_member", "speaker_member"]);
  });

  test("speakerUpdate turns a person into a group and back with the members that this needs", async () => {
    await desk.done(createSpeaker, { name: "Ina Holm", kind: "PERSON" });
    const members = ["ada-brandt", "olaf-gruen"];
    expect(await desk.refused(updateSpeaker, { ...(await seen("ina-holm")), kind: "GROUP" })).toEqual([
      "INVALID members",
    ]);
    expect(await desk.refused(updateSpeaker, { ...(await seen("ina-holm")), members })).toEqual(["INVALID members"]);
    await desk.done(updateSpeaker, { ...(await seen("ina-holm")), kind: "GROUP", members });
    expect(await membersOf("ina-holm")).toEqual(members);
    const alliance = await seen("harbour-alliance");
    expect(await desk.refused(updateSpeaker, { ...alliance, kind: "ORGANIZATION" })).toEqual(["INVALID members"]);
    expect(await desk.refused(updateSpeaker, { ...alliance, members: null })).toEqual(["INVALID members"]);
    await desk.done(updateSpeaker, { ...alliance, kind: "ORGANIZATION", members: [] });
    expect(await membersOf("harbour-alliance")).toEqual([]);
  });

  test("speakerUpdate refuses to turn a group's member into a group", async () => {
    await desk.done(createSpeaker, { name: "Ina Holm", kind: "PERSON" });
    const input = { ...(await seen("ada-brandt")), kind: "GROUP", members: ["ina-holm", "olaf-gruen"] };
    expect(await desk.refused(updateSpeaker, input)).toEqual(["IN_USE kind"]);
  });

  test("speakerUpdate refuses a group in itself", async () => {
    const members = ["ada-brandt", "olaf-gruen", "harbour-alliance"];
    expect(await desk.refused(updateSpeaker, { ...(await seen("harbour-alliance")), members })).toEqual([
      "INVALID members.2",
    ]);
  });

  test("speakerUpdate refuses a merged speaker, whatever its version", async () => {
    const { id } = await desk.done(createSpeaker, { name: "Ada B.", kind: "PERSON" });
    await desk.done(merge, { ...(await desk.seen("Speaker", id)), into: "ada-brandt" });
    const input = { ...(await seen("ada-b")), name: "X" };
    expect(await desk.refused(updateSpeaker, input)).toEqual(["WRONG_STATE id"]);
    expect(await desk.refused(updateSpeaker, { ...input, expectedVersion: "x" })).toEqual(["WRONG_STATE id"]);
    expect(await desk.refused(createSpeaker, { name: "Ada B.", kind: "PERSON" })).toEqual(["TAKEN slug"]);
  });

  test("a speaker's version changes with every name, role and member, and comes back with them", async () => {
    const versions: string[] = [];
    const note = async () => versions.push((await seen("harbour-alliance")).expectedVersion);
    await note();
    for (const change of [
      { names: [{ name: "Alliance" }] },
      { roles: [{ label: "Lobby" }] },
      { names: null, roles: null },
    ]) {
      await desk.done(updateSpeaker, { ...(await seen("harbour-alliance")), ...change });
      await note();
    }
    expect(new Set(versions).size).toBe(3);
    expect(versions[3]).toBe(versions[0]);
  });
});
