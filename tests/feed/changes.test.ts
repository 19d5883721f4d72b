import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../src/archive/globalIds.ts";
import { InputError } from "../../src/archive/lists/inputError.ts";
import { deleteAppearance, updateAppearance } from "../../src/editing/appearances.ts";
import { edit as editOnce } from "../../src/editing/edit.ts";
import { setStatementLink } from "../../src/editing/links.ts";
import { mergeSpeakers } from "../../src/editing/merges.ts";
import { mergePropositions } from "../../src/editing/propositions.ts";
import { updateSource } from "../../src/editing/sources.ts";
import { removeStance, setStance } from "../../src/editing/stances.ts";
import {
  publishStatement,
  rejectStatement,
  restoreStatement,
  retractStatement,
} from "../../src/editing/statements/status.ts";
import { tagStatement, untagStatement } from "../../src/editing/statements/tagging.ts";
import { updateStatement } from "../../src/editing/statements/update.ts";
import { createStatement } from "../../src/editing/statements.ts";
import { type Changed, type ChangeWish, changeStream } from "../../src/feed/changes.ts";
import { type Feed, type FeedOptions, type Following, openFeed } from "../../src/feed/feed.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { undoRevision } from "../../src/history/undo.ts";
import { record } from "../../src/record/record.ts";
import { type Desk, editorNamed, openDesk } from "../helpers/desk.ts";
import {
  article,
  documentWith,
  IMPORT,
  OTHER_IMPORT,
  paraphrase,
  proposition,
  QUOTE,
  quotation,
  speaker,
} from "../helpers/factories.ts";

const { sql } = Prisma;

/** Statement 1 is printed twice; 2 and 3 are printed once. */
const base = documentWith(
  article("one", [quotation(QUOTE), paraphrase("the old harbour must stay open")]),
  article("two", [quotation(QUOTE), paraphrase("a few words", { status: "PROPOSED" })]),
);
const desk = openDesk(
  {
    ...base,
    speakers: [...(base.speakers ?? []), speaker("Ada Brand")],
    propositions: [proposition("The harbour stays open", { slug: "harbour-open" }), proposition("Fees rise")],
  },
  { afresh: true },
);
const { database } = desk;

let feed: Feed<Changed, ChangeWish>;
beforeEach(() => {
  feed = open();
});
afterEach(() => feed.close());

function open(options: Partial<FeedOptions> = {}) {
  return openFeed(database, changeStream, { backlog: 1_000, willPass: () => false, onError: () => {}, ...options });
}

type Wish = Omit<ChangeWish, "seesUnchecked">;

/** Follows the feed as an editor. */
const follow = (wish: Wish, after?: string | null) => feed.follow({ ...wish, seesUnchecked: true }, after);

const statementId = (id: number) => encodeGlobalId("Statement", id);
const seen = (id = 1) => desk.seen("Statement", id);

/** Returns the next changes, as `KIND statement`. */
async function take(following: Following<Changed>, count: number): Promise<{ told: string[]; cursor: string }> {
  const told: string[] = [];
  let cursor = "";
  while (told.length < count) {
    for (const change of (await following.next()).value ?? []) {
      told.push(`${change.item.kind} ${change.statementId}`);
      cursor = change.cursor;
    }
  }
  return { told, cursor };
}

/** Makes one last change, which everybody hears of. */
const END = "EDITED 2";
async function end(): Promise<void> {
  await desk.done(updateStatement, { ...(await seen(2)), language: "de" });
}

async function retract(id = 1): Promise<void> {
  await desk.done(retractStatement, { ...(await seen(id)), reason: "Not so." });
}

async function undo(): Promise<void> {
  const { id } = await database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } });
  await desk.done(undoRevision as never, { revision: encodeGlobalId("Revision", id) });
}

const create = () =>
  edit(createStatement, {
    article: "https://news.example.org/one",
    kind: "INDIRECT",
    text: "The pier goes",
    speaker: "ada-brandt",
    appearance: { passage: { exact: "the pier goes" } },
  });

