import { describe, expect, test } from "@jest/globals";
import { addressOf, openKeyedServers } from "../helpers/keyedServers.ts";
import { openServer } from "./runningServer.ts";

const server = openServer();
const servers = openKeyedServers();
const { keys } = servers;

const json = { "content-type": "application/json" };
const ask = (body: unknown, headers: Record<string, string> = json) =>
  fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify(body) });
const get = (query: string, headers: Record<string, string> = json) =>
  fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers });

test("GET answers with an ETag and honours it; no other answer is stored", async () => {
  const first = await get("{ echo }");
  const etag = first.headers.get("etag") ?? "";
  expect([first.status, first.headers.get("cache-control")]).toEqual([200, "no-cache"]);
  const again = await get("{ echo }", { ...json, "if-none-match": etag });
  expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
  expect((await ask({ query: "{ echo }" })).headers.get("cache-control")).toBe("no-store");
  expect((await get("{ nothing }")).headers.get("cache-control")).toBe("no-store");
});

describe("what a key may read is no shared cache's", () => {
  const withKey = () => ({ authorization: `Bearer ${keys.READER}` });
  const get = async (path: string, server = servers.open, headers: Record<string, string> = {}) => {
    const answer = await fetch(addressOf(server) + path, {
      headers: { "content-type": "application/json", ...headers },
    });
    await answer.text();
    return [answer.status, answer.headers.get("cache-control"), answer.headers.get("vary")];
  };
  const VARY = "accept, accept-encoding, authorization";

  test.each([[`/graphql?query=${encodeURIComponent("{ viewer { name } }")}`], ["/statements.atom"]])(
    "a shared cache does not keep %s for a key, and may keep it without one",
    async (url) => {
      expect(await get(url)).toEqual([200, "no-cache", VARY]);
      expect(await get(url, servers.open, withKey())).toEqual([200, "private, no-cache", VARY]);
      expect(await get(url, servers.closed, withKey())).toEqual([200, "private, no-cache", VARY]);
      expect((await get(url, servers.closed)).slice(0, 2)).toEqual([401, "no-store"]);
    },
  );

  test.each(["csv", "jsonl", "jsonld"])("no cache keeps /statements.%s if reading needs a key", async (extension) => {
    const url = `/statements.${extension}`;
    for (const [server, headers] of [
      [servers.open, {}],
      [servers.open, withKey()],
      [servers.closed, withKey()],
    ] as const)
      expect((await get(url, server, headers)).slice(0, 2)).toEqual([200, "no-store"]);
  });
});
