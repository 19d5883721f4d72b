import { beforeAll, expect, test } from "@jest/globals";
import { encodeGlobalId, type NodeType } from "../../src/archive/globalIds.ts";
import { keptTables } from "../../src/archive/tables/journal.ts";
import { createAppearance, deleteAppearance, updateAppearance } from "../../src/editing/appearances.ts";
import { createArticle, updateArticle } from "../../src/editing/articles.ts";
import type { Edit } from "../../src/editing/edit.ts";
import { createSource } from "../../src/editing/sources.ts";
import { createSpeaker, updateSpeaker } from "../../src/editing/speakers.ts";
import { restoreStatement, retractStatement } from "../../src/editing/statements/status.ts";
import { tagStatement, untagStatement } from "../../src/editing/statements/tagging.ts";
import { updateStatement } from "../../src/editing/statements/update.ts";
import { createStatement, importStatements } from "../../src/editing/statements.ts";
import { moveTopic } from "../../src/editing/topics.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { expectSound, idsOf } from "../helpers/archive.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, BODY, documentWith, paraphrase } from "../helpers/factories.ts";

const EDITORS = 50;

const desk = openDesk(
  documentWith(
    article("body", [paraphrase("must stay open"), paraphrase("on Friday")], { body: BODY }),
    ...Array.from({ length: 5 }, (_, i) => article(`bare-${i}`, [])),
  ),
);

let [CONTESTED, RETRACTED] = [0, 0];
beforeAll(async () => {
  [CONTESTED, RETRACTED] = await idsOf(desk.database, "Statement", [
    "It was reported: must stay open.",
    "It was reported: on Friday.",
  ]);
});
const url = (name: string) => `https://news.example.org/${name}`;

/** The result of each edit, by editor: `action done` or `action CODE`. */
const done: { by: string; action: string; id: number; codes: string }[] = [];

type Work = (edit: Edit, input: unknown) => Promise<object>;

async function run(by: string, work: Work, input: object): Promise<{ id?: number }> {
  const { answer, problems } = await desk.run(work, input, { by });
  const { id = 0 } = (answer ?? {}) as { id?: number };
  done.push({ by, action: work.name, id, codes: problems.map(({ code }) => code).join() });
  return { ...(answer ? { id } : {}) };
}

/** Repeats an edit of something that others edit at the same time, until it succeeds. */
async function insist(by: string, work: Work, type: NodeType, id: number, changes: object): Promise<void> {
  const { id: changed } = await run(by, work, { ...(await desk.seen(type, id)), ...changes });
  if (changed === undefined) await insist(by, work, type, id, changes);
}

function quotation(text: string, place: number) {
  const appearance = { passage: { exact: text } };
  return {
    article: url(`bare-${place % 5}`),
    kind: "DIRECT",
    text,
    speaker: "ada-brandt",
    topics: ["harbour"],
    appearance,
  };
}

/** Does one editor's edits, of every sort, on rows that the others edit too. */
async function work(by: string, i: number): Promise<void> {
  if (i % 3 === 0) {
    await insist(by, updateStatement, "Statement", CONTESTED, { text: `The quay stays open, says ${by}.` });
  }
  // Five editors record the same words in five articles: this is one statement.
  await run(by, createStatement, quotation(`This is what number ${Math.floor(i / 5)} said`, i));
  await run(by, i % 2 ? tagStatement : untagStatement, {
    id: encodeGlobalId("Statement", CONTESTED),
    topics: ["fishing"],
  });
  const status = { ...(await desk.seen("Statement", RETRACTED)), reason: "In doubt." };
  await run(by, i % 2 ? retractStatement : restoreStatement, status);
  const sorts = [
    async () => {
      const statement = encodeGlobalId("Statement", CONTESTED);
      const given = { statement, article: url("bare-0"), passage: { exact: `Printed for ${by}` } };
      const { id } = await run(by, createAppearance, given);
      await insist(by, updateAppearance, "Appearance", id as number, { cue: `said ${by}` });
      if (i % 10 === 0) await insist(by, deleteAppearance, "Appearance", id as number, {});
    },
    async () => {
      await run(by, createSource, { name: `Paper ${Math.floor(i / 10)}`, kind: "OUTLET" });
      await run(by, createArticle, {
        url: url(`new-${i % 7}`),
        headline: `By ${by}`,
        publishedAt: new Date("2021-05-07"),
        language: "en",
        source: "sandholm-post",
      });
      await insist(by, updateArticle, "Article", 1, { headline: `The harbour, by ${by}` });
    },
    async () => {
      await run(by, createSpeaker, { name: by, kind: "PERSON" });
      await insist(by, updateSpeaker, "Speaker", 1, { description: `Described by ${by}` });
    },
    async () => {
      await run(by, moveTopic, { ...(await desk.seen("Topic", 2)), broader: i % 2 ? [] : ["fishing"] });
      await run(by, moveTopic, { ...(await desk.seen("Topic", 3)), broader: i % 4 ? ["sandholm"] : [] });
    },
    async () => {
      const statements = [quotation(`An import of ${by} says this now`, i), quotation("Nobody", 0), quotation("", 0)];
      await run(by, importStatements, { statements });
    },
  ];
  await sorts[i % sorts.length]?.();
}