async function edit(work: Parameters<Desk["done"]>[0], input: object): Promise<void> {
  await desk.done(work, input);
}

describe("what is told", () => {
  const printing = (id: number) => desk.seen("Appearance", id);
  const events: [string, () => Promise<void>, string[]][] = [
    ["an edit", async () => edit(updateStatement, { ...(await seen()), language: "de" }), ["EDITED 1"]],
    ["a new speaker", async () => edit(updateStatement, { ...(await seen()), speaker: "olaf-gruen" }), ["EDITED 1"]],
    ["a topic", async () => edit(tagStatement, { ...(await seen()), topics: ["fishing"] }), ["EDITED 1"]],
    ["a topic less", async () => edit(untagStatement, { ...(await seen()), topics: ["harbour"] }), ["EDITED 1"]],
    [
      "a stance that is set, moved by a merge of propositions and removed",
      async () => {
        await edit(setStance, { ...(await seen()), proposition: "harbour-open", position: "SUPPORTS" });
        const into = { ...(await desk.seen("Proposition", 1)), into: "fees-rise" };
        await edit(mergePropositions as never, into);
        await edit(removeStance, { ...(await seen()), proposition: "fees-rise" });
      },
      ["EDITED 1", "EDITED 1", "EDITED 1"],
    ],
    [
      "a link that is set, and lost when the other statement is retracted",
      async () => {
        await edit(setStatementLink, { ...(await seen()), kind: "DENIES", target: statementId(2) });
        await retract(2);
        await edit(restoreStatement, await seen(2));
      },
      ["EDITED 1", "EDITED 1", "RETRACTED 2", "RESTORED 2"],
    ],
    ["a printing", async () => edit(updateAppearance, { ...(await printing(1)), cue: "said" }), ["EDITED 1"]],
    ["a printing less", async () => edit(deleteAppearance, { ...(await printing(1)) }), ["EDITED 1"]],
    ["a retraction", () => retract(), ["RETRACTED 1"]],
    [
      "a retraction taken back",
      async () => {
        await retract();
        await edit(restoreStatement, await seen());
      },
      ["RETRACTED 1", "RESTORED 1"],
    ],
    [
      "an undone retraction",
      async () => {
        await retract();
        await undo();
      },
      ["RETRACTED 1", "RESTORED 1"],
    ],
    [
      "an undone addition, and of an undone removal",
      async () => {
        await create();
        await undo();
        await undo();
      },
      ["REMOVED 4", "RESTORED 4"],
    ],
    ["an acceptance", async () => edit(publishStatement, await seen(3)), ["PUBLISHED 3"]],
    ["a rejection", async () => edit(rejectStatement, { ...(await seen(3)), reason: "Not so." }), ["RETRACTED 3"]],
    [
      "a merge of speakers",
      async () => {
        const { id } = await database.prisma.speaker.findUniqueOrThrow({ where: { slug: "ada-brandt" } });
        const input = { ...(await desk.seen("Speaker", id)), into: "ada-brand" };
        const request = { action: "speakerMerge", input };
        expect((await editOnce(database, editorNamed("Ada"), request, mergeSpeakers)).problems).toEqual([]);
      },
      ["MERGED 1", "MERGED 2", "MERGED 3"],
    ],
    [
      "another version of the file",
      async () => {
        const corrected = article("one", [quotation(QUOTE, { language: "de" })]);
        await record(database, documentWith(corrected), IMPORT);
      },
      ["EDITED 1", "REMOVED 2"],
    ],
  ];

  test.each(events)("a follower hears of %s", async (_name, happen, expected) => {
    const following = await follow({});
    await happen();
    const { told } = await take(following, expected.length);
    expect(told).toEqual(expected);
  });

  const silences: [string, () => Promise<void>][] = [
    [
      "a new statement of an import",
      async () => void (await record(database, documentWith(article("three", [paraphrase("the pier goes")])), IMPORT)),
    ],
    ["a new statement of an editor", create],
    ["the same file again", async () => void (await record(database, base, IMPORT))],
    [
      "another printing",
      async () => void (await record(database, documentWith(article("four", [quotation(QUOTE)])), OTHER_IMPORT)),
    ],
    ["a renamed source", async () => edit(updateSource, { ...(await desk.seen("Source", 1)), name: "Another Post" })],
  ];

  test.each(silences)("a follower hears nothing of %s", async (_name, happen) => {
    const following = await follow({});
    await happen();
    await end();
    expect((await take(following, 1)).told).toEqual([END]);
  });

  test("a follower hears of a statement once for each change, in order", async () => {
    const following = await follow({});
    await edit(updateStatement, { ...(await seen()), language: "de", topics: ["fishing"] });
    await retract(2);
    await retract(1);
    expect((await take(following, 3)).told).toEqual(["EDITED 1", "RETRACTED 2", "RETRACTED 1"]);
  });
});

