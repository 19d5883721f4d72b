import { once } from "node:events";
import { afterEach, describe, expect, test } from "@jest/globals";
import WebSocket from "ws";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey } from "../../src/keys/keys.ts";
import { openArchive } from "../helpers/archive.ts";
import { type RunningOptions, type RunningServer, startServer } from "./runningServer.ts";

const servers: RunningServer[] = [];
const database = openArchive({ afresh: true });
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const start = async (config: RunningOptions["config"]) => {
  const server = await startServer({ schema: loadSchema(), database, config: { ...config } });
  servers.push(server);
  return server;
};

/** This query costs forty points: one for the page, and one for each statement. */
const FORTY = "{ statements(first: 39) { nodes { id } } }";

async function ask({ url }: RunningServer, query = FORTY, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  const body = (await answer.json()) as { data?: object; errors?: { message: string; extensions: { code: string } }[] };
  const number = (name: string) => {
    const value = answer.headers.get(name);
    return value === null ? null : Number(value);
  };
  return {
    status: answer.status,
    body,
    codes: body.errors?.map(({ extensions }) => extensions.code) ?? [],
    limit: number("ratelimit-limit"),
    remaining: number("ratelimit-remaining"),
    reset: number("ratelimit-reset"),
    retryAfter: number("retry-after"),
  };
}

const keyOf = async (name: string) => {
  const { token } = await createKey(database, undefined, { name, role: "READER", expiresAt: null });
  return { authorization: `Bearer ${token}` };
};

test("an operation takes the points that it costs; once they are spent it gets 429 and the time to wait", async () => {
  const server = await start({ rateLimit: 100 });
  const first = await ask(server);
  expect(first).toMatchObject({ status: 200, limit: 100, remaining: 60, reset: expect.any(Number), retryAfter: null });
  expect(await ask(server)).toMatchObject({ status: 200, remaining: 20 });
  const refused = await ask(server);
  expect(refused).toMatchObject({ status: 429, codes: ["RATE_LIMITED"], limit: 100, remaining: 0 });
  expect(refused.body.data).toBeUndefined();
  expect(refused.retryAfter).toBe(refused.reset);
  expect(refused.retryAfter).toBeGreaterThan(0);
  expect(refused.retryAfter).toBeLessThanOrEqual(60);
  expect(refused.body.errors?.[0]?.message).toMatch(/^This takes 40 of the 100 points per minute, .* in \d+ s\.$/);
  expect(server.log().filter(({ level }) => Number(level) >= 40)).toEqual([]);
});

test("the field `rateLimit` agrees with the headers", async () => {
  const server = await start({ rateLimit: 100 });
  const query = "{ rateLimit { limit remaining cost resetAt } statements { nodes { id } } }";
  for (let time = 0; time < 3; time++) {
    const asked = Date.now();
    const { body, remaining, reset } = await ask(server, query);
    const answered = Date.now();
    const { rateLimit } = body.data as { rateLimit: Record<string, unknown> };
    expect(rateLimit).toEqual({ limit: 100, remaining, cost: 22, resetAt: expect.any(String) });
    // `reset` counts whole seconds from an instant between the two.
    const resetAt = Date.parse(String(rateLimit.resetAt)) - (reset ?? 0) * 1_000;
    expect(resetAt).toBeGreaterThan(asked - 1_000);
    expect(resetAt).toBeLessThan(answered + 1_000);
  }
});

test("a server without a limit says nothing of one", async () => {
  const answer = await ask(await start({}), "{ rateLimit { limit } }");
  expect(answer).toMatchObject({ status: 200, body: { data: { rateLimit: null } }, limit: null });
});

test("introspection takes one point, and an operation that is refused before it runs takes none", async () => {
  const server = await start({ rateLimit: 100 });
  expect(await ask(server, "{ __typename }")).toMatchObject({ status: 200, remaining: 99 });
  expect(await ask(server, "{ nothing }")).toMatchObject({ status: 400, remaining: null });
  expect(await ask(server, "{ __typename }")).toMatchObject({ remaining: 98 });
});

test("each key spends its own points from anywhere; a client without one spends their address's", async () => {
  const server = await start({ rateLimit: 100 });
  const [one, other] = [await keyOf("one"), await keyOf("other")];
  expect(await ask(server, FORTY, one)).toMatchObject({ remaining: 60 });
  expect(await ask(server, FORTY, one)).toMatchObject({ remaining: 20 });
  expect(await ask(server, FORTY, one)).toMatchObject({ status: 429 });
  expect(await ask(server, FORTY, other)).toMatchObject({ status: 200, remaining: 60 });
  expect(await ask(server)).toMatchObject({ status: 200, remaining: 60 });
});

