import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { openArchive } from "../helpers/archive.ts";
import { connectTo } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import { countSql } from "../helpers/sqlCount.ts";
import {
  FOLLOW,
  type Listener,
  metric,
  overWebSocket,
  publish,
  subscribed,
  transports,
  webSocketClient,
} from "./live/listening.ts";
import { openServer, startServer } from "./runningServer.ts";

const schema = loadSchema();
const database = openArchive();
const server = openServer({ schema, database });
beforeAll(() => publish(database, "Long ago"));
afterEach(async () => {
  await eventually(() => subscribed(server.url, 0));
});

describe.each(transports)("over %s", (_name, listen) => {
  test("a subscription delivers statements as they are published, complete and once each", async () => {
    const before = await metric(server.url, "onrecord_live_deliveries_total");
    const listener = listen(
      server.url,
      `subscription { statementPublished { cursor statement {
        text kind speaker { name } topics { slug } firstAppearance { article { headline source { name } } passage { exact } } } } }`,
    );
    await eventually(() => subscribed(server.url, 1));
    await publish(database, "The harbour stays", "The pier goes");
    await eventually(() => listener.results.length === 2);
    expect(listener.results[0]).toEqual({
      data: {
        statementPublished: {
          cursor: expect.any(String),
          statement: {
            text: "The harbour stays",
            kind: "INDIRECT",
            speaker: { name: "Ada Brandt" },
            topics: [{ slug: "harbour" }],
            firstAppearance: {
              article: { headline: expect.any(String), source: { name: "Sandholm Post" } },
              passage: { exact: "The harbour stays" },
            },
          },
        },
      },
    });
    listener.stop();
    await listener.ended;
    await eventually(() => subscribed(server.url, 0));
    expect((await metric(server.url, "onrecord_live_deliveries_total")) - before).toBe(2);
  });

  test("a subscription delivers only what its filter finds, by variables too", async () => {
    const query = `subscription ($filter: StatementFilter) { statementPublished(filter: $filter) { cursor statement { text } } }`;
    const pier = listen(server.url, query, { filter: { text: "pier", topic: ["Sandholm"] } });
    const nothing = listen(server.url, query, { filter: { speaker: [] } });
    const all = listen(server.url);
    await eventually(() => subscribed(server.url, 3));
    await publish(database, "The harbour", "The pier");
    await publish(database, "Two piers");
    await eventually(() => all.texts().length === 3 && pier.texts().length === 2);
    expect(pier.texts()).toEqual(["The pier", "Two piers"]);
    expect(nothing.results).toEqual([]);
    for (const listener of [pier, nothing, all]) listener.stop();
  });

  test.each([
    ["an unknown field", { filter: { constructor: 1 } }],
    ["a text for an object", { filter: "pier" }],
    ["an object for a text", { filter: { text: { toString: 1 } } }],
    ["an instant that is none", { filter: { said: { from: "soon" } } }],
  ])("a subscription with a variable that has %s is the client's mistake", async (_what, variables) => {
    const query = "subscription ($filter: StatementFilter) { statementPublished(filter: $filter) { cursor } }";
    const listener = listen(server.url, query, variables);
    const errors = ((await listener.ended) ?? listener.results[0]?.errors) as { extensions: { code: string } }[];
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
  });

  test("a subscription with a cursor delivers first what was published meanwhile", async () => {
    const first = listen(server.url);
    await eventually(() => subscribed(server.url, 1));
    await publish(database, "One", "Two", "Three");
    await eventually(() => first.texts().length === 3);
    const after = first.results[0]?.data?.statementPublished.cursor;
    first.stop();
    await publish(database, "Four");
    const second = listen(server.url, FOLLOW, { after });
    await eventually(() => second.texts().length === 3);
    await publish(database, "Five");
    await eventually(() => second.texts().length === 4);
    expect(second.texts()).toEqual(["Two", "Three", "Four", "Five"]);
    second.stop();
  });

  test.each([
    ["a document that does not parse", "subscription {", "GRAPHQL_PARSE_FAILED"],
    ["one that does not fit", "subscription { statementPublished { cursors } }", "GRAPHQL_VALIDATION_FAILED"],
    [
      "two fields",
      "subscription { a: statementPublished { cursor } b: statementPublished { cursor } }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["a field left out", "subscription { statementPublished @skip(if: true) { cursor } }", "GRAPHQL_VALIDATION_FAILED"],
    [
      "a field that a fragment may leave out",
      "subscription ($is: Boolean = true) { ...F } fragment F on Subscription { ... { statementPublished @skip(if: $is) { cursor } } }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["the schema", "subscription { __typename }", "GRAPHQL_VALIDATION_FAILED"],
    ["no operation", "fragment F on Statement { text }", "GRAPHQL_VALIDATION_FAILED"],
    [
      "a choice of two",
      `${FOLLOW.replace("subscription", "subscription A")} ${FOLLOW.replace("subscription", "subscription B")}`,
      "OPERATION_RESOLUTION_FAILURE",
    ],
    ["a query", "{ statements { totalCount } }", "BAD_REQUEST"],
    ["a mutation", 'mutation { topicCreate(input: { name: "X", kind: ISSUE }) { topic { id } } }', "BAD_REQUEST"],
    [
      "more tokens than a document may have",
      `subscription { statementPublished { ${"cursor ".repeat(1_000)} } }`,
      "QUERY_TOO_COMPLEX",
    ],
    [
      "a deep one",
      `subscription { statementPublished { statement ${"{ firstAppearance { statement ".repeat(6)} { text } ${"} }".repeat(6)} } }`,
      "QUERY_TOO_COMPLEX",
    ],
    [
      "a costly one",
      "subscription { statementPublished { statement { topics { statements(first: 100) { nodes { appearances(first: 100) { nodes { id } } } } } } } }",
      "QUERY_TOO_COMPLEX",
    ],
    [
      "a variable that does not fit",
      "subscription ($after: String!) { statementPublished(after: $after) { cursor } }",
      "BAD_USER_INPUT",
    ],
    ["a bad cursor", 'subscription { statementPublished(after: "x") { cursor } }', "BAD_USER_INPUT"],
    [
      "a bad filter",
      "subscription { statementPublished(filter: { status: [RETRACTED] }) { cursor } }",
      "BAD_USER_INPUT",
    ],
  ])("a subscription with %s is refused in the codes of every request", async (_what, query, code) => {
    const listener = listen(server.url, query);
    const ended = await listener.ended;
    // One client reports the refusal of an operation as an error, the other as its only result.
    const errors = (ended ?? listener.results[0]?.errors) as { extensions: { code: string } }[];
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});

test("statements that are published together are read together, and others are served meanwhile", async () => {
  const writer = connectTo(database.url);
  const listeners = Array.from({ length: 40 }, (_, i) => transports[i % 2]?.[1](server.url) as Listener);
  await eventually(() => subscribed(server.url, listeners.length));
  const count = countSql(database);
  const texts = Array.from({ length: 500 }, (_, i) => `Statement ${i}`);
  await publish(writer, ...texts);
  let served = 0;
  while (listeners.some(({ results }) => results.length < texts.length)) {
    await fetch(`${server.url}/healthz`);
    served += 1;
  }
  for (const listener of listeners) {
    expect(listener.texts()).toEqual(texts);
    listener.stop();
  }
  // If the statements were read one by one, the count would be that of the statements. Some may be read again after a
  // second.
  expect(count()).toBeLessThan(texts.length / 2);
  expect(served).toBeGreaterThan(5);
  await writer.close();
});

test("a subscriber without results continues from the cursor of the greeting", async () => {
  let greeting: { cursor?: string } | undefined;
  const client = webSocketClient(server.url, { lazy: false });
  client.on("connected", (_socket, payload) => {
    greeting = payload as typeof greeting;
  });
  await eventually(() => greeting);
  await client.dispose();
  await publish(database, "Meanwhile");
  const listener = overWebSocket(server.url, FOLLOW, { after: greeting?.cursor });
  await eventually(() => listener.texts().length === 1);
  expect(listener.texts()).toEqual(["Meanwhile"]);
  listener.stop();
});

test("subscribers of two servers get the same, whoever publishes", async () => {
  const [other, writer] = [connectTo(database.url), connectTo(database.url)];
  const second = await startServer({ schema, database: other });
  const listeners = transports.flatMap(([, listen]) => [listen(server.url), listen(second.url)]);
  await eventually(async () => (await subscribed(server.url, 2)) && (await subscribed(second.url, 2)));
  await publish(writer, "One");
  await publish(database, "Two");
  for (const listener of listeners) {
    await eventually(() => listener.texts().length === 2);
    expect(listener.texts()).toEqual(["One", "Two"]);
    listener.stop();
  }
  await second.close();
  await Promise.all([other.close(), writer.close()]);
});

test("the log has no fault of ours after all the subscriptions", () => {
  expect(server.log().filter(({ level }) => Number(level) >= 40)).toEqual([]);
});
