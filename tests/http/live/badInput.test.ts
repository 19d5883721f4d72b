import { beforeAll, describe, expect, test } from "@jest/globals";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { createKey } from "../../../src/keys/keys.ts";
import { dump, openArchive } from "../../helpers/archive.ts";
import { eventually } from "../../helpers/eventually.ts";
import { strangeTexts } from "../../helpers/strangeTexts.ts";
import { openServer } from "../runningServer.ts";
import { FOLLOW, overEvents, overWebSocket, publish, subscribed, webSocketClient } from "./listening.ts";

// Attacks on the live feed by strangers with an editor's key, on a server that requires a key for reading.

const database = openArchive();
const server = openServer({ schema: loadSchema(), database, config: { isReadingOpen: false } });
let authorization: string;
beforeAll(async () => {
  const key = { name: "Newsroom", role: "EDITOR", expiresAt: null } as const;
  authorization = `Bearer ${(await createKey(database, undefined, key)).token}`;
});

type Variables = Record<string, unknown>;

describe.each([
  [
    "WebSocket",
    (query?: string, variables?: Variables) =>
      overWebSocket(server.url, query, variables, webSocketClient(server.url, { connectionParams: { authorization } })),
  ],
  [
    "Server-Sent Events",
    (query?: string, variables?: Variables) => overEvents(server.url, query, variables, { authorization }),
  ],
])("over %s", (_how, listen) => {
  const FILTERED = "subscription ($filter: StatementFilter) { statementPublished(filter: $filter) { cursor } }";

  test.each(strangeTexts)(
    "a subscription to the filter “%s” delivers nothing or is refused, and others are served",
    async (_what, text) => {
      const texts = [text];
      const names = { speaker: texts, topic: texts, source: texts };
      const refused = listen(FILTERED, { filter: names });
      const errors = ((await refused.ended) ?? refused.results[0]?.errors) as object[];
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", argument: "filter.speaker" } }]);
      const filter = { article: texts, language: texts, text };
      const strange = [listen(FILTERED, { filter }), listen(FILTERED, { filter: { text } })];
      const honest = listen();
      await eventually(() => subscribed(server.url, 3, authorization));
      await publish(database, "Something else altogether");
      await eventually(() => honest.texts().length === 1);
      for (const listener of strange) expect(listener.results).toEqual([]);
      for (const listener of [...strange, honest]) listener.stop();
      await eventually(() => subscribed(server.url, 0, authorization));
    },
  );

  const cursorOf = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString("base64url");
  test.each<[string, string]>([
    ["nothing", ""],
    ["another list's", cursorOf("statements.SAID_AT.DESC", "2021-05-07T00:00:00.000Z", 1)],
    ["a truncated one", cursorOf("statementPublished", "1", 7).slice(0, -5)],
    ["one with too little", cursorOf("statementPublished")],
    ["one of other types", cursorOf("statementPublished", { toString: 1 }, [])],
    ["one with SQL", cursorOf("statementPublished", "1); DROP TABLE statement --", 1)],
    ["one of the name of a property", cursorOf("__proto__", "1", 7)],
    ["ten thousand characters", "x".repeat(10_000)],
    ["lone surrogates", "\ud83d x \ude00"],
  ])("a subscription with an invalid cursor is refused: %s", async (_what, after) => {
    const before = await dump(database);
    const listener = listen(FOLLOW, { after });
    const errors = ((await listener.ended) ?? listener.results[0]?.errors) as object[];
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", argument: "after" } }]);
    expect(await dump(database)).toEqual(before);
  });

  test("a subscription with an editor's key changes nothing", async () => {
    const before = await dump(database);
    const mutation = 'mutation { sourceCreate(input: { name: "Forged", kind: OUTLET }) { source { id } } }';
    const listener = listen(mutation);
    const errors = ((await listener.ended) ?? listener.results[0]?.errors) as object[];
    expect(errors).toMatchObject([{ extensions: { code: "BAD_REQUEST" } }]);
    expect(await dump(database)).toEqual(before);
  });
});

test("the log has no fault of ours after all the bad input", () => {
  expect(server.log().filter(({ level }) => Number(level) >= 40)).toEqual([]);
});
