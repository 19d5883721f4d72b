import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import WebSocket from "ws";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { openArchive } from "../../helpers/archive.ts";
import { eventually } from "../../helpers/eventually.ts";
import { keptMemory } from "../../helpers/keptMemory.ts";
import { openServer } from "../runningServer.ts";
import { FOLLOW, metric, overWebSocket, publish, socketOf, subscribed } from "./listening.ts";

const database = openArchive();
const server = openServer({ schema: loadSchema(), database });
beforeAll(async () => {
  await publish(database, "Long ago");
});
const opened: WebSocket[] = [];
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.terminate();
  await eventually(async () => (await metric(server.url, "onrecord_live_connections")) === 0);
});

/** Opens a WebSocket that the server has acknowledged, and collects the messages that it receives. */
async function greeted(): Promise<{ socket: WebSocket; messages: { id?: string; type: string; payload?: unknown }[] }> {
  const socket = new WebSocket(socketOf(server.url), "graphql-transport-ws");
  opened.push(socket);
  const messages: { id?: string; type: string; payload?: unknown }[] = [];
  socket.on("message", (data) => messages.push(JSON.parse(String(data))));
  await once(socket, "open");
  socket.send('{"type":"connection_init"}');
  await eventually(() => messages.length === 1);
  return { socket, messages };
}

const subscribe = (id: string, query = FOLLOW, rest: object = {}) =>
  JSON.stringify({ id, type: "subscribe", payload: { query, ...rest } });

describe("a WebSocket is closed", () => {
  test.each<[string, string | Buffer, number]>([
    ["what is no JSON", "{", 4400],
    ["what is no object", "[]", 4400],
    ["a number", "7", 4400],
    ["nothing", "", 4400],
    ["a type that is none", '{"type":"obey"}', 4400],
    ["no type", '{"id":"1"}', 4400],
    ["what only servers send", '{"type":"next","id":"1","payload":{}}', 4400],
    ["an operation without an id", '{"type":"subscribe","payload":{"query":"{a}"}}', 4400],
    ["one with an empty id", subscribe(""), 4400],
    ["one without a document", '{"id":"1","type":"subscribe","payload":{}}', 4400],
    ["a document that is none", '{"id":"1","type":"subscribe","payload":{"query":7}}', 4400],
    ["variables that are none", subscribe("1", FOLLOW, { variables: "x" }), 4400],
    ["a second greeting", '{"type":"connection_init"}', 4429],
    ["bytes", Buffer.from([1, 2, 3]), 1003],
    ["a megabyte", "x".repeat(1_000_000), 1009],
    [
      "a megabyte of document",
      subscribe("1", `subscription { statementPublished { ${"cursor ".repeat(150_000)} } }`),
      1009,
    ],
  ])("a WebSocket is closed if it sends %s", async (_what, message, code) => {
    const { socket } = await greeted();
    socket.send(message);
    expect((await once(socket, "close"))[0]).toBe(code);
  });

  test("a WebSocket is closed if it subscribes before the greeting", async () => {
    const socket = new WebSocket(socketOf(server.url), "graphql-transport-ws");
    await once(socket, "open");
    socket.send(subscribe("1"));
    expect((await once(socket, "close"))[0]).toBe(4401);
  });

  test("a WebSocket is closed if it subscribes twice under one id", async () => {
    const { socket } = await greeted();
    socket.send(subscribe("1"));
    await eventually(() => subscribed(server.url, 1));
    socket.send(subscribe("1"));
    expect((await once(socket, "close"))[0]).toBe(4409);
  });

  test.each([
    ["text that is no UTF-8", Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xff, 0xff]), 1007],
    ["frames without a mask", Buffer.from([0x81, 0x01, 0x61]), 1002],
    ["frames that nobody agreed on", Buffer.from([0xf1, 0x80, 0, 0, 0, 0]), 1002],
  ])("a WebSocket is closed for a bad frame: %s", async (_what, frame, code) => {
    const { socket } = await greeted();
    (socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(frame);
    expect((await once(socket, "close"))[0]).toBe(code);
  });
});