/** Returns the successive values of a field and who set them. */
async function courseOf(table: string, id: number, column: string) {
  return desk.database.query<{ by: string; before: string; after: string }>(Prisma.sql`
SELECT origin.name AS by, before ->> ${column} AS before, after ->> ${column} AS after
FROM revision
JOIN origin ON origin.id = revision.origin_id
WHERE table_name = ${table} AND key = jsonb_build_object('id', ${id}::int) AND after ? ${column} AND before ? ${column}
ORDER BY revision.id`);
}

type Columns = Record<string, unknown>;

/** Returns the name of a table and a row's key in it. */
function placeOf(table: string, row: Columns): string {
  const { key } = keptTables.find((kept) => kept.table === table) as (typeof keptTables)[number];
  return JSON.stringify([table, ...key.map((column) => row[column])]);
}

/** Returns every row whose changes the history records, without assertions. */
async function readRows(): Promise<Map<string, Columns>> {
  const rows = new Map<string, Columns>();
  for (const { table } of keptTables.filter((kept) => kept.table !== "assertion")) {
    const name = Prisma.raw(table);
    const found = await desk.database.query<{ row: Columns }>(Prisma.sql`SELECT to_jsonb(${name}) AS row FROM ${name}`);
    for (const { row } of found) rows.set(placeOf(table, row), row);
  }
  return rows;
}

/** Applies the recorded changes to the rows, and checks that each starts from the values that it recorded as old. */
async function replay(rows: Map<string, Columns>): Promise<Map<string, Columns>> {
  const now = new Map(rows);
  const revisions = await desk.database.query<{ table: string; key: Columns; before: Columns; after: Columns | null }>(
    Prisma.sql`SELECT table_name AS table, key, before, after FROM revision WHERE table_name <> 'assertion' ORDER BY id`,
  );
  for (const { table, key, before, after } of revisions) {
    const place = placeOf(table, key);
    const row = now.get(place) ?? {};
    expect(row).toMatchObject(before);
    if (Object.keys(before).length === 0) expect(row).toEqual({});
    now.delete(place);
    if (after) now.set(placeOf(table, { ...row, ...after }), { ...row, ...after });
  }
  return now;
}

test("50 editors at once lose nothing of each other's and leave the archive sound", async () => {
  const editors = Array.from({ length: EDITORS }, (_, i) => `Editor ${i}`);
  const before = await readRows();
  await Promise.all(editors.map(work));

  // The history records every write with all its values: replaying it on the old archive gives the current one.
  expect(await replay(before)).toEqual(await readRows());

  const codes = new Set(done.flatMap(({ codes: given }) => (given === "" ? [] : given.split(","))));
  expect([...codes].every((code) => ["CONFLICT", "TAKEN", "WRONG_STATE", "CIRCULAR"].includes(code))).toBe(true);
  expect(codes).toContain("CONFLICT");

  // Every third editor changed this statement once, each time from the previous editor's version; the last version
  // remains.
  const words = await courseOf("statement", CONTESTED, "text");
  expect(words.map(({ by }) => by).sort()).toEqual(editors.filter((_, i) => i % 3 === 0).sort());
  for (const [i, { before }] of words.entries()) if (i > 0) expect(before).toBe(words[i - 1]?.after);
  const { text } = await desk.database.prisma.statement.findUniqueOrThrow({ where: { id: CONTESTED } });
  expect(text).toBe(words.at(-1)?.after);

  for (const [action, table, column] of [
    ["updateArticle", "article", "headline"],
    ["updateSpeaker", "speaker", "description"],
  ] as const) {
    const course = await courseOf(table, 1, column);
    const who = done.filter((one) => one.action === action && one.codes === "").map(({ by }) => by);
    expect(course.map(({ by }) => by)).toEqual(expect.arrayContaining(who));
    for (const [i, { before }] of course.entries()) if (i > 0) expect(before).toBe(course[i - 1]?.after);
  }

  // The history records every edit that was done, except edits that found everything as wanted because another editor
  // was faster: adding a topic that is there, removing one that is gone, moving one to where it is.
  const idle = ["tagStatement", "untagStatement", "moveTopic"];
  const changes = await desk.database.query<{ entry: string }>(Prisma.sql`
SELECT origin.name || ' ' || action AS entry FROM change JOIN origin ON origin.id = origin_id`);
  const kept = changes.map(({ entry }) => entry);
  for (const { by, action, codes: given } of done) {
    if (given === "" && !idle.includes(action)) expect(kept).toContain(`${by} ${action}`);
  }

  // Ten different things were said, and five editors recorded each at the same time.
  const said = await desk.database.prisma.statement.findMany({ where: { text: { startsWith: "This is what" } } });
  expect(said).toHaveLength(EDITORS / 5);
  await expectSound(desk.database);
});
