import { describe, expect, test } from "@jest/globals";
import { encodeGlobalId, type NodeType } from "../../src/archive/globalIds.ts";
import { originOf } from "../../src/archive/origins.ts";
import { createAppearance, deleteAppearance, updateAppearance } from "../../src/editing/appearances.ts";
import { createArticle, updateArticle } from "../../src/editing/articles.ts";
import { createSource, updateSource } from "../../src/editing/sources.ts";
import { createSpeaker, updateSpeaker } from "../../src/editing/speakers.ts";
import { retractStatement } from "../../src/editing/statements/status.ts";
import { tagStatement, untagStatement } from "../../src/editing/statements/tagging.ts";
import { updateStatement } from "../../src/editing/statements/update.ts";
import { createStatement, importStatements } from "../../src/editing/statements.ts";
import { createTopic, moveTopic, updateTopic } from "../../src/editing/topics.ts";
import { undoRevision } from "../../src/history/undo.ts";
import { undoImport } from "../../src/history/undoImport.ts";
import { beginImport, noteProgress } from "../../src/record/importRuns.ts";
import { record } from "../../src/record/record.ts";
import { clear, contents } from "../helpers/archive.ts";
import { type Desk, openDesk } from "../helpers/desk.ts";
import { article, BODY, documentWith, IMPORT, paraphrase, QUOTE, quotation } from "../helpers/factories.ts";

const base = () =>
  documentWith(
    article(
      "one",
      [
        quotation(QUOTE, {
          appearance: { passage: { exact: QUOTE, spans: [{ role: "CONTENT", exact: "The harbour fed us" }] } },
          mentions: [{ topic: "fishing", basis: "HEADLINE" }],
        }),
        paraphrase("the old harbour must stay open"),
      ],
      { body: BODY, related: [{ headline: "Elsewhere" }] },
    ),
    article("two", [quotation(QUOTE), paraphrase("a few words")]),
  );

const ONE = "https://news.example.org/one";

const desk = openDesk(base(), { afresh: true, sound: true });

/** Returns every row, except those of the history and of the origins. */
async function archive() {
  const { revision, origin, ...rest } = await contents(desk.database);
  return rest;
}

async function last(): Promise<{ revision: string }> {
  const { id } = await desk.database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } });
  return { revision: encodeGlobalId("Revision", id) };
}

const idOf = async (slug: string) => (await desk.database.prisma.speaker.findUniqueOrThrow({ where: { slug } })).id;
const seen = (type: NodeType, id = 1) => desk.seen(type, id);
const printed = { article: "https://news.example.org/two", passage: { exact: "other words" } };

