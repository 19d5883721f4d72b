import type { AddressInfo } from "node:net";
import { beforeAll } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey, revokeKey, type Viewer } from "../../src/keys/keys.ts";
import { keyRoles } from "../../src/keys/roles.ts";
import { buildServer, type Server } from "../../src/server.ts";
import { type Archive, openArchive } from "./archive.ts";

export const CONFIG = {
  environment: "production",
  logLevel: "silent",
  requestDeadlineMs: 120_000,
  compiledExecution: true,
  maxCost: 5_000,
} as const;

/** Two servers on one archive, a key for each role, and invalid keys of every sort. */
export interface KeyedServers {
  database: Archive;
  /** Reading needs no key. */
  open: Server;
  /** Reading needs a key. */
  closed: Server;
  keys: Record<string, string>;
}

/** Opens the two servers for the tests of a file. */
export function openKeyedServers(schema = loadSchema()): KeyedServers {
  const database = openArchive();
  const keys: Record<string, string> = {};
  const servers = { database, keys } as KeyedServers;
  beforeAll(async () => {
    servers.open = await buildServer({ database, schema, config: CONFIG });
    servers.closed = await buildServer({ database, schema, config: { ...CONFIG, isReadingOpen: false } });
    for (const { app, close } of [servers.open, servers.closed]) {
      database.beforeDrop(close);
      await app.listen({ port: 0, host: "127.0.0.1" });
    }
    const create = async (role: Viewer["role"], expiresAt: Date | null = null) =>
      createKey(database, undefined, { name: role, role, expiresAt });
    for (const role of keyRoles) keys[role] = (await create(role)).token;
    const { id, token } = await create("EDITOR");
    await revokeKey(database, id);
    keys.revoked = token;
    keys.expired = (await create("EDITOR", new Date(0))).token;
    keys.wrong = `${token.slice(0, 20)}${"A".repeat(43)}`;
    keys.unknown = `or_${"0".repeat(16)}_${"A".repeat(43)}`;
  });
  return servers;
}

export function addressOf({ app }: Server): string {
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

/** Sends a query to a server, in process. */
export async function askServer({ app }: Server, query: string, authorization?: string) {
  const { statusCode, headers, body } = await app.inject({
    method: "POST",
    url: "/graphql",
    headers: authorization === undefined ? {} : { authorization },
    payload: { query },
  });
  const { data, errors = [] } = JSON.parse(body) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  const codes = errors.map(({ extensions }) => extensions.code);
  return { statusCode, codes, data, challenge: headers["www-authenticate"], body };
}
