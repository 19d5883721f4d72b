import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { beforeAll } from "@jest/globals";
import type { GraphQLSchema } from "graphql";
import type { DatabaseConnection } from "../../src/database.ts";
import { buildServer, type ServerOptions } from "../../src/server.ts";
import { smallSchema } from "../fixtures/smallSchema.ts";
import { type Archive, openArchive } from "../helpers/archive.ts";
import { eventually } from "../helpers/eventually.ts";

type LogLine = Record<string, unknown>;

/** Our server on a free port, with the log that it wrote. */
export interface RunningServer {
  url: string;
  database: DatabaseConnection;
  log(): LogLine[];
  /** Waits for a matching line of the log; fails if none comes. */
  untilLogged(fits: (line: LogLine) => boolean): Promise<LogLine>;
  close(): Promise<void>;
}

export interface RunningOptions {
  schema?: GraphQLSchema;
  config?: Partial<ServerOptions["config"]>;
  checkReadiness?: ServerOptions["checkReadiness"];
  replica?: ServerOptions["replica"];
  /** An archive, with which the server closes; or another connection, whose owner also closes the server. */
  database: DatabaseConnection | Archive;
}

/** Opens our server for the tests of a file, around the given archive or a new one. */
export function openServer(options: Partial<RunningOptions> = {}): RunningServer {
  const { database = openArchive() } = options;
  const server = {} as RunningServer;
  beforeAll(async () => {
    Object.assign(server, await startServer({ ...options, database }));
  });
  return server;
}

/** Starts our server around the small schema by default. */
export async function startServer(options: RunningOptions): Promise<RunningServer> {
  const { schema = smallSchema(), config = {}, checkReadiness, replica, database } = options;
  const lines: LogLine[] = [];
  const logStream = new Writable({
    write(chunk, _encoding, done) {
      for (const line of String(chunk).split("\n").filter(Boolean)) lines.push(JSON.parse(line));
      done();
    },
  });
  const server = await buildServer({
    config: {
      environment: "production",
      logLevel: "info",
      requestDeadlineMs: 120_000,
      compiledExecution: true,
      maxCost: 10_000,
      ...config,
    },
    database,
    schema,
    logStream,
    replica,
    ...(checkReadiness && { checkReadiness }),
  });
  if ("beforeDrop" in database) database.beforeDrop(server.close);
  await server.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = server.app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    database,
    log: () => lines,
    untilLogged: (fits) => eventually(() => lines.find(fits)),
    close: server.close,
  };
}
