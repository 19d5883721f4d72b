import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

/** Says of a server of PostgreSQL what Patroni's interface says: 200 at /primary or at /replica, 503 at the other. */
export async function openStatusPage(url: string): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(({ url: path }, response) => {
    readRole(url).then(
      (role) => response.writeHead(path === `/${role}` ? 200 : 503).end(),
      () => response.writeHead(503).end(),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRole(url: string): Promise<"primary" | "replica"> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000, query_timeout: 1_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ standby: boolean }>("SELECT pg_is_in_recovery() AS standby");
    return rows[0]?.standby ? "replica" : "primary";
  } finally {
    await client.end();
  }
}
