import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../src/archive/globalIds.ts";
import { mergeSpeakers } from "../../../src/editing/merges.ts";
import { updateStatement } from "../../../src/editing/statements/update.ts";
import { createStatement } from "../../../src/editing/statements.ts";
import { undoRevision } from "../../../src/history/undo.ts";
import { unmergeSpeaker } from "../../../src/history/unmerge.ts";
import { record } from "../../../src/record/record.ts";
import { contents } from "../../helpers/archive.ts";
import { openDesk } from "../../helpers/desk.ts";
import { article, documentWith, IMPORT, OTHER_IMPORT, paraphrase, speaker } from "../../helpers/factories.ts";

const base = (...told: Parameters<typeof paraphrase>[1][]) => {
  const document = documentWith(
    article("one", [
      paraphrase("the harbour stays", { addressees: ["olaf-gruen", "bo-lind"], via: ["sandholm-post", "b-lind"] }),
      paraphrase("the boats are late", { addressees: ["bo-lind", "b-lind", "jo-lund"] }),
      paraphrase("the nets are wet", { speaker: "b-lind", addressees: ["bo-lind"] }),
      ...told.map((rest, i) => paraphrase(`more ${i}`, rest)),
    ]),
  );
  const others = ["Bo Lind", "B. Lind", "Jo Lund", "Sandholm Post"].map((name) => speaker(name));
  return { ...document, speakers: [...(document.speakers ?? []), ...others] };
};

const desk = openDesk(base(), { afresh: true, sound: true });
const { database } = desk;

async function statementOf(words: string) {
  return database.prisma.statement.findFirstOrThrow({ where: { text: { contains: words } } });
}

/** Returns the slugs of the parties of the statement with these words, each list in its order. */
async function parties(words: string): Promise<{ addressees: string[]; via: string[] }> {
  const rows = await database.prisma.statementParty.findMany({
    where: { statement: { text: { contains: words } } },
    include: { speaker: true },
    orderBy: [{ role: "asc" }, { position: "asc" }],
  });
  const of = (wanted: string) => rows.flatMap(({ role, speaker: { slug } }) => (role === wanted ? slug : []));
  return { addressees: of("ADDRESSEE"), via: of("VIA") };
}

async function update(words: string, changes: object) {
  return { ...(await desk.seen("Statement", (await statementOf(words)).id)), ...changes };
}
const change = async (words: string, changes: object) => desk.done(updateStatement, await update(words, changes));
const refusal = async (words: string, changes: object) => desk.refused(updateStatement, await update(words, changes));

const input = (rest: object) => ({
  article: "https://news.example.org/one",
  kind: "INDIRECT",
  text: "The fair is on.",
  speaker: "ada-brandt",
  appearance: { passage: { exact: "The fair is on." } },
  ...rest,
});

async function merge(from: string, into: string) {
  const { id } = await database.prisma.speaker.findUniqueOrThrow({ where: { slug: from } });
  const seen = await desk.seen("Speaker", id);
  await desk.done((edit, given) => mergeSpeakers(edit, given as never), { ...seen, into });
  return seen.id;
}

async function undoLast() {
  const { id } = await database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } });
  await desk.done((edit, given) => undoRevision(edit, given as { revision: string }), {
    revision: encodeGlobalId("Revision", id),
  });
}

/** Returns every row, except those of the history and of the origins. */
async function archive() {
  const { revision, origin, ...rest } = await contents(database);
  return rest;
}

describe("an editor gives a statement its parties", () => {
  test("a new statement has its addressees and those by way of whom it comes, in the order given", async () => {
    await desk.done(createStatement, input({ addressees: ["olaf-gruen", "bo-lind"], via: ["jo-lund", "bo-lind"] }));
    expect(await parties("The fair")).toEqual({
      addressees: ["olaf-gruen", "bo-lind"],
      via: ["jo-lund", "bo-lind"],
    });
  });

  test("statementUpdate replaces a list, keeps one that is left out, and empties one that is null", async () => {
    await change("the harbour stays", { addressees: ["jo-lund", "olaf-gruen"] });
    expect(await parties("the harbour stays")).toEqual({
      addressees: ["jo-lund", "olaf-gruen"],
      via: ["sandholm-post", "b-lind"],
    });
    await change("the harbour stays", { via: null });
    expect(await parties("the harbour stays")).toEqual({ addressees: ["jo-lund", "olaf-gruen"], via: [] });
  });

  test("the history has the change, and an undo brings the parties back in their order", async () => {
    const before = await archive();
    await change("the harbour stays", { addressees: ["bo-lind", "olaf-gruen", "jo-lund"], via: null });
    const rows = await desk.lastChange();
    expect(rows.filter(({ table, after }) => table === "statement_party" && after === null)).toHaveLength(4);
    expect(rows.filter(({ table, after }) => table === "statement_party" && after !== null)).toHaveLength(3);
    await undoLast();
    expect(await parties("the harbour stays")).toEqual({
      addressees: ["olaf-gruen", "bo-lind"],
      via: ["sandholm-post", "b-lind"],
    });
    expect((await archive()).statement_party).toEqual(before.statement_party);
  });

  test("the same parties given again change nothing, and another version of them conflicts", async () => {
    const stale = await update("the harbour stays", { addressees: ["jo-lund"] });
    await change("the harbour stays", { addressees: ["olaf-gruen", "bo-lind"] });
    expect(await database.prisma.change.count()).toBe(0);
    await change("the harbour stays", { addressees: [] });
    expect(await desk.refused(updateStatement, stale)).toEqual(["CONFLICT expectedVersion"]);
  });

  test("a speaker and an addressee change places", async () => {
    await change("the nets are wet", { speaker: "bo-lind", addressees: ["b-lind"] });
    expect(await parties("the nets are wet")).toMatchObject({ addressees: ["b-lind"] });
    await undoLast();
    expect(await parties("the nets are wet")).toMatchObject({ addressees: ["bo-lind"] });
  });
});

