import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeAll, expect, test } from "@jest/globals";
import WebSocket from "ws";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { openArchive } from "../../helpers/archive.ts";
import { eventually } from "../../helpers/eventually.ts";
import { keptMemory } from "../../helpers/keptMemory.ts";
import { type RunningServer, startServer } from "../runningServer.ts";
import {
  FOLLOW,
  metric,
  overEvents,
  overWebSocket,
  publish,
  socketOf,
  subscribed,
  webSocketClient,
} from "./listening.ts";

const schema = loadSchema();
const limits = { connections: 4, connectionsPerAddress: 3, operations: 2, keepAliveMs: 500, backlog: 50 };
const database = openArchive();
let server: RunningServer;
beforeAll(async () => {
  await publish(database, "Long ago");
});
afterEach(() => server.close());

async function start(live: Partial<typeof limits> = {}, rest: object = {}): Promise<void> {
  server = await startServer({ schema, database, config: { live: { ...limits, ...live }, ...rest } });
}

/** Returns the status with which a WebSocket is refused, and how long the client must wait. */
async function refusal(options: object = {}): Promise<[status?: number, retryAfter?: string]> {
  const socket = new WebSocket(socketOf(server.url), "graphql-transport-ws", options);
  const [, response] = await once(socket, "unexpected-response");
  response.resume();
  return [response.statusCode, response.headers["retry-after"]];
}

test("connections are limited for each address and in all, over both transports together", async () => {
  await start({}, { trustProxy: 1 });
  const listeners = [overWebSocket(server.url), overWebSocket(server.url), overEvents(server.url)];
  await eventually(() => subscribed(server.url, 3));
  expect(await refusal()).toEqual([429, "10"]);
  const answer = await fetch(`${server.url}/graphql/stream?query=${encodeURIComponent(FOLLOW)}`);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "10"]);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });

  const elsewhere = { headers: { "x-forwarded-for": "203.0.113.7" } };
  const guest = new WebSocket(socketOf(server.url), "graphql-transport-ws", elsewhere);
  await once(guest, "open");
  expect(await refusal({ headers: { "x-forwarded-for": "203.0.113.8" } })).toEqual([503, "10"]);
  guest.close();
  await once(guest, "close");
  for (const listener of listeners) listener.stop();
  await eventually(async () => (await metric(server.url, "onrecord_live_connections")) === 0);
  const again = overWebSocket(server.url);
  await eventually(() => subscribed(server.url, 1));
  again.stop();
});

test("operations are limited for each connection, and one that ends makes room", async () => {
  await start();
  const client = webSocketClient(server.url);
  const listen = () => overWebSocket(server.url, FOLLOW, undefined, client);
  const [first, second] = [listen(), listen()];
  await eventually(() => subscribed(server.url, 2));
  expect(await listen().ended).toMatchObject([
    { extensions: { code: "QUERY_TOO_COMPLEX", limit: { actual: 3, allowed: 2 } } },
  ]);
  first.stop();
  await eventually(() => subscribed(server.url, 1));
  const third = listen();
  await eventually(() => subscribed(server.url, 2));
  second.stop();
  third.stop();
  await client.dispose();
});

test("a client that does not begin the protocol, or speaks another, is sent away", async () => {
  await start();
  const other = new WebSocket(socketOf(server.url), "graphql-ws");
  await once(other, "error");
  const none = new WebSocket(socketOf(server.url));
  expect((await once(none, "close"))[0]).toBe(4406);
  const silent = new WebSocket(socketOf(server.url), "graphql-transport-ws");
  expect((await once(silent, "close"))[0]).toBe(4408);
});

test("a page of another origin is kept out if others are allowed by name; the server's own never is", async () => {
  await start({}, { corsOrigins: ["https://front.example"] });
  for (const origin of ["https://other.example", "null", "rubbish"])
    expect(await refusal({ origin })).toEqual([403, undefined]);
  for (const origin of ["https://front.example", server.url]) {
    const allowed = new WebSocket(socketOf(server.url), "graphql-transport-ws", { origin });
    await once(allowed, "open");
    allowed.terminate();
  }
  const program = new WebSocket(socketOf(server.url), "graphql-transport-ws");
  await once(program, "open");
  program.terminate();
  const stream = `${server.url}/graphql/stream?query=${encodeURIComponent(FOLLOW)}`;
  const [from, other] = await Promise.all(
    ["https://front.example", "https://other.example"].map((origin) => fetch(stream, { headers: { origin } })),
  );
  expect(from?.headers.get("access-control-allow-origin")).toBe("https://front.example");
  expect(other?.headers.get("access-control-allow-origin")).not.toBe("https://other.example");
  await Promise.all([from?.body?.cancel(), other?.body?.cancel()]);
});

