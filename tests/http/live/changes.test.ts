import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { encodeGlobalId } from "../../../src/archive/globalIds.ts";
import { edit } from "../../../src/editing/edit.ts";
import { retractStatement } from "../../../src/editing/statements/status.ts";
import { updateStatement } from "../../../src/editing/statements/update.ts";
import { versionsOf } from "../../../src/editing/versions.ts";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { record } from "../../../src/record/record.ts";
import { editorNamed } from "../../helpers/desk.ts";
import { eventually } from "../../helpers/eventually.ts";
import { article, documentWith, IMPORT, paraphrase } from "../../helpers/factories.ts";
import { openProxied } from "../proxied.ts";
import {
  type Listener,
  overEvents,
  stopListening,
  subscribeAnew,
  subscribed,
  transports,
  webSocketClient,
} from "./listening.ts";

const { archive: writer, proxy, server } = openProxied({ schema: loadSchema() });
const names = Array.from({ length: 40 }, (_, i) => `Statement ${i}`);
beforeAll(async () => {
  const printed = names.map((text) => paraphrase(text.toLowerCase(), { text }));
  await record(writer, documentWith(article("one", printed)), IMPORT);
});
afterEach(stopListening);
afterEach(() => eventually(() => subscribed(server.url, 0)));

const CHANGES = `subscription ($ids: [ID!], $kind: [StatementChangeKind!], $after: String) {
  statementChanged(ids: $ids, kind: $kind, after: $after) { cursor kind at statementId statement { text language status statusReason } }
}`;

interface Change {
  cursor: string;
  kind: string;
  statementId: string;
  statement: { text: string } | null;
}

const changesIn = ({ results }: Listener) =>
  results.flatMap(({ data }) => (data as unknown as { statementChanged: Change } | undefined)?.statementChanged ?? []);
const idOf = (id: number) => encodeGlobalId("Statement", id);

async function change(work: typeof updateStatement | typeof retractStatement, id: number, rest: object): Promise<void> {
  const [expectedVersion] = await versionsOf(writer, "Statement", [id]);
  const input = { id: idOf(id), expectedVersion, ...rest };
  const { problems } = await edit(writer, editorNamed("Ada"), { action: "statementUpdate", input }, work as never);
  expect(problems).toEqual([]);
}

const follow = async (subscribe: () => Listener) => (await subscribeAnew(server.url, () => [subscribe()]))[0];

let languages = 0;
/** Edits a statement; returns its new language. */
async function touch(id: number): Promise<string> {
  languages += 1;
  const language = `de-x-${languages}`;
  await change(updateStatement, id, { language });
  return language;
}

describe.each(transports)("over %s", (how, listen) => {
  const first = how === "WebSocket" ? 1 : 11;

  test("a subscription delivers edits and retractions of statements, as they are now", async () => {
    const only = { ids: [idOf(first + 1)], kind: ["RETRACTED"] };
    const [all, one] = await subscribeAnew(server.url, () => [
      listen(server.url, CHANGES),
      listen(server.url, CHANGES, only),
    ]);
    const language = await touch(first);
    await change(retractStatement, first + 1, { reason: "Misheard." });
    await eventually(() => all.results.length === 2 && one.results.length === 1);
    const retraction = {
      cursor: expect.any(String),
      kind: "RETRACTED",
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      statementId: idOf(first + 1),
      statement: { text: names[first], language: "en", status: "RETRACTED", statusReason: "Misheard." },
    };
    expect(changesIn(all)).toEqual([
      expect.objectContaining({
        kind: "EDITED",
        statementId: idOf(first),
        statement: { text: names[first - 1], language, status: "PUBLISHED", statusReason: null },
      }),
      retraction,
    ]);
    expect(changesIn(one)).toEqual([retraction]);
    for (const listener of [all, one]) listener.stop();
  });

  test("a subscription continues after a cursor with what was changed meanwhile", async () => {
    const before = await follow(() => listen(server.url, CHANGES));
    await touch(first + 2);
    await eventually(() => before.results.length === 1);
    before.stop();
    await touch(first + 3);
    const after = changesIn(before)[0]?.cursor;
    const listener = listen(server.url, CHANGES, { after });
    await touch(first + 4);
    await eventually(() => listener.results.length === 2);
    expect(changesIn(listener).map(({ statementId }) => statementId)).toEqual([idOf(first + 3), idOf(first + 4)]);
    listener.stop();
  });

  const cursorOf = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString("base64url");
  test.each([
    ["another feed's cursor", { after: cursorOf("statementPublished", "1", 1) }, "after"],
    ["a cursor of what has not happened", { after: cursorOf("statementChanged", "99999999", 1) }, "after"],
    ["rubbish for a cursor", { after: "x".repeat(10_000) }, "after"],
    ["an id that is none", { ids: ["; DROP TABLE change"] }, "ids"],
    ["an id of a speaker", { ids: [encodeGlobalId("Speaker", 1)] }, "ids"],
    ["too many ids", { ids: names.flatMap((_, i) => [1, 2, 3].map((part) => idOf(i * 3 + part))) }, "ids"],
    ["a kind that is none", { kind: ["EXPLODED"] }, undefined],
  ])("a subscription is refused for %s", async (_what, variables, argument) => {
    const listener = listen(server.url, CHANGES, variables);
    const errors = ((await listener.ended) ?? listener.results[0]?.errors) as object[];
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", ...(argument && { argument }) } }]);
  });

  test("a subscriber gets every change once and in order while the database is cut off", async () => {
    const listener = await follow(() => listen(server.url, CHANGES));
    const expected: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      for (let i = 0; i < 4; i += 1) {
        if (i === 2) await proxy.cut();
        const id = first + 5 + i;
        await touch(id);
        expected.push(idOf(id));
      }
      await proxy.open();
    }
    await eventually(() => listener.results.length === expected.length);
    expect(changesIn(listener).map(({ statementId }) => statementId)).toEqual(expected);
    expect(listener.results.filter(({ errors }) => errors)).toEqual([]);
    listener.stop();
  });
});

test("a removed statement is null, and its id is told", async () => {
  const listener = await follow(() => overEvents(server.url, CHANGES, { kind: ["REMOVED"] }));
  const rest = names.slice(0, -1).map((text) => paraphrase(text.toLowerCase(), { text }));
  await record(writer, documentWith(article("one", rest)), IMPORT);
  await eventually(() => listener.results.length === 1);
  expect(changesIn(listener)).toMatchObject([{ kind: "REMOVED", statementId: idOf(names.length), statement: null }]);
  listener.stop();
});

test("the greeting over WebSocket has a cursor of each feed", async () => {
  const greeting = await new Promise<unknown>((resolve) => {
    const client = webSocketClient(server.url, {
      lazy: false,
      on: {
        connected: (_socket, payload) => {
          resolve(payload);
          void client.dispose();
        },
      },
    });
  });
  expect(greeting).toEqual({ cursor: expect.any(String), changesCursor: expect.any(String) });
});
