import type { ConnectOptions, DatabaseConnection } from "../../src/database.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { connectTo } from "../helpers/database.ts";
import { type Pair, startPair } from "../helpers/standby.ts";
import { type DatabaseProxy, openProxy } from "./proxy.ts";
import { type RunningServer, startServer } from "./runningServer.ts";

/** A server whose connections to the database can be turned from one of a pair of databases to the other. */
export interface PairServer {
  pair: Pair;
  proxy: DatabaseProxy;
  database: DatabaseConnection;
  server: RunningServer;
  close(): Promise<void>;
}

/**
 * Starts a primary with a standby, and a server in front of one of them.
 *
 * @param begins the one that the server begins with
 * @param options.editors the names of editors who get keys: `pair.keys`
 * @param options.connectionTimeoutMs how long the server waits for a connection; long by default
 */
export async function startPairServer(
  begins: "primary" | "standby",
  {
    editors = [],
    ...options
  }: Pick<Partial<ConnectOptions>, "connectionTimeoutMs"> & { editors?: readonly string[] } = {},
): Promise<PairServer> {
  const pair = await startPair(editors);
  const proxy = await openProxy(pair[begins].url);
  const database = connectTo(proxy.url, options);
  const server = await startServer({ schema: loadSchema(), database });
  const close = async () => {
    await server.close();
    await database.close();
    await proxy.cut();
    await pair.remove();
  };
  return { pair, proxy, database, server, close };
}
