import { expect, test } from "@jest/globals";
import { encodeGlobalId, type NodeType } from "../../../src/archive/globalIds.ts";
import { createArticle, updateArticle } from "../../../src/editing/articles.ts";
import type { Edit } from "../../../src/editing/edit.ts";
import { createSource, updateSource } from "../../../src/editing/sources.ts";
import { createSpeaker, updateSpeaker } from "../../../src/editing/speakers.ts";
import { createTopic, moveTopic, updateTopic } from "../../../src/editing/topics.ts";
import { undoRevision } from "../../../src/history/undo.ts";
import { contents, expectSound } from "../../helpers/archive.ts";
import { openDesk } from "../../helpers/desk.ts";
import { article, BODY, documentWith, paraphrase, QUOTE, quotation } from "../../helpers/factories.ts";

// The second of two spans of one role is as far from the first as the body moves, so each takes the other's place.
const spans = [
  { role: "CONTENT" as const, exact: "The harbour " },
  { role: "CONTENT" as const, exact: "fed us for t" },
];

const desk = openDesk(
  documentWith(
    article(
      "one",
      [quotation(QUOTE, { appearance: { passage: { exact: QUOTE, spans } } }), paraphrase("Her critics")],
      {
        body: BODY,
        related: [{ headline: "Later", url: "https://news.example.org/later" }],
      },
    ),
  ),
);

/** Returns the archive without origins, history and assertions. */
async function state(): Promise<object> {
  const { origin, revision, assertion, ...rest } = await contents(desk.database);
  return rest;
}

const takeBack = (edit: Edit, input: unknown) => undoRevision(edit, input as { revision: string });
const of = (type: NodeType, change: object) => async () => ({ ...(await desk.seen(type, 1)), ...change });
const group = async () => ({ ...(await desk.seen("Speaker", 3)), kind: "PERSON", members: null });
const anArticle = { headline: "Later", publishedAt: new Date("2021-06-01"), language: "en", source: "sandholm-post" };

test.each<[string, (edit: Edit, input: unknown) => Promise<object>, () => Promise<object>]>([
  ["a source that was made", createSource, async () => ({ name: "New", kind: "OUTLET", names: [{ name: "N" }] })],
  ["a source that was changed", updateSource, of("Source", { name: "Post", names: [], url: "https://p.example.org" })],
  ["a body that moved passages", updateArticle, of("Article", { body: `12 letters. ${BODY}` })],
  ["a body that was taken away", updateArticle, of("Article", { body: null })],
  [
    "an article's date, which dates its statements",
    updateArticle,
    of("Article", { publishedAt: new Date("2012-01-01") }),
  ],
  ["an article's address and links", updateArticle, of("Article", { url: "https://x.example.org/1", related: [] })],
  [
    "an article that others link to",
    createArticle,
    async () => ({ ...anArticle, url: "https://news.example.org/later" }),
  ],
  [
    "a speaker's names and roles",
    updateSpeaker,
    of("Speaker", { name: "Ada", names: null, roles: [{ label: "Mate" }] }),
  ],
  ["a group that was dissolved", updateSpeaker, group],
  [
    "a group that was made",
    createSpeaker,
    async () => ({ name: "G", kind: "GROUP", members: ["ada-brandt", "olaf-gruen"] }),
  ],
  ["a topic that was made", createTopic, async () => ({ name: "New", kind: "PLACE", broader: ["harbour"] })],
  ["a topic that was changed", updateTopic, of("Topic", { names: [{ name: "Port" }], description: "Quay" })],
  ["a topic that was moved", moveTopic, of("Topic", { broader: ["fishing"] })],
])("an undo restores every row of a noun: %s", async (_, work, input) => {
  const before = await state();
  await desk.done(work, await input());
  expect(await state()).not.toEqual(before);
  await expectSound(desk.database);
  const { id } = await desk.database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } });
  await desk.done(takeBack, { revision: encodeGlobalId("Revision", id) });
  expect(await state()).toEqual(before);
  await expectSound(desk.database);
});