describe("a list of parties is refused", () => {
  const thousand = Array.from({ length: 1_000 }, (_, i) => `speaker-${i}`);
  const cases: [string, object, string[]][] = [
    ["an unknown addressee", { addressees: ["olaf-gruen", "nobody"] }, ["NOT_FOUND addressees.1"]],
    ["a topic in the place of a speaker", { via: [encodeGlobalId("Topic", 1)] }, ["NOT_FOUND via.0"]],
    ["the same one twice", { addressees: ["bo-lind", "jo-lund", "bo-lind"] }, ["INVALID addressees.2"]],
    ["the speaker as an addressee", { addressees: ["ada-brandt"] }, ["INVALID addressees.0"]],
    ["the speaker among those by way of whom it comes", { via: ["jo-lund", "ada-brandt"] }, ["INVALID via.1"]],
    ["a thousand addressees", { addressees: thousand }, ["INVALID addressees"]],
  ];

  test.each(cases)("%s is refused when a statement is made or changed", async (_, given, problems) => {
    expect(await desk.refused(createStatement, input(given))).toEqual(problems);
    expect(await refusal("the harbour stays", given)).toEqual(problems);
  });

  test("two who were merged are one", async () => {
    await merge("b-lind", "bo-lind");
    expect(await refusal("the harbour stays", { addressees: ["b-lind", "bo-lind"] })).toEqual(["INVALID addressees.1"]);
  });

  test("a party on record does not become the speaker by itself", async () => {
    expect(await refusal("the harbour stays", { speaker: "olaf-gruen" })).toEqual(["INVALID speaker"]);
    await change("the harbour stays", { speaker: "olaf-gruen", addressees: ["bo-lind"] });
    expect(await parties("the harbour stays")).toMatchObject({ addressees: ["bo-lind"] });
  });
});

describe("a merge of speakers", () => {
  test("a merge carries what was said to the one that goes; two in one list are one, and nobody addresses themselves", async () => {
    await merge("b-lind", "bo-lind");
    expect(await parties("the harbour stays")).toEqual({
      addressees: ["olaf-gruen", "bo-lind"],
      via: ["sandholm-post", "bo-lind"],
    });
    expect(await parties("the boats are late")).toMatchObject({ addressees: ["bo-lind", "jo-lund"] });
    expect(await parties("the nets are wet")).toMatchObject({ addressees: [] });
  });

  test.each([
    ["b-lind", "bo-lind"],
    ["bo-lind", "b-lind"],
  ])("a merge of %s that is taken back leaves every party as it was", async (from, into) => {
    const { merge_rejection, ...before } = await archive();
    const id = await merge(from, into);
    await desk.done((edit, given) => unmergeSpeaker(edit, given as { id: string }), { id });
    const { merge_rejection: _, ...after } = await archive();
    expect(after).toEqual(before);
  });

  test("an import of the old slugs changes nothing after a merge", async () => {
    await merge("b-lind", "bo-lind");
    const { speaker: _s, speaker_name, assertion: _a, ...before } = await archive();
    const { outcomes } = await record(database, base(), IMPORT);
    expect(new Set(outcomes)).toEqual(new Set(["unchanged"]));
    const { speaker: _, speaker_name: __, assertion: ___, ...after } = await archive();
    expect(after).toEqual(before);
  });
});

describe("an import", () => {
  test("a corrected document corrects the parties, also when a speaker and an addressee change places", async () => {
    const document = base();
    const [harbour, boats, nets] = document.articles?.[0]?.statements ?? [];
    Object.assign(harbour ?? {}, { addressees: ["bo-lind"], via: [] });
    Object.assign(nets ?? {}, { speaker: "bo-lind", addressees: ["b-lind"] });
    const { outcomes } = await record(database, document, IMPORT);
    expect(outcomes).toEqual(["changed", "unchanged", "changed"]);
    expect(boats).toBeDefined();
    expect(await parties("the harbour stays")).toEqual({ addressees: ["bo-lind"], via: [] });
    expect(await parties("the nets are wet")).toMatchObject({ addressees: ["b-lind"] });
  });

  test("a document of another origin leaves the parties on record", async () => {
    const document = base();
    for (const statement of document.articles?.[0]?.statements ?? []) statement.addressees = ["sandholm-post"];
    await record(database, document, OTHER_IMPORT);
    expect(await parties("the harbour stays")).toMatchObject({ addressees: ["olaf-gruen", "bo-lind"] });
  });

  test.each([
    [{ addressees: ["ada-brandt"] }, "addressees.0", "is the speaker, ada-brandt: name others only"],
    [{ via: ["bo-lind", "bo-lind"] }, "via.1", "stands twice: bo-lind"],
    [{ addressees: ["nobody"] }, "addressees[0]", "is not known: there is no speaker nobody"],
    [{ via: Array.from({ length: 51 }, (_, i) => `s-${i}`) }, "via", "are more than 50"],
  ])("a document with %j is refused by name", async (rest, path, message) => {
    const { problems } = await record(database, base(rest), IMPORT).catch((error) => error);
    expect(problems).toContainEqual({ path: expect.stringContaining(path), message });
  });
});