type Work = Parameters<Desk["done"]>[0];
const edits: [string, Work, () => Promise<object>][] = [
  ["a new source", createSource, async () => ({ name: "Evening Post", kind: "OUTLET", isFictional: true })],
  [
    "a changed source",
    updateSource,
    async () => ({ ...(await seen("Source")), name: "Post", names: [{ name: "The Post" }] }),
  ],
  [
    "a new speaker",
    createSpeaker,
    async () => ({
      name: "Three",
      kind: "GROUP",
      members: ["ada-brandt", "olaf-gruen"],
      wikidataId: "Q900000004",
      isFictional: true,
    }),
  ],
  [
    "a changed speaker",
    updateSpeaker,
    async () => ({
      ...(await seen("Speaker")),
      name: "Ada",
      names: [{ name: "Ada", language: "en" }],
      roles: [{ label: "Pilot" }],
      description: "A pilot",
      wikidataId: "Q900000003",
    }),
  ],
  [
    "a new topic",
    createTopic,
    async () => ({ name: "Old pier", kind: "PLACE", broader: ["harbour"], isFictional: true }),
  ],
  [
    "a changed topic",
    updateTopic,
    async () => ({ ...(await seen("Topic")), names: [{ name: "Hafen", language: "de" }] }),
  ],
  ["a moved topic", moveTopic, async () => ({ ...(await seen("Topic")), broader: ["fishing"] })],
  [
    "a new article",
    createArticle,
    async () => ({
      url: "https://news.example.org/new",
      headline: "New",
      publishedAt: new Date("2021-05-10"),
      language: "en",
      source: "sandholm-post",
      isFictional: true,
    }),
  ],
  [
    "a changed article with its passages",
    updateArticle,
    async () => ({
      ...(await seen("Article")),
      body: `Sandholm. ${BODY}`,
      headline: "Another",
      publishedAt: new Date("2021-05-09"),
      relatedArticles: [],
    }),
  ],
  [
    "a new statement",
    createStatement,
    async () => ({
      article: ONE,
      speaker: "ada-brandt",
      kind: "INDIRECT",
      text: "They doubt it.",
      topics: ["fishing"],
      appearance: { passage: { exact: "Her critics" } },
    }),
  ],
  [
    "many new statements",
    importStatements,
    async () => ({
      statements: ["Her critics", "were not convinced"].map((exact) => ({
        article: ONE,
        speaker: "olaf-gruen",
        kind: "INDIRECT",
        text: exact,
        appearance: { passage: { exact } },
      })),
    }),
  ],
  [
    "a changed statement",
    updateStatement,
    async () => ({
      ...(await seen("Statement", 2)),
      text: "It is to stay.",
      speaker: "olaf-gruen",
      topics: ["fishing"],
      saidAt: new Date("2021-05-01"),
    }),
  ],
  ["a retracted statement", retractStatement, async () => ({ ...(await seen("Statement")), reason: "Misheard." })],
  [
    "new topics of a statement",
    tagStatement,
    async () => ({ id: encodeGlobalId("Statement", 1), topics: ["fishing", "sandholm"] }),
  ],
  [
    "topics taken away",
    untagStatement,
    async () => ({ id: encodeGlobalId("Statement", 1), topics: ["harbour", "fishing"] }),
  ],
  [
    "a new printing",
    createAppearance,
    async () => ({ statement: encodeGlobalId("Statement", 2), ...printed, text: "Other words." }),
  ],
  [
    "a changed printing",
    updateAppearance,
    async () => ({
      ...(await seen("Appearance")),
      cue: "said",
      passage: { exact: "The harbour fed us for three hundred years,” she said" },
    }),
  ],
  ["a printing that has gone", deleteAppearance, async () => seen("Appearance")],
];

describe("taken back, an edit leaves every row as it was, and taken back again, as it made them", () => {
  test.each(edits)("an edit that is undone and redone leaves every row as it was: %s", async (_what, work, input) => {
    const before = await archive();
    await desk.done(work, await input());
    const after = await archive();
    expect(after).not.toEqual(before);
    await desk.done(undoRevision as Work, await last());
    expect(await archive()).toEqual(before);
    await desk.done(undoRevision as Work, await last());
    expect(await archive()).toEqual(after);
  });

  test("edits on top of each other can be undone one after another", async () => {
    const states = [await archive()];
    const ids: { revision: string }[] = [];
    for (const [, work, input] of edits.filter(([what]) => !what.includes("gone"))) {
      await desk.done(work, await input());
      states.push(await archive());
      ids.push(await last());
    }
    for (const id of ids.reverse()) {
      states.pop();
      await desk.done(undoRevision as Work, id);
      expect(await archive()).toEqual(states.at(-1));
    }
  });
});