/** Long texts, which fill the network's buffers for a reader sooner. */
const LONG = "word ".repeat(3_000);
const atLength = (times: number) =>
  `subscription { statementPublished { cursor statement { ${Array.from({ length: times }, (_, i) => `t${i}: text`).join(" ")} } } }`;

/** Opens a WebSocket that has subscribed and then stops reading. */
async function stalled(): Promise<WebSocket> {
  const socket = new WebSocket(socketOf(server.url), "graphql-transport-ws");
  await once(socket, "open");
  socket.send('{"type":"connection_init"}');
  await once(socket, "message");
  socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: atLength(20) } }));
  await eventually(() => subscribed(server.url, 1));
  socket.pause();
  return socket;
}

const drops = (reason: string) => metric(server.url, `onrecord_live_drops_total{reason="${reason}"}`);

/** Publishes 180 MB, more than the network's buffers hold, and waits until the one subscriber is dropped. Returns the most memory that was kept meanwhile. */
async function publishUntilDropped(): Promise<number> {
  await publish(database, ...Array.from({ length: 600 }, (_, i) => `${LONG} ${i}`));
  let most = 0;
  await eventually(async () => {
    most = Math.max(most, keptMemory());
    return (await drops("slow")) + (await drops("silent")) > 0;
  });
  return most;
}

test("a client that reads nothing is dropped with a code, and nothing is kept for it meanwhile", async () => {
  // The buffers must be full before the server misses an answer to its ping, which a busy machine may need longer for.
  for (const keepAliveMs of [2_000, 10_000, 50_000]) {
    await start({ backlog: 1_000, keepAliveMs });
    const socket = await stalled();
    const closed = once(socket, "close");
    const before = keptMemory();
    expect((await publishUntilDropped()) - before).toBeLessThan(100e6);
    socket.resume();
    const [code] = await closed;
    expect(await eventually(() => subscribed(server.url, 0))).toBe(true);
    if ((await drops("slow")) > 0) return expect(code).toBe(4410);
    await server.close();
  }
  throw new Error("The network's buffers were never full.");
});

test("a client that gets much at once and reads it is not taken for slow", async () => {
  await start({ operations: 20, keepAliveMs: 10_000 });
  const client = webSocketClient(server.url);
  const listeners = Array.from({ length: 20 }, () => overWebSocket(server.url, atLength(6), undefined, client));
  await eventually(() => subscribed(server.url, 20));
  await publish(database, LONG, `${LONG} again`);
  for (const listener of listeners) {
    expect(await eventually(() => listener.results.length === 2)).toBe(true);
    listener.stop();
  }
  await client.dispose();
});

test("a client that stops reading a stream of events is cut off", async () => {
  await start({ backlog: 1_000, keepAliveMs: 2_000 });
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /graphql/stream?query=${encodeURIComponent(atLength(20))} HTTP/1.1\r\nhost: x\r\n\r\n`);
  await eventually(() => subscribed(server.url, 1));
  socket.pause();
  await publishUntilDropped();
  expect(await eventually(() => subscribed(server.url, 0))).toBe(true);
  socket.destroy();
});

test("a connection whose other end is gone without a word is found by signs of life", async () => {
  await start();
  const socket = new WebSocket(socketOf(server.url), "graphql-transport-ws", { autoPong: false });
  await once(socket, "open");
  socket.send('{"type":"connection_init"}');
  await once(socket, "message");
  expect((await once(socket, "close"))[0]).toBe(4411);
  expect(await metric(server.url, 'onrecord_live_drops_total{reason="silent"}')).toBe(1);
  expect(await metric(server.url, "onrecord_live_connections")).toBe(0);
});

test("a quiet stream gives signs of life", async () => {
  await start();
  const answer = await fetch(`${server.url}/graphql/stream?query=${encodeURIComponent(FOLLOW)}`);
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  while (text.split(":\n\n").length < 4) text += new TextDecoder().decode((await reader.read()).value);
  expect(text).toMatch(/^:\n\nid: \S+\n\n:\n\n/);
  await reader.cancel();
});
