import { once } from "node:events";
import { expect, test } from "@jest/globals";
import WebSocket from "ws";
import { Prisma } from "../../../src/generated/prisma/client.ts";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { openArchive } from "../../helpers/archive.ts";
import { eventually } from "../../helpers/eventually.ts";
import { startServer } from "../runningServer.ts";
import { FOLLOW, overWebSocket, socketOf, subscribed } from "./listening.ts";

const database = openArchive();

test("a server that stops closes with 1001, ends streams, admits nobody, and cuts no request", async () => {
  const server = await startServer({ schema: loadSchema(), database });
  const socket = overWebSocket(server.url);
  // This client does not answer the closing handshake, and must not delay the others.
  const rude = new WebSocket(socketOf(server.url), "graphql-transport-ws");
  await once(rude, "open");
  rude.pause();
  const stream = await fetch(`${server.url}/graphql/stream?query=${encodeURIComponent(FOLLOW)}`);
  await eventually(() => subscribed(server.url, 2));
  const release = await holdStatements();
  const inFlight = fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ statements { totalCount } }" }),
  });
  await eventually(waitsForLock);
  const closing = server.close();
  expect(await socket.ended).toMatchObject({ code: 1001 });
  expect(await stream.text()).not.toContain("event: complete");
  await eventually(() => overWebSocket(server.url).ended.then(Boolean));
  await release();
  expect(await (await inFlight).json()).toEqual({ data: { statements: { totalCount: 0 } } });
  await closing;
  expect(server.log().filter(({ level }) => Number(level) >= 40)).toEqual([]);
});

/** Blocks all reads of statements until the returned function is called. */
async function holdStatements(): Promise<() => Promise<void>> {
  const client = await database.pool.connect();
  await client.query("BEGIN; LOCK TABLE statement IN ACCESS EXCLUSIVE MODE");
  return async () => {
    await client.query("ROLLBACK");
    client.release();
  };
}

async function waitsForLock(): Promise<boolean> {
  const rows = await database.query(Prisma.sql`SELECT FROM pg_locks WHERE NOT granted`);
  return rows.length > 0;
}