describe("nothing is taken back", () => {
  /** Expects that the edit cannot be undone, because a later one builds on it. */
  async function expectOvertaken(edit: { revision: string }): Promise<void> {
    const before = await archive();
    const { problems } = await desk.run(undoRevision as Work, edit);
    expect(problems).toMatchObject([{ code: "OVERTAKEN", field: ["revision"] }]);
    expect(await archive()).toEqual(before);
  }

  test("an undo fails for what was changed again, and the other rows stay", async () => {
    await desk.done(updateSpeaker, { ...(await seen("Speaker")), description: "Mayor" });
    const first = await last();
    await desk.done(updateSpeaker, { ...(await seen("Speaker")), wikidataId: "Q900000003" });
    await desk.done(undoRevision as Work, first);
    expect(await desk.database.prisma.speaker.findUnique({ where: { id: 1 } })).toMatchObject({
      description: null,
      wikidataId: "Q900000003",
    });
    await desk.done(undoRevision as Work, await last());
    await desk.done(updateSpeaker, { ...(await seen("Speaker")), description: "Former mayor" });
    const { problems } = await desk.run(undoRevision as Work, first);
    expect(problems).toMatchObject([{ code: "WRONG_STATE" }]);
  });

  test("an undo works once the later change is undone too", async () => {
    const before = await archive();
    await desk.done(updateSpeaker, { ...(await seen("Speaker")), description: "Mayor" });
    const first = await last();
    await desk.done(updateSpeaker, { ...(await seen("Speaker")), description: "Former mayor" });
    await expectOvertaken(first);
    await desk.done(undoRevision as Work, await last());
    await desk.done(undoRevision as Work, first);
    expect(await archive()).toEqual(before);
  });

  test("an undo fails for what an import has changed since", async () => {
    await desk.done(updateSpeaker, { ...(await seen("Speaker")), description: "Mayor" });
    const first = await last();
    await record(
      desk.database,
      { speakers: [{ name: "Ada Brandt", kind: "PERSON", fictional: true, description: "A sailor" }] },
      IMPORT,
    );
    await expectOvertaken(first);
  });

  test.each<[string, () => Promise<object>, Work, () => Promise<object>]>([
    [
      "a speaker of whom there are statements",
      async () => desk.done(createSpeaker, { name: "Jo Lund", kind: "PERSON", isFictional: true }),
      updateStatement,
      async () => ({ ...(await seen("Statement", 2)), speaker: "jo-lund" }),
    ],
    [
      "a speaker who is in a group",
      async () => desk.done(createSpeaker, { name: "Jo Lund", kind: "PERSON", isFictional: true }),
      updateSpeaker,
      async () => ({ ...(await seen("Speaker", await idOf("harbour-alliance"))), members: ["jo-lund", "ada-brandt"] }),
    ],
    [
      "a topic of statements",
      async () => desk.done(createTopic, { name: "Old pier", kind: "PLACE", isFictional: true }),
      tagStatement,
      async () => ({ id: encodeGlobalId("Statement", 1), topics: ["old-pier"] }),
    ],
    [
      "a statement that is printed elsewhere by now",
      async () =>
        desk.done(createStatement, {
          article: ONE,
          speaker: "ada-brandt",
          kind: "INDIRECT",
          text: "They doubt it.",
          appearance: { passage: { exact: "Her critics" } },
        }),
      createAppearance,
      async () => {
        const { id } = await desk.database.prisma.statement.findFirstOrThrow({ where: { text: "They doubt it." } });
        return { statement: encodeGlobalId("Statement", id), ...printed };
      },
    ],
  ])("an undo fails for what is needed since: %s", async (_what, make, work, input) => {
    await make();
    const made = await last();
    await desk.done(work, await input());
    await expectOvertaken(made);
  });

  test("an undo fails if it would close a circle of topics", async () => {
    const move = async (topicId: number, broader: string[]) =>
      desk.done(moveTopic, { ...(await seen("Topic", topicId)), broader });
    const topics = await desk.database.prisma.topic.findMany();
    const [harbour, sandholm] = ["harbour", "sandholm"].map(
      (slug) => topics.find((topic) => topic.slug === slug)?.id as number,
    ) as [number, number];
    await move(harbour, []);
    const parted = await last();
    await move(sandholm, ["harbour"]);
    await expectOvertaken(parted);
  });

  test("an undo fails if another has the Wikidata id since", async () => {
    await desk.done(updateSpeaker, { ...(await seen("Speaker")), wikidataId: "Q900000003" });
    await desk.done(updateSpeaker, { ...(await seen("Speaker")), wikidataId: null });
    const freed = await last();
    const other = await seen("Speaker", await idOf("olaf-gruen"));
    await desk.done(updateSpeaker, { ...other, wikidataId: "Q900000003" });
    await expectOvertaken(freed);
  });

  test("an undo fails for what others assert since", async () => {
    await desk.done(createSpeaker, { name: "Jo Lund", kind: "PERSON", isFictional: true });
    const made = await last();
    await record(desk.database, { speakers: [{ name: "Jo Lund", kind: "PERSON", fictional: true }] }, IMPORT);
    await expectOvertaken(made);
  });

  test("an undo fails if it would leave a noun without its name", async () => {
    await desk.done(updateSpeaker, {
      ...(await seen("Speaker")),
      name: "Ada",
      names: [{ name: "Ada" }, { name: "Ada Brandt" }],
    });
    const renamed = await last();
    await desk.done(updateSpeaker, { ...(await seen("Speaker")), names: [{ name: "Ada" }] });
    await expectOvertaken(renamed);
  });

  test("an undo fails for what an import did", async () => {
    await record(
      desk.database,
      { speakers: [{ name: "Ada Brandt", kind: "PERSON", fictional: true, description: "A sailor" }] },
      IMPORT,
    );
    const { problems } = await desk.run(undoRevision as Work, await last());
    expect(problems).toMatchObject([{ code: "WRONG_STATE" }]);
  });

  test.each(["", "x", encodeGlobalId("Revision", 4_711), encodeGlobalId("Speaker", 1)])(
    "an undo fails for an unknown revision: %j",
    async (revision) => {
      const { problems } = await desk.run(undoRevision as Work, { revision });
      expect(problems).toMatchObject([{ code: "NOT_FOUND", field: ["revision"] }]);
    },
  );
});

