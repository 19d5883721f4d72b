import { describe, expect, test } from "@jest/globals";
import { createKey, revokeKey } from "../../src/keys/keys.ts";
import { buildServer } from "../../src/server.ts";
import { connectTo } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import { askServer, CONFIG, openKeyedServers } from "../helpers/keyedServers.ts";

const servers = openKeyedServers();
const { database, keys } = servers;
const ask = (query: string, authorization?: string, server = servers.open) => askServer(server, query, authorization);

describe("a query", () => {
  const query = "{ statements { totalCount } }";

  test.each(["wrong", "unknown", "revoked", "expired"])("a query with the invalid key %p is refused", async (key) => {
    const { statusCode, codes, body } = await ask(query, `Bearer ${keys[key]}`);
    expect([statusCode, codes]).toEqual([401, ["UNAUTHENTICATED"]]);
    expect(body).not.toContain(keys[key]?.slice(20));
  });

  test.each([
    ["nothing", "Bearer"],
    ["space", "Bearer "],
    ["a password", "Basic dXNlcjpwYXNz"],
    ["no scheme", "or_x"],
    ["two words", "Bearer a b"],
    ["a token of somebody else", "Bearer a.b.c"],
    ["eight kilobytes", `Bearer ${"x".repeat(8_000)}`],
  ])("a query with a malformed key is refused: %s", async (_what, authorization) => {
    expect(await ask(query, authorization)).toMatchObject({ statusCode: 401, codes: ["UNAUTHENTICATED"] });
  });

  test("a query may write the scheme in any case, as RFC 9110 says", async () => {
    expect(await ask(query, `bearer ${keys.READER}`)).toMatchObject({ statusCode: 200 });
  });
});

test("a query with a key is noted in the list of keys", async () => {
  await ask("{ viewer { name } }", `Bearer ${keys.ADMIN}`);
  const { rows } = await database.pool.query("SELECT last_used_at FROM api_key WHERE name = 'ADMIN'");
  expect(rows[0].last_used_at).toBeInstanceOf(Date);
});

test("a server that remembers keys asks the database once and refuses a key as soon as it is revoked", async () => {
  const remembering = connectTo(database.url, { remember: true });
  const server = await buildServer({ database: remembering, config: CONFIG });
  const { id, token } = await createKey(database, undefined, { name: "Intern", role: "EDITOR", expiresAt: null });
  const statusOf = async () => (await ask("{ viewer { name } }", `Bearer ${token}`, server)).statusCode;
  const texts: string[] = [];
  remembering.pool.on("connect", (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      texts.push((given[0] as { text: string }).text);
      return query(...given);
    }) as typeof client.query;
  });
  // The memory is not used before the server listens for changes.
  await eventually(async () => {
    await statusOf();
    texts.length = 0;
    return (await statusOf()) === 200 && texts.length === 0;
  });
  await revokeKey(database, id);
  await eventually(async () => (await statusOf()) === 401);
  expect(await statusOf()).toBe(401);
  await server.close();
  await remembering.close();
});
