import { once } from "node:events";
import { beforeAll, describe, expect, test } from "@jest/globals";
import WebSocket from "ws";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { createKey, revokeKey } from "../../../src/keys/keys.ts";
import { openArchive } from "../../helpers/archive.ts";
import { eventually } from "../../helpers/eventually.ts";
import { openServer, startServer } from "../runningServer.ts";
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

const database = openArchive();
const live = { connections: 100, connectionsPerAddress: 100, operations: 2, keepAliveMs: 300, backlog: 100 };
const server = openServer({ schema: loadSchema(), database, config: { isReadingOpen: false, live } });

const makeKey = () => createKey(database, undefined, { name: "Newsroom", role: "READER", expiresAt: null });
const bearer = (token: string) => `Bearer ${token}`;
/** The key by which the tests read the metrics. */
let monitor: string;
beforeAll(async () => {
  monitor = bearer((await makeKey()).token);
});

function stream(authorization?: string): Promise<Response> {
  const headers = { accept: "text/event-stream", ...(authorization && { authorization }) };
  return fetch(`${server.url}/graphql/stream?query=${encodeURIComponent(FOLLOW)}`, { headers });
}

describe("where reading needs a key", () => {
  test("nobody without a key subscribes if reading needs one", async () => {
    const listener = overEvents(server.url);
    await listener.ended;
    for (const errors of [await overWebSocket(server.url).ended, listener.results[0]?.errors])
      expect(errors).toEqual([
        { message: expect.stringContaining("needs a key"), extensions: { code: "UNAUTHENTICATED" } },
      ]);
  });

  test("a key is sent with the upgrade, with the first message, or as a header of a stream", async () => {
    const { token } = await makeKey();
    const byMessage = webSocketClient(server.url, { connectionParams: { authorization: bearer(token) } });
    class WithHeader extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers: { authorization: bearer(token) } });
      }
    }
    const byHeader = webSocketClient(server.url, { webSocketImpl: WithHeader });
    const listeners = [byMessage, byHeader].map((client) => overWebSocket(server.url, FOLLOW, undefined, client));
    const answer = await stream(bearer(token));
    await eventually(() => subscribed(server.url, 3, monitor));
    await publish(database, "For holders of keys");
    for (const listener of listeners) {
      await eventually(() => listener.texts().length === 1);
      listener.stop();
    }
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    let text = "";
    while (!text.includes("For holders of keys")) text += new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    await eventually(() => subscribed(server.url, 0, monitor));
    expect(server.log().filter((line) => JSON.stringify(line).includes(token.slice(-20)))).toEqual([]);
  });

  test("an invalid key is refused at the door", async () => {
    const socket = new WebSocket(socketOf(server.url), "graphql-transport-ws", {
      headers: { authorization: "Bearer or_none" },
    });
    const [, response] = await once(socket, "unexpected-response");
    response.resume();
    expect(response.statusCode).toBe(401);
    expect((await stream("Bearer or_none")).status).toBe(401);
    for (const authorization of ["Bearer or_none", "Basic eDp5", 7, { a: 1 }]) {
      const client = webSocketClient(server.url, { connectionParams: { authorization } });
      expect(await overWebSocket(server.url, FOLLOW, undefined, client).ended).toMatchObject({ code: 4401 });
    }
  });

  test("a client that leaves while its key is checked is not counted", async () => {
    const { token } = await makeKey();
    for (let i = 0; i < 40; i++) {
      const patience = AbortSignal.timeout(i % 10);
      await fetch(`${server.url}/graphql/stream?query=${encodeURIComponent(FOLLOW)}`, {
        headers: { accept: "text/event-stream", authorization: bearer(token) },
        signal: patience,
      })
        .then((answer) => answer.body?.cancel())
        .catch(() => {});
    }
    await eventually(async () => (await metric(server.url, "onrecord_live_connections", monitor)) === 0);
    expect(await metric(server.url, "onrecord_live_subscriptions", monitor)).toBe(0);
  });

  test("a key that is revoked ends its subscriptions", async () => {
    const { id, token } = await makeKey();
    const client = webSocketClient(server.url, { connectionParams: { authorization: bearer(token) } });
    const listener = overWebSocket(server.url, FOLLOW, undefined, client);
    const answer = await stream(bearer(token));
    await eventually(() => subscribed(server.url, 2, monitor));
    await revokeKey(database, id);
    expect(await listener.ended).toMatchObject({ code: 4401 });
    await answer.text();
    expect(await metric(server.url, 'onrecord_live_drops_total{reason="key"}', monitor)).toBeGreaterThanOrEqual(2);
  });
});

test("a subscription takes its points when it begins", async () => {
  const limited = await startServer({ schema: loadSchema(), database, config: { rateLimit: 3 } });
  const listeners = [overWebSocket(limited.url), overEvents(limited.url)];
  await eventually(() => Promise.race(listeners.map(({ ended }) => ended.then(() => true))));
  const [first, second] = listeners;
  const errors = second?.results[0]?.errors ?? (await first?.ended);
  expect(errors).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
  for (const listener of listeners) listener.stop();
  await limited.close();
});