describe("addresses", () => {
  const from = (address: string) => ({ "x-forwarded-for": address });

  test("a client's address is the one that a trusted proxy states", async () => {
    const server = await start({ rateLimit: 100, trustProxy: 1 });
    expect(await ask(server, FORTY, from("198.51.100.1"))).toMatchObject({ remaining: 60 });
    expect(await ask(server, FORTY, from("198.51.100.2"))).toMatchObject({ remaining: 60 });
    // The addresses that a client invents come before the one that the proxy has added.
    expect(await ask(server, FORTY, from("203.0.113.9, 198.51.100.1"))).toMatchObject({ remaining: 20 });
  });

  test("a client's address is not the one that the client states", async () => {
    const server = await start({ rateLimit: 100 });
    expect(await ask(server, FORTY, from("198.51.100.1"))).toMatchObject({ remaining: 60 });
    expect(await ask(server, FORTY, from("198.51.100.2"))).toMatchObject({ remaining: 20 });
    const known = await start({ rateLimit: 100, trustProxy: "10.0.0.0/8" });
    expect(await ask(known, FORTY, from("198.51.100.1"))).toMatchObject({ remaining: 60 });
    expect(await ask(known, FORTY, from("198.51.100.2"))).toMatchObject({ remaining: 20 });
  });

  test("an IPv6 address counts by its network, and an IPv4 address written as IPv6 counts as IPv4", async () => {
    const server = await start({ rateLimit: 100, trustProxy: "loopback" });
    expect(await ask(server, FORTY, from("2001:db8:0:7::1"))).toMatchObject({ remaining: 60 });
    expect(await ask(server, FORTY, from("2001:DB8::7:ffff:1:2:3"))).toMatchObject({ remaining: 20 });
    expect(await ask(server, FORTY, from("2001:db8:0:8::1"))).toMatchObject({ remaining: 60 });
    expect(await ask(server, FORTY, from("::1:2"))).toMatchObject({ remaining: 60 });
    expect(await ask(server, FORTY, from("198.51.100.1"))).toMatchObject({ remaining: 60 });
    expect(await ask(server, FORTY, from("::ffff:198.51.100.1"))).toMatchObject({ remaining: 20 });
  });
});

describe("a key that is none", () => {
  const wrong = { authorization: "Bearer or_none" };

  test("an invalid key takes a hundred points of its address, where soon no key is checked any more", async () => {
    const server = await start({ rateLimit: 240 });
    const good = await keyOf("good");
    for (let time = 0; time < 2; time++)
      expect(await ask(server, FORTY, wrong)).toMatchObject({ status: 401, codes: ["UNAUTHENTICATED"] });
    expect(await ask(server)).toMatchObject({ status: 200, remaining: 0 });
    expect(await ask(server, FORTY, wrong)).toMatchObject({ status: 429, codes: ["RATE_LIMITED"], remaining: 0 });
    expect((await ask(server, FORTY, wrong)).retryAfter).toBeGreaterThan(0);
    expect((await fetch(`${server.url}/statements.csv`, { headers: wrong })).status).toBe(429);
    expect((await fetch(`${server.url}/graphql/stream`, { headers: wrong })).status).toBe(429);
    expect(await ask(server, FORTY, good)).toMatchObject({ status: 200, remaining: 200 });
  });

  test("an invalid key takes points over WebSocket too", async () => {
    const server = await start({ rateLimit: 200 });
    const socketWith = (headers: Record<string, string>) =>
      new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { headers });
    const atTheDoor = async () => {
      const [, response] = await once(socketWith(wrong), "unexpected-response");
      response.resume();
      return response.statusCode;
    };
    const inTheGreeting = async () => {
      const socket = socketWith({});
      await once(socket, "open");
      socket.send(JSON.stringify({ type: "connection_init", payload: wrong }));
      return (await once(socket, "close"))[0];
    };
    expect(await atTheDoor()).toBe(401);
    expect(await inTheGreeting()).toBe(4401);
    expect(await atTheDoor()).toBe(429);
    expect(await inTheGreeting()).toBe(4401);
    expect(await ask(server)).toMatchObject({ status: 429 });
  });
});

test("files and feeds take points too", async () => {
  const server = await start({ rateLimit: 5_100 });
  const get = async (path: string) => {
    const answer = await fetch(`${server.url}${path}`);
    return [answer.status, answer.headers.get("ratelimit-remaining"), await answer.text()] as const;
  };
  expect((await get("/statements.csv")).slice(0, 2)).toEqual([200, "100"]);
  expect((await get("/statements.atom")).slice(0, 2)).toEqual([200, "50"]);
  const [status, remaining, text] = await get("/statements.jsonl");
  expect([status, remaining]).toEqual([429, "0"]);
  expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: "RATE_LIMITED" } }] });
});

describe("where the database counts", () => {
  test("two processes count together if the database counts", async () => {
    const config = { rateLimit: 100, rateLimitStore: "postgres" } as const;
    const [one, other] = [await start(config), await start(config)];
    expect(await ask(one)).toMatchObject({ remaining: 60 });
    expect(await ask(other)).toMatchObject({ remaining: 20 });
    expect(await ask(one)).toMatchObject({ status: 429, codes: ["RATE_LIMITED"] });
    expect(await ask(other)).toMatchObject({ status: 429 });
    const key = await keyOf("own");
    expect(await ask(one, FORTY, key)).toMatchObject({ remaining: 60 });
    expect(await ask(other, FORTY, key)).toMatchObject({ remaining: 20 });
  });

  test("a process counts for itself if the database cannot", async () => {
    const server = await start({ rateLimit: 100, rateLimitStore: "postgres" });
    await database?.pool.query("ALTER TABLE rate_limit RENAME TO elsewhere");
    expect(await ask(server)).toMatchObject({ status: 200, remaining: 60 });
    expect(await ask(server)).toMatchObject({ status: 200, remaining: 20 });
    expect(await ask(server)).toMatchObject({ status: 429 });
  });
});
