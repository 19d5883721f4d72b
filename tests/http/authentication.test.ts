import { describe, expect, test } from "@jest/globals";
import type { Server } from "../../src/server.ts";
import { addressOf, openKeyedServers } from "../helpers/keyedServers.ts";

const servers = openKeyedServers();
const { keys } = servers;

describe("where reading needs a key", () => {
  test.each(["csv", "jsonl", "jsonld", "atom"])("/statements.%s needs a key if reading does", async (extension) => {
    const get = async (server: Server, key?: string, method = "GET") => {
      const headers = new Headers(key ? { authorization: `Bearer ${keys[key]}` } : {});
      const answer = await fetch(`${addressOf(server)}/statements.${extension}`, { method, headers });
      return [answer.status, await answer.text()] as const;
    };
    const [status, text] = await get(servers.closed);
    expect(status).toBe(401);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    expect((await get(servers.closed, "READER"))[0]).toBe(200);
    expect((await get(servers.closed, "revoked"))[0]).toBe(401);
    expect((await get(servers.closed, undefined, "HEAD"))[0]).toBe(401);
    expect((await get(servers.open))[0]).toBe(200);
    expect((await get(servers.open, "revoked"))[0]).toBe(401);
  });

  test.each(["/healthz", "/readyz", "/schema.graphql", "/"])("%s needs no key even if reading does", async (url) => {
    expect((await servers.closed.app.inject({ method: "GET", url })).statusCode).toBe(200);
  });
});
