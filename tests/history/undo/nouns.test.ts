import { expect, test } from "@jest/globals";
import { encodeGlobalId, type NodeType } from "../../../src/archive/globalIds.ts";
import { createArticle, updateArticle } from "../../../src/editing/articles.ts";
import type { Edit } from "../../../src/editing/edit.ts";
import { removeStatementLink, setStatementLink } from "../../../src/editing/links.ts";
import {
  createProposition,
  deleteProposition,
  mergePropositions,
  updateProposition,
} from "../../../src/editing/propositions.ts";
import { createSource, updateSource } from "../../../src/editing/sources.ts";
import { createSpeaker, updateSpeaker } from "../../../src/editing/speakers.ts";
import { removeStance, setStance } from "../../../src/editing/stances.ts";
import { retractStatement } from "../../../src/editing/statements/status.ts";
import { updateStatement } from "../../../src/editing/statements/update.ts";
import { createTopic, moveTopic, updateTopic } from "../../../src/editing/topics.ts";
import { undoRevision } from "../../../src/history/undo.ts";
import { contents, expectSound } from "../../helpers/archive.ts";
import { openDesk } from "../../helpers/desk.ts";
import {
  article,
  BODY,
  documentWith,
  paraphrase,
  proposition,
  QUOTE,
  quotation,
  topic,
} from "../../helpers/factories.ts";

// The second of two spans of one role is as far from the first as the body moves, so each takes the other's place.
const spans = [
  { role: "CONTENT" as const, exact: "The harbour " },
  { role: "CONTENT" as const, exact: "fed us for t" },
];

const stances = [
  { proposition: "harbour-open", position: "SUPPORTS" as const },
  { proposition: "harbour-stays", position: "OPPOSES" as const },
];

const document = documentWith(
  article(
    "one",
    [
      quotation(QUOTE, { appearance: { passage: { exact: QUOTE, spans } }, occasion: "regatta", stances }),
      paraphrase("Her critics"),
    ],
    {
      body: BODY,
      related: [{ headline: "Later", url: "https://news.example.org/later" }],
    },
  ),
);

const desk = openDesk({
  ...document,
  topics: [...(document.topics ?? []), topic("Regatta", { kind: "EVENT" })],
  links: [
    {
      statement: { article: "https://news.example.org/one", exact: "Her critics" },
      kind: "RESPONDS_TO",
      target: { article: "https://news.example.org/one", exact: QUOTE },
    },
  ],
  propositions: [
    proposition("The harbour stays open", { slug: "harbour-open", topics: ["harbour"], wikidataId: "Q900000040" }),
    proposition("The harbour stays", { slug: "harbour-stays", topics: ["harbour"], names: ["Hafen"] }),
    proposition("Fees rise", { topics: ["fishing"], names: ["Fees"] }),
  ],
});

/** Returns what an edit of a link from the second statement to the first one takes. */
const answer = async (rest: object) => ({
  ...(await desk.seen("Statement", 2)),
  target: encodeGlobalId("Statement", 1),
  ...rest,
});

/** Returns the archive without origins, history and assertions. */
async function state(): Promise<object> {
  const { origin, revision, assertion, ...rest } = await contents(desk.database);
  return rest;
}

const takeBack = (edit: Edit, input: unknown) => undoRevision(edit, input as { revision: string });
const of = (type: NodeType, change: object) => async () => ({ ...(await desk.seen(type, 1)), ...change });
const onHarbour = async (rest: object) => ({
  ...(await desk.seen("Statement", 1)),
  proposition: "harbour-open",
  ...rest,
});
const merge = (edit: Edit, input: unknown) => mergePropositions(edit, input as Parameters<typeof mergePropositions>[1]);
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
  [
    "an event that was made",
    createTopic,
    async () => ({ name: "Fair", kind: "EVENT", startsOn: "2021", endsOn: "2021-05", place: "Quay" }),
  ],
  ["a topic that became an event", updateTopic, of("Topic", { kind: "EVENT", startsOn: "2021-05-07", place: "Quay" })],
  ["a topic that was moved", moveTopic, of("Topic", { broader: ["fishing"] })],
  ["an occasion that was taken away", updateStatement, of("Statement", { occasion: null })],
  ["a proposition that was made", createProposition, async () => ({ name: "New", topics: ["harbour"] })],
  [
    "a proposition that was changed",
    updateProposition,
    of("Proposition", { name: "Open", names: [], topics: ["fishing"], wikidataId: null }),
  ],
  ["a proposition that was deleted", deleteProposition, () => desk.seen("Proposition", 3)],
  [
    "propositions that were merged, with stances of one judge on both",
    merge,
    async () => ({ ...(await desk.seen("Proposition", 1)), into: "harbour-stays" }),
  ],
  ["a stance that was added", setStance, () => onHarbour({ position: "CONDITIONAL", note: "if the fees rise" })],
  ["a stance that was removed", removeStance, () => onHarbour({ by: "test" })],
  ["a link that was added", setStatementLink, () => answer({ kind: "DENIES", note: "They said so." })],
  ["a link that was removed", removeStatementLink, () => answer({ kind: "RESPONDS_TO", by: "test" })],
  [
    "a retraction, which took stances and links along",
    retractStatement,
    async () => ({ ...(await desk.seen("Statement", 1)), reason: "Never said." }),
  ],
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