describe("what is wished", () => {
  test.each<[Wish, string[]]>([
    [{ ids: [statementId(1)] }, ["RETRACTED 1", "EDITED 1"]],
    [{ ids: [statementId(2), statementId(2)] }, ["RETRACTED 2", END]],
    [{ kind: ["RETRACTED"] }, ["RETRACTED 1", "RETRACTED 2"]],
    [{ ids: [statementId(1)], kind: ["EDITED"] }, ["EDITED 1"]],
    [{ ids: null, kind: null }, ["RETRACTED 1", "RETRACTED 2", "EDITED 1", END]],
  ])("a follower who wishes %j hears of just that", async (wish, expected) => {
    const following = await follow(wish);
    await retract(1);
    await retract(2);
    await edit(updateStatement, { ...(await seen()), language: "de" });
    await end();
    expect((await take(following, expected.length)).told).toEqual(expected);
  });

  test.each<[string, Wish]>([
    ["nothing that this API gave", { ids: ["rubbish"] }],
    ["one of another noun", { ids: [encodeGlobalId("Speaker", 1)] }],
    ["one of the past", { ids: [encodeGlobalId("Statement", 1, new Date())] }],
    ["one of too many", { ids: Array.from({ length: 101 }, (_, i) => statementId(i + 1)) }],
  ])("an id is refused if it is %s", async (_name, wish) => {
    await expect(follow(wish)).rejects.toBeInstanceOf(InputError);
  });
});

describe("what everybody hears", () => {
  /** Follows the feed as somebody without a key. */
  const listen = (wish: Wish = {}) => feed.follow({ ...wish, seesUnchecked: false });
  const idOfProposal = async () =>
    (await database.prisma.statement.findFirstOrThrow({ where: { status: "PROPOSED" } })).id;

  test("nobody but editors hears of a proposal until it is published, or of one that is rejected", async () => {
    const [everybody, editors] = [await listen(), await follow({})];
    const id = await idOfProposal();
    await edit(updateStatement, { ...(await seen(id)), language: "de" });
    await edit(rejectStatement, { ...(await seen(id)), reason: "Not news." });
    await edit(restoreStatement, await seen(id));
    await retract(id);
    expect((await take(editors, 4)).told).toEqual([
      `EDITED ${id}`,
      `RETRACTED ${id}`,
      `PUBLISHED ${id}`,
      `RETRACTED ${id}`,
    ]);
    expect((await take(everybody, 2)).told).toEqual([`PUBLISHED ${id}`, `RETRACTED ${id}`]);
  });

  test("a statement whose publication is undone is gone for everybody but editors", async () => {
    const [everybody, removals, editors] = [await listen(), await listen({ kind: ["REMOVED"] }), await follow({})];
    const id = await idOfProposal();
    await edit(publishStatement, await seen(id));
    await undo();
    await edit(updateStatement, { ...(await seen(id)), language: "de" });
    await end();
    expect((await take(everybody, 3)).told).toEqual([`PUBLISHED ${id}`, `REMOVED ${id}`, END]);
    expect((await take(removals, 1)).told).toEqual([`REMOVED ${id}`]);
    expect((await take(editors, 4)).told).toEqual([`PUBLISHED ${id}`, `EDITED ${id}`, `EDITED ${id}`, END]);
  });
});

