import { beforeAll, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../src/archive/globalIds.ts";
import { tagStatement, untagStatement } from "../../../src/editing/statements/tagging.ts";
import { updateStatement } from "../../../src/editing/statements/update.ts";
import { undoRevision } from "../../../src/history/undo.ts";
import { record } from "../../../src/record/record.ts";
import { applyTopics } from "../../../src/record/tagging.ts";
import { openTagger } from "../../../src/text/mentions.ts";
import { globalIdsOf } from "../../helpers/archive.ts";
import { openDesk } from "../../helpers/desk.ts";
import { article, documentWith, IMPORT, OTHER_IMPORT, paraphrase, quotation } from "../../helpers/factories.ts";

const QUOTED = "The harbour will feed us all again";
const document = documentWith(
  article("one", [quotation(QUOTED, { topics: ["sandholm"] }), paraphrase("the nets are empty", { topics: [] })], {
    headline: "Fishing goes on",
  }),
);

const desk = openDesk(document, { sound: true });
let [ONE, TWO] = ["", ""];
beforeAll(async () => {
  await tagAll();
  [ONE, TWO] = await globalIdsOf(desk.database, "Statement", [QUOTED, "It was reported: the nets are empty."]);
});

/** Tags as `onrecord tag --all` does. */
async function tagAll(): Promise<void> {
  for await (const _ of applyTopics(desk.database, openTagger, { all: true }));
}

async function tagsOf(id: number): Promise<string[]> {
  const tags = await desk.database.prisma.statementTag.findMany({
    where: { statementId: id },
    include: { topic: true },
  });
  return tags.map(({ topic, basis }) => `${topic.slug} ${basis}`).sort();
}

test("statementTag adds topics as stated by the editor, each once, beside what texts name", async () => {
  expect(await tagsOf(2)).toEqual(["fishing HEADLINE"]);
  const topics = ["fishing", encodeGlobalId("Topic", 1), "harbour"];
  await desk.done(tagStatement, { id: TWO, topics });
  expect(await tagsOf(2)).toEqual(["fishing HEADLINE", "fishing STATED", "harbour STATED"]);
  await desk.done(tagStatement, { id: TWO, topics });
  expect(await tagsOf(2)).toHaveLength(3);
});

test("statementTag's topics survive an import of the same and tagging", async () => {
  await record(desk.database, document, IMPORT);
  await tagAll();
  expect(await tagsOf(2)).toEqual(["fishing HEADLINE", "fishing STATED", "harbour STATED"]);
});

test("statementUntag removes topics for all reasons, and no reading brings them back", async () => {
  expect(await tagsOf(1)).toEqual(["fishing HEADLINE", "harbour TEXT", "sandholm STATED"]);
  await desk.done(untagStatement, { id: ONE, topics: ["harbour", "sandholm", "fishing"] });
  expect(await tagsOf(1)).toEqual([]);
  expect((await desk.lastChange()).map(({ table, after }) => `${after ? "+" : "-"} ${table}`).sort()).toEqual([
    "+ appearance",
    "+ statement",
    "+ tag_removal",
    "+ tag_removal",
    "+ tag_removal",
    "- statement_tag",
    "- statement_tag",
    "- statement_tag",
  ]);
  await tagAll();
  await record(desk.database, document, IMPORT);
  await desk.done(updateStatement, { ...(await desk.seen("Statement", 1)), text: `${QUOTED}.` });
  await tagAll();
  expect(await tagsOf(1)).toEqual([]);
});

test("statementUntag's topics come back if another printing states them, not if its text names them", async () => {
  const printed = quotation(QUOTED, { topics: ["sandholm"], mentions: [{ topic: "harbour", basis: "TEXT" }] });
  await record(desk.database, documentWith(article("two", [printed])), OTHER_IMPORT);
  expect(await tagsOf(1)).toEqual(["sandholm STATED"]);
});

test("statementUntag's topics come back and stay when it is undone", async () => {
  const before = await tagsOf(2);
  await desk.done(untagStatement, { id: TWO, topics: ["fishing"] });
  await tagAll();
  expect(await tagsOf(2)).toEqual(["harbour STATED"]);
  const [change] = await desk.database.prisma.change.findMany({ orderBy: { id: "desc" }, take: 1 });
  await desk.done(undoRevision as typeof tagStatement, { revision: encodeGlobalId("Revision", change?.id as number) });
  await tagAll();
  expect(await tagsOf(2)).toEqual(before);
});

test("statementTag forgets that the topic was removed", async () => {
  await desk.done(tagStatement, { id: ONE, topics: ["harbour"] });
  await tagAll();
  expect(await tagsOf(1)).toEqual(["harbour STATED", "harbour TEXT", "sandholm STATED"]);
});

test("statementUntag of a topic that is not there changes nothing", async () => {
  const before = await desk.database.prisma.change.count();
  await desk.done(untagStatement, { id: TWO, topics: ["sandholm"] });
  expect(await desk.database.prisma.change.count()).toBe(before);
});

test.each<[string, () => object, string]>([
  [
    "a statement that is not there",
    () => ({ id: encodeGlobalId("Statement", 99), topics: ["harbour"] }),
    "NOT_FOUND id",
  ],
  ["an id of something else", () => ({ id: encodeGlobalId("Topic", 1), topics: ["harbour"] }), "NOT_FOUND id"],
  ["a topic that is not there", () => ({ id: ONE, topics: ["harbour", "nothing"] }), "NOT_FOUND topics.1"],
  ["no topics", () => ({ id: ONE, topics: [] }), "INVALID topics"],
  ["51 topics", () => ({ id: ONE, topics: Array.from({ length: 51 }, () => "harbour") }), "INVALID topics"],
])("statementTag and statementUntag refuse %s", async (_, given, problem) => {
  const input = given();
  expect(await desk.refused(tagStatement, input)).toEqual([problem]);
  expect(await desk.refused(untagStatement, input)).toEqual([problem]);
});