test("a printing whose place is taken comes back behind the other, and can be undone again", async () => {
  const { id } = await desk.done(createAppearance, { statement: encodeGlobalId("Statement", 1), ...printed });
  await desk.done(deleteAppearance, await seen("Appearance", id));
  const removal = await last();
  const statement = encodeGlobalId("Statement", 2);
  await desk.done(createAppearance, { ...printed, statement, passage: { exact: "more words" } });
  const before = await archive();
  await desk.done(undoRevision as Work, removal);
  const { articleId } = await desk.database.prisma.appearance.findUniqueOrThrow({ where: { id } });
  const inOrder = await desk.database.prisma.appearance.findMany({
    where: { articleId },
    orderBy: { position: "asc" },
  });
  expect(inOrder.map(({ exact, position }) => [exact, position])).toEqual([
    [QUOTE, 0],
    ["a few words", 1],
    ["more words", 2],
    ["other words", 3],
  ]);
  await desk.done(undoRevision as Work, await last());
  expect(await archive()).toEqual(before);
});

test("an import's words come back as the editor's if the import is undone meanwhile", async () => {
  await clear(desk.database);
  const importId = await beginImport(desk.database, "test", {});
  const file = { name: "base", path: "base", sha256: "0".repeat(64) };
  const { originId } = await record(desk.database, base(), originOf("test", file));
  await noteProgress(desk.database, file, { importId, originId, piecesDone: 1, isFinished: true }, {});
  await record(desk.database, base(), IMPORT);
  await desk.done(updateStatement, { ...(await seen("Statement", 2)), text: "It is to stay." });
  const edit = await last();
  await undoImport(desk.database, importId);
  await desk.done(undoRevision as Work, edit);
  expect(
    await desk.database.prisma.statement.findUnique({ where: { id: 2 }, include: { origin: true } }),
  ).toMatchObject({
    text: "It was reported: the old harbour must stay open.",
  });
});