describe("where it continues", () => {
  test("a cursor continues from any place, also within a change, without repetition", async () => {
    const first = await follow({});
    const both = [
      quotation(QUOTE, { language: "de" }),
      paraphrase("the old harbour must stay open", { language: "de" }),
    ];
    await record(database, documentWith(article("one", both)), IMPORT);
    await retract(1);
    const cursors: string[] = [];
    while (cursors.length < 3) for (const { cursor } of (await first.next()).value ?? []) cursors.push(cursor);
    const all = ["EDITED 1", "EDITED 2", "RETRACTED 1"];
    for (const heard of [1, 2]) {
      expect((await take(await follow({}, cursors[heard - 1]), 3 - heard)).told).toEqual(all.slice(heard));
    }
  });

  test("a cursor continues through many changes, and from before the first", async () => {
    const cursor = await feed.cursor();
    await database.query(sql`
WITH many AS (
  INSERT INTO change (origin_id, action) SELECT (SELECT min(id) FROM origin), 'statementUpdate' FROM generate_series(1, 700)
  RETURNING id
)
INSERT INTO revision (origin_id, change_id, table_name, key, node, node_id, before, after)
SELECT (SELECT min(id) FROM origin), id, 'statement', '{"id": 1}', 'STATEMENT', 1, '{"text": "a"}', '{"text": "b"}' FROM many`);
    expect((await take(await follow({}, cursor), 700)).told).toEqual(Array(700).fill("EDITED 1"));
  });

  test("after a failover that lost changes, followers and cursors miss nothing and hear nothing twice", async () => {
    const following = await follow({});
    await end();
    const kept = await take(following, 1);
    const [last] = await database.query<{ id: number }>(sql`SELECT max(id) AS id FROM change`);
    await retract(1);
    const lost = await take(following, 1);
    await database.transaction(async ({ query }) => {
      await query(sql`DELETE FROM change WHERE id > ${last?.id}`);
      await query(sql`SELECT setval('change_id_seq', ${last?.id})`);
      await query(sql`UPDATE timeline SET writer = 'another'`);
    });
    const written = ["EDITED 2", "EDITED 2", "EDITED 2"];
    for (const language of ["fr", "nl", "it"]) await desk.done(updateStatement, { ...(await seen(2)), language });
    expect((await take(following, 3)).told).toEqual(written);
    for (const { cursor } of [kept, lost]) expect((await take(await follow({}, cursor), 3)).told).toEqual(written);
  });

  const place = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString("base64url");
  test.each([
    ["rubbish"],
    [""],
    [place("statementPublished", "1", 1)],
    [place("statementChanged", "999999", 1)],
    [place("statementChanged", "9".repeat(40), 1)],
    [place("statementChanged", "1")],
    [place("statementChanged", "1); DROP TABLE change --", 1)],
  ])("the cursor %j is refused", async (cursor) => {
    await expect(follow({}, cursor)).rejects.toBeInstanceOf(InputError);
  });

  test("the numbers of changes rise with their commits, whoever writes", async () => {
    const visible = async () =>
      (await database.query<{ id: number }>(sql`SELECT id FROM change ORDER BY id`)).map(({ id }) => id);
    const write = async (wait: string) =>
      database.transaction(async (transaction) => {
        await transaction.query(sql`INSERT INTO change (origin_id, action) SELECT min(id), 'record' FROM origin`);
        await transaction.query(sql`SELECT pg_sleep(${wait}::float8)`);
      });
    let isWriting = true;
    const writers = Promise.all(["0.3", "0", "0.1"].map(write)).finally(() => (isWriting = false));
    const seen: number[][] = [];
    while (isWriting) seen.push(await visible());
    await writers;
    const all = await visible();
    expect(all.length).toBeGreaterThanOrEqual(3);
    for (const ids of seen) expect(ids).toEqual(all.slice(0, ids.length));
  });
});
