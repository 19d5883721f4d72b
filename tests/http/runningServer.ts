import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import type { GraphQLSchema } from "graphql";
import type { DatabaseConnection } from "../../src/database.ts";
import { buildServer, type ServerOptions } from "../../src/server.ts";
import { smallSchema } from "../fixtures/smallSchema.ts";
import { cloneDatabase } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";

type LogLine = Record<string, unknown>;

/** Our own server on a port of its own, with the log that it wrote. */
export interface RunningServer {
  url: string;
  database: DatabaseConnection;
  log(): LogLine[];
  /** Waits until a line of the log fits; fails after ten seconds. */
  untilLogged(fits: (line: LogLine) => boolean): Promise<LogLine>;
  close(): Promise<void>;
  /** Closes it, and drops its own database. */
  stop(): Promise<void>;
}

export interface RunningOptions {
  schema?: GraphQLSchema;
  config?: Partial<ServerOptions["config"]>;
  checkReadiness?: ServerOptions["checkReadiness"];
  /** A database of the caller's, who closes it; else a clone of its own. */
  database?: DatabaseConnection;
}

/** Starts our server around the small schema, unless told otherwise. */
export async function startServer(options: RunningOptions = {}): Promise<RunningServer> {
  const { schema = smallSchema(), config = {}, checkReadiness } = options;
  const clone = options.database ? undefined : await cloneDatabase();
  const database = options.database ?? (clone as DatabaseConnection);
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
      requestDeadlineMs: 10_000,
      compiledExecution: true,
      maxCost: 10_000,
      ...config,
    },
    database,
    schema,
    logStream,
    ...(checkReadiness && { checkReadiness }),
  });
  await server.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = server.app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    database,
    log: () => lines,
    untilLogged: (fits) => eventually(() => lines.find(fits)),
    close: server.close,
    async stop() {
      await server.close();
      await clone?.drop();
    },
  };
}