test("ten thousand operations at once are refused beyond the limit, and others are served", async () => {
  const { socket, messages } = await greeted();
  const before = keptMemory();
  for (let i = 0; i < 10_000; i += 1) {
    socket.send(subscribe(`operation ${i}`));
    // Let the other side run, because client and server share this process.
    if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await eventually(() => messages.length === 1 + 10_000 - 20);
  const codes = messages
    .slice(1)
    .map(({ payload }) => (payload as { extensions: { code: string } }[])[0]?.extensions.code);
  expect(new Set(codes)).toEqual(new Set(["QUERY_TOO_COMPLEX"]));
  await eventually(() => subscribed(server.url, 20));
  const other = overWebSocket(server.url);
  await eventually(() => subscribed(server.url, 21));
  await publish(database, "Heard all the same");
  await eventually(() => other.texts().length === 1);
  other.stop();
  socket.terminate();
  await eventually(() => subscribed(server.url, 0));
  expect(keptMemory() - before).toBeLessThan(100e6);
});

describe("brackets without end, which nobody could write again", () => {
  const deep = `${"[".repeat(45_000)}${"]".repeat(45_000)}`;
  const beside = `{"query":${JSON.stringify(FOLLOW)},"variables":{"beside":${deep}}}`;
  const inside = `{"query":${JSON.stringify(FOLLOW)},"variables":{"after":${deep}}}`;

  test("endless brackets over WebSocket are ignored beside the variables and refused within", async () => {
    const { socket, messages } = await greeted();
    socket.send(`{"id":"1","type":"subscribe","payload":${beside}}`);
    await eventually(() => subscribed(server.url, 1));
    socket.send(`{"id":"2","type":"subscribe","payload":${inside}}`);
    await eventually(() => messages.length === 2);
    expect(messages[1]).toMatchObject({ id: "2", payload: [{ extensions: { code: "BAD_USER_INPUT" } }] });
    await publish(database, "Heard past the brackets");
    await eventually(() => messages.length === 3);
    expect(messages[2]).toMatchObject({ id: "1", type: "next" });
  });

  test.each<[string, string, RegExp]>([
    ["beside the variables", beside, /^:\n\nid: /],
    ["in one of them", inside, /"code":"BAD_USER_INPUT"/],
  ])("endless brackets in a stream of events are refused: %s", async (_where, body, told) => {
    const headers = { "content-type": "application/json", accept: "text/event-stream" };
    const answer = await fetch(`${server.url}/graphql/stream`, { method: "POST", headers, body });
    expect(answer.status).toBe(200);
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    let text = "";
    while (!told.test(text)) text += new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
  });

  test.each([["[".repeat(45_000) + "]".repeat(45_000)], ['{"toString":1}'], ["7"]])(
    "a key that is no text is refused",
    async (given) => {
      const socket = new WebSocket(socketOf(server.url), "graphql-transport-ws");
      await once(socket, "open");
      socket.send(`{"type":"connection_init","payload":{"authorization":${given}}}`);
      expect((await once(socket, "close"))[0]).toBe(4401);
    },
  );
});

test("a client that sends without end and reads nothing is dropped", async () => {
  const { socket } = await greeted();
  const closed = once(socket, "close");
  socket.pause();
  const ping = JSON.stringify({ type: "ping", payload: { x: "x".repeat(50_000) } });
  for (let i = 0; i < 2_000 && socket.readyState === WebSocket.OPEN; i += 1) {
    await new Promise((resolve) => socket.send(ping, resolve));
    if ((await metric(server.url, 'onrecord_live_drops_total{reason="slow"}')) > 0) break;
  }
  socket.resume();
  expect((await closed)[0]).toBe(4410);
});

test("operations that begin and end without end leave nothing behind", async () => {
  const { socket, messages } = await greeted();
  for (let i = 0; i < 2_000; i += 1) {
    socket.send(subscribe(`operation ${i}`));
    socket.send(`{"id":"operation ${i}","type":"complete"}`);
    if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  socket.send('{"type":"ping"}');
  await eventually(() => messages.some(({ type }) => type === "pong"));
  await eventually(() => subscribed(server.url, 0));
  socket.send(subscribe("last"));
  await eventually(() => subscribed(server.url, 1));
  await publish(database, "Still here");
  expect(await eventually(() => messages.some(({ type }) => type === "next"))).toBe(true);
});

test("a WebSocket is closed with all its operations if it uses an id again too early", async () => {
  const { socket } = await greeted();
  for (let i = 0; i < 100; i += 1) {
    socket.send(subscribe("1"));
    socket.send('{"id":"1","type":"complete"}');
  }
  expect((await once(socket, "close"))[0]).toBe(4409);
  expect(await eventually(() => subscribed(server.url, 0))).toBe(true);
});

test.each([
  ["another path", "/elsewhere", {}, 404],
  ["no WebSocket", "/graphql", { "sec-websocket-version": "1" }, 400],
  ["a malformed path", "//[", {}, 404],
])("an upgrade to %s is refused", async (_what, path, headers, status) => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const given = {
    host: "x",
    connection: "upgrade",
    upgrade: "websocket",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-version": "13",
    ...headers,
  };
  const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  socket.destroy();
});

describe("a stream of events is refused", () => {
  const address = (parameters: Record<string, string>) =>
    `${server.url}/graphql/stream?${new URLSearchParams(parameters)}`;
  const post = (body: string | undefined, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      ...(body !== undefined && { body }),
    });

  test.each<[string, () => Promise<Response>, number]>([
    ["without a document", () => fetch(address({})), 400],
    ["with variables that are no JSON", () => fetch(address({ query: FOLLOW, variables: "{" })), 400],
    ["with variables that are no object", () => fetch(address({ query: FOLLOW, variables: "[1]" })), 400],
    ["with two documents", () => fetch(`${address({ query: FOLLOW })}&query=x`), 400],
    ["for who wants no events", () => fetch(address({ query: FOLLOW }), { headers: { accept: "text/html" } }), 406],
    ["with no JSON", () => post("{"), 400],
    ["with no object", () => post("[]"), 400],
    ["with nothing", () => post(undefined), 400],
    ["with a form", () => post("query=x", { "content-type": "application/x-www-form-urlencoded" }), 415],
    ["with a name that is none", () => post(JSON.stringify({ query: FOLLOW, operationName: 7 })), 400],
    ["with a megabyte", () => post(JSON.stringify({ query: "x".repeat(1_000_000) })), 413],
    ["by another method", () => fetch(address({ query: FOLLOW }), { method: "DELETE" }), 404],
  ])("a stream of events is refused: %s", async (_what, ask, status) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_REQUEST" } }] });
  });

  test("a stream of events is refused for its headers alone", async () => {
    expect((await fetch(address({ query: FOLLOW }), { method: "HEAD" })).status).toBe(404);
  });

  test.each([["rubbish"], ["x".repeat(10_000)], ["\u00ff"]])(
    "a stream of events is refused for the last event %j",
    async (id) => {
      const answer = await fetch(address({ query: FOLLOW }), { headers: { "last-event-id": id } });
      expect(await answer.text()).toMatch(/event: next\ndata: .*"BAD_USER_INPUT".*\n\nevent: complete\ndata: \n\n$/);
    },
  );
});

test("the log has no fault of ours after all the hostile clients", () => {
  expect(server.log().filter(({ level }) => Number(level) >= 40)).toEqual([]);
});
